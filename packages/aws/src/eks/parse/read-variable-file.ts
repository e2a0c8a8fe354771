import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { eraOf, eras, type EraSystem, systemOf } from "../era.ts";
import type { EksEra } from "../options.ts";

/** Values of Packer variables; null is a variable that has to be set elsewhere. */
export interface EksVariables {
  readonly [name: string]: string | null;
}

/** What a variable file of amazon-eks-ami is for. */
export interface VariableFileUse {
  readonly era: EksEra;
  /** Release of Amazon Linux: `2` or `2023`. */
  readonly release: string;
  /** Upstream's own file of defaults, or one that `PACKER_VARIABLE_FILE` names, as where left out. */
  readonly role?: "defaults" | "own";
}

/** What the Makefile assigns in every era that lists it; others it assigns or reads in some builds. */
const assigned = new Set(["ami_name", "arch", "aws_region", "instance_type"]);

const credentials = new Set(["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]);

const allNames: ReadonlySet<string> = new Set(
  eras.flatMap(({ systems }) => systems.flatMap(({ variables }) => variables)),
);

/**
 * Reads a variable file of amazon-eks-ami, and judges it by the variables of its time: Packer
 * ignores names it does not know, and the Makefile overrides some.
 *
 * @example
 * ```ts
 * const use = { era: "templates-al2023", release: "2023" } as const;
 * readEksVariableFile({ enable_fips: "true" }, use).ok; // => true
 * const odd = { enable_fipps: "true", kernel_version: "5.10", ami_name: "node" };
 * readEksVariableFile(odd, use).diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
 * // => [
 * //      "EKS_VARIABLE_UNKNOWN /enable_fipps",
 * //      "EKS_VARIABLE_DROPPED /kernel_version",
 * //      "EKS_VARIABLE_DROPPED /ami_name",
 * //    ]
 * ```
 */
export function readEksVariableFile(
  document: JsonValue,
  { era: id, release, role = "own" }: VariableFileUse,
): Parsed<EksVariables> {
  const era = eraOf({ era: id });
  const system = systemOf(era, release);
  if (system === undefined) {
    const message = `era ${id} does not build Amazon Linux ${release}`;
    return { ok: false, diagnostics: [eksDiagnostics.report("EKS_SYSTEM", { message })] };
  }
  const { variables, diagnostics } = textsOf(document, "");
  return toParsed(variables, [
    ...diagnostics,
    ...Object.entries(variables).flatMap(([name, value]) =>
      checkVariable(name, value, { id, role, system }),
    ),
  ]);
}

/**
 * The variables that a template of amazon-eks-ami declares: those with null have to be set.
 *
 * @returns the variables, and the eras whose table names exactly them, credentials aside
 * @example
 * ```ts
 * const read = readEksTemplate({ variables: { arch: null, aws_region: "us-west-2" }, builders: [] });
 * read.ok && read.value;
 * // => { variables: { arch: null, aws_region: "us-west-2" }, required: ["arch"], eras: [] }
 * ```
 */
export function readEksTemplate(document: JsonValue): Parsed<EksTemplateVariables> {
  const declared = isJsonObject(document) ? (ownValue(document, "variables") ?? null) : null;
  const { variables, diagnostics } = textsOf(declared, "/variables");
  const names = Object.keys(variables).filter((name) => !credentials.has(name));
  const matching = eras.flatMap(({ id, systems }) =>
    systems
      .filter((system) => declares(names, system))
      .map(({ release }) => ({ era: id, release })),
  );
  const required = Object.entries(variables).flatMap(([name, value]) =>
    value === null ? [name] : [],
  );
  return toParsed({ variables, required, eras: matching }, diagnostics);
}

/** What a template declares. */
export interface EksTemplateVariables {
  readonly variables: EksVariables;
  /** Names without a default. */
  readonly required: readonly string[];
  /** Eras and releases of Amazon Linux that have this template. */
  readonly eras: readonly { readonly era: EksEra; readonly release: string }[];
}

/** A template of the first era declares more than make hands over; one variable is read undeclared. */
function declares(names: readonly string[], { variables }: EraSystem): boolean {
  const declared = variables.filter((name) => name !== "nvidia_driver_version");
  return (
    declared.every((name) => names.includes(name)) &&
    names.every((name) => declared.includes(name) || declared.includes("sonobuoy_e2e_registry"))
  );
}

function textsOf(
  document: JsonValue,
  pointer: string,
): { readonly variables: EksVariables; readonly diagnostics: readonly Diagnostic[] } {
  const map: JsonObject = isJsonObject(document) ? document : {};
  const variables: { [name: string]: string | null } = {};
  const diagnostics: Diagnostic[] = [];
  if (!isJsonObject(document)) {
    const message = "the variables are no map";
    diagnostics.push(eksManifestDiagnostics.report("EKS_FIELD_TYPE", { message, pointer }));
  }
  for (const [name, value] of Object.entries(map)) {
    if (typeof value === "string" || value === null) {
      variables[name] = value;
    } else {
      const message = `${name} is no text, which every variable of Packer is`;
      const at = `${pointer}${formatPointer([name])}`;
      diagnostics.push(eksManifestDiagnostics.report("EKS_FIELD_TYPE", { message, pointer: at }));
    }
  }
  return { variables, diagnostics };
}

function checkVariable(
  name: string,
  value: string | null,
  { id, role, system }: { readonly id: EksEra; readonly role: string; readonly system: EraSystem },
): readonly Diagnostic[] {
  const pointer = formatPointer([name]);
  if (credentials.has(name)) {
    const isFree = value === null || value === "" || /^\{\{\s*env `[A-Z_]+`\s*\}\}$/u.test(value);
    const message = `${name} does not belong into a file`;
    return isFree ? [] : [eksDiagnostics.report("EKS_VARIABLE_SECRET", { message, pointer })];
  }
  // A file comes too late for what the Makefile assigns itself; its defaults are for Packer alone.
  const isLate = role === "own" && system.makeOnly.includes(name);
  const isAssigned = isLate && assigned.has(name);
  if (system.variables.includes(name) && !isAssigned) {
    const message = `the Makefile looks at ${name} before it looks at a file`;
    return isLate ? [eksDiagnostics.report("EKS_VARIABLE_LATE", { message, pointer })] : [];
  }
  if (isAssigned || allNames.has(name)) {
    const message = isAssigned
      ? `the Makefile decides ${name} itself`
      : `era ${id} drops ${name} for Amazon Linux ${system.release}`;
    return [eksDiagnostics.report("EKS_VARIABLE_DROPPED", { message, pointer })];
  }
  const nearest = nearestName(name.slice(0, 64), allNames);
  const message = `there is no variable ${showValue(name)}`;
  const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
  return [eksDiagnostics.report("EKS_VARIABLE_UNKNOWN", { message, pointer, hint })];
}
