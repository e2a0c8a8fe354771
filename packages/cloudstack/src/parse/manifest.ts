import { carriedMachine, machinePointer } from "@imagewright/cluster-api";
import {
  type CloudStackTemplateReference,
  type Diagnostic,
  type FoundReference,
  type JsonObject,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { parseTemplateReference } from "./template-reference.ts";

/** Where each kind keeps its machine. */
export const machinePlaces: ReadonlyMap<string, string> = new Map([
  ["CloudStackMachineTemplate", machinePointer],
  ["CloudStackMachine", "/spec"],
]);

/** Versions of its API that CAPC serves, oldest first. */
export const servedVersions: readonly string[] = ["v1beta1", "v1beta2", "v1beta3"];

/**
 * The template a CloudStackMachineTemplate or CloudStackMachine points at, of any version.
 *
 * @returns nothing for objects of other kinds
 */
export function parseManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const found = carriedMachine(object, machinePlaces);
  if (found === undefined) {
    return toParsed([]);
  }
  const { version, kind, pointer, machine } = found;
  const diagnostics = servedVersions.includes(version) ? [] : [otherVersion(version)];
  if (machine === undefined) {
    const message = `${kind} has no \`${pointer}\``;
    diagnostics.push(cloudstackDiagnostics.report("CLOUDSTACK_OBJECT_INCOMPLETE", { message }));
    return { ok: false, diagnostics };
  }
  return parseMachine(machine, pointer, version, diagnostics);
}

function parseMachine(
  machine: JsonObject,
  at: string,
  version: string,
  before: readonly Diagnostic[],
): Parsed<readonly FoundReference[]> {
  const pointer = `${at}/template`;
  const parsed = parseTemplateReference(ownValue(machine, "template"), pointer);
  const diagnostics = [...before, ...checkImageField(machine, at), ...parsed.diagnostics];
  if (!parsed.ok) {
    return { ok: false, diagnostics };
  }
  return toParsed([{ pointer, reference: inZone(parsed.value, version, machine) }], diagnostics);
}

/** CAPC's book speaks of an `image:` section, which no version has. */
function checkImageField(machine: JsonObject, at: string): readonly Diagnostic[] {
  if (!Object.hasOwn(machine, "image")) {
    return [];
  }
  return [
    cloudstackDiagnostics.report("CLOUDSTACK_FIELD_PRUNED", {
      message: '"image" is no field here, and is dropped by the API server',
      pointer: `${at}/image`,
      hint: "The image is named by `template`.",
    }),
  ];
}

/** Only machines of v1beta1 say their zone. */
function inZone(
  reference: CloudStackTemplateReference,
  version: string,
  machine: JsonObject,
): CloudStackTemplateReference {
  const zone = version === "v1beta1" ? ownValue(machine, "zoneName") : undefined;
  return typeof zone === "string" && zone !== "" ? { ...reference, zone } : reference;
}

function otherVersion(version: string): Diagnostic {
  return cloudstackDiagnostics.report("CLOUDSTACK_API_VERSION", {
    message: "CAPC does not serve this version of its API",
    pointer: "/apiVersion",
    found: showValue(version),
    expected: servedVersions.join(", "),
  });
}
