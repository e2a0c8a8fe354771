import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import {
  type ClassPatch,
  type ClassPatchDefinition,
  classPatches,
  type PatchSource,
} from "../cluster-class/class-patches.ts";
import { type ClassVariable, classVariables } from "../cluster-class/class-variables.ts";
import { templateFields } from "../cluster-class/go-template/template-fields.ts";
import type { PatchSelector } from "../cluster-class/patch-selector.ts";
import builtinData from "../data/builtin-variables.json" with { type: "json" };
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** Variables nobody uses, and templates that use what is not there. */
export const classVariableUseRules = rulesFor({ [coreGroup]: ["ClusterClass"] }, check);

/** A variable that a patch reads. */
interface Use {
  readonly path: readonly string[];
  readonly pointer: string;
  readonly isTemplate: boolean;
  /** What the patch selects; undefined in conditions, which are asked for every template. */
  readonly selector: PatchSelector | undefined;
}

function check({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const patches = classPatches(object);
  const uses = patches.map(usesOf);
  const isOpen = patches.some(({ isExternal }) => isExternal) || uses.includes(undefined);
  const known = uses.flatMap((entries) => entries ?? []);
  const variables = classVariables(object);
  return [
    ...known.flatMap((use) => checkUse(use, variables)),
    ...(isOpen ? [] : checkUnused(variables, known)),
  ];
}

function checkUnused(
  variables: readonly ClassVariable[],
  uses: readonly Use[],
): readonly Diagnostic[] {
  return variables
    .filter(({ name }) => !uses.some(({ path }) => path[0] === name))
    .map(({ name, pointer }) =>
      clusterApiDiagnostics.report("CAPI_CLASS_VARIABLE_UNUSED", {
        message: `no patch uses variable ${name}`,
        pointer: `${pointer}/name`,
      }),
    );
}

function checkUse(use: Use, variables: readonly ClassVariable[]): readonly Diagnostic[] {
  const [name = ""] = use.path;
  const { pointer } = use;
  if (name === "builtin") {
    return checkBuiltin(use);
  }
  return use.isTemplate && !variables.some((variable) => variable.name === name)
    ? [
        clusterApiDiagnostics.report("CAPI_CLASS_TEMPLATE_VARIABLE", {
          message: `the class defines no variable ${name}`,
          pointer,
        }),
      ]
    : [];
}

/** Builtin maps whose keys are the user's. */
const openNames = builtinData.names.filter((name) => /\.(?:labels|annotations)$/u.test(name));

/** Builtin variables of one part are absent in patches of another. */
function checkBuiltin({ path, pointer, selector }: Use): readonly Diagnostic[] {
  const [, part = ""] = path;
  const text = path.join(".");
  const isKnown =
    builtinData.names.some((name) => name === text || name.startsWith(`${text}.`)) ||
    openNames.some((name) => text.startsWith(`${name}.`));
  const message = isKnown
    ? `${text} is not there for everything this patch selects`
    : `there is no builtin variable ${text}`;
  return isKnown && (selector === undefined || hasPart(selector, part))
    ? []
    : [clusterApiDiagnostics.report("CAPI_CLASS_BUILTIN", { message, pointer })];
}

/** Whether everything a patch selects has the builtin variables of a part. */
function hasPart(selector: PatchSelector, part: string): boolean {
  const selected = [
    ...(selector.infrastructureCluster ? ["infrastructureCluster"] : []),
    ...(selector.controlPlane ? ["controlPlane"] : []),
    ...(selector.machineDeploymentClasses.length > 0 ? ["machineDeployment"] : []),
    ...(selector.machinePoolClasses.length > 0 ? ["machinePool"] : []),
  ];
  return part === "cluster" || part === "" || selected.every((name) => name === part);
}

/** What a patch reads; undefined if a template of it was not read. */
function usesOf(patch: ClassPatch): readonly Use[] | undefined {
  const condition =
    patch.enabledIf === undefined
      ? []
      : fieldsOf(patch.enabledIf, `${patch.pointer}/enabledIf`, undefined);
  const inside = patch.definitions.map(usesOfDefinition);
  return condition === undefined || inside.includes(undefined)
    ? undefined
    : [...condition, ...inside.flatMap((entries) => entries ?? [])];
}

function usesOfDefinition(definition: ClassPatchDefinition): readonly Use[] | undefined {
  const found = definition.jsonPatches.map(({ source, pointer }) =>
    usesOfSource(source, `${pointer}/valueFrom`, definition.selector),
  );
  return found.includes(undefined) ? undefined : found.flatMap((entries) => entries ?? []);
}

function usesOfSource(
  source: PatchSource,
  pointer: string,
  selector: PatchSelector,
): readonly Use[] | undefined {
  if (source.from === "template") {
    return fieldsOf(source.template, `${pointer}/template`, selector);
  }
  return source.from === "variable"
    ? [
        {
          path: source.path.replaceAll(/\[\d+\]/gu, "").split("."),
          pointer: `${pointer}/variable`,
          isTemplate: false,
          selector,
        },
      ]
    : [];
}

/** Conditions guard what may be absent, so that a template with one is not judged by its part. */
function fieldsOf(
  template: string,
  pointer: string,
  selector: PatchSelector | undefined,
): readonly Use[] | undefined {
  const fields = templateFields(template);
  const isGuarded = /\{\{-?\s*if\b/u.test(template);
  return fields.outcome === "value"
    ? fields.value.map((path) => ({
        path,
        pointer,
        isTemplate: true,
        selector: isGuarded ? undefined : selector,
      }))
    : undefined;
}
