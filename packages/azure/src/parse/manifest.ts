import { carriedMachine, machinePointer } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { poolImageFaults } from "../pool-image.ts";
import { parseImage } from "./image.ts";

/** Where each kind keeps its machine. */
export const machinePlaces: ReadonlyMap<string, string> = new Map([
  ["AzureMachineTemplate", machinePointer],
  ["AzureMachine", "/spec"],
  ["AzureMachinePool", "/spec/template"],
]);

/** The version CAPZ serves. */
export const servedVersion = "v1beta1";

/**
 * The image an AzureMachineTemplate, AzureMachine or AzureMachinePool points at.
 *
 * @returns nothing for objects of other kinds and for those that leave the choice to CAPZ
 */
export function parseManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const found = carriedMachine(object, machinePlaces);
  if (found === undefined) {
    return toParsed([]);
  }
  const { version, kind, pointer, machine } = found;
  const diagnostics = version === servedVersion ? [] : [otherVersion(version)];
  if (machine === undefined) {
    const message = `${kind} has no \`${pointer}\``;
    diagnostics.push(azureDiagnostics.report("AZURE_OBJECT_INCOMPLETE", { message }));
    return { ok: false, diagnostics };
  }
  return parseMachine(machine, pointer, kind === "AzureMachinePool", diagnostics);
}

function parseMachine(
  machine: JsonObject,
  at: string,
  isPool: boolean,
  before: readonly Diagnostic[],
): Parsed<readonly FoundReference[]> {
  const image = ownValue(machine, "image");
  if (image === undefined) {
    const message = "no image is named: CAPZ takes its default";
    const finding = azureDiagnostics.report("AZURE_DEFAULT_IMAGE", { message, pointer: at });
    return toParsed([], [...before, finding]);
  }
  const pointer = `${at}/image`;
  const parsed = parseImage(image, pointer);
  const diagnostics = [...before, ...parsed.diagnostics];
  if (!parsed.ok) {
    return { ok: false, diagnostics };
  }
  const reference = parsed.value;
  const isShared = isJsonObject(image) && Object.hasOwn(image, "sharedGallery");
  const stuck = isPool ? poolImageFaults({ reference, isShared }, pointer) : [];
  return toParsed([{ pointer, reference }], [...diagnostics, ...stuck]);
}

function otherVersion(version: string): Diagnostic {
  return azureDiagnostics.report("AZURE_API_VERSION", {
    message: "CAPZ does not serve this version of its API",
    pointer: "/apiVersion",
    found: showValue(version),
    expected: servedVersion,
  });
}
