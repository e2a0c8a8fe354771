import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type FoundReference,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type AzureReference } from "../lint/reference-form.ts";
import { parseImage } from "./image.ts";

/** Where each kind keeps its machine. */
const machinePaths: Readonly<Record<string, readonly string[]>> = {
  AzureMachineTemplate: ["spec", "template", "spec"],
  AzureMachine: ["spec"],
  AzureMachinePool: ["spec", "template"],
};

/** The version CAPZ serves. */
export const capzVersion = "v1beta1";

/**
 * The image an AzureMachineTemplate, AzureMachine or AzureMachinePool points at.
 *
 * @returns nothing for objects of other kinds and for those that leave the choice to CAPZ
 */
export function parseManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const apiVersion = ownValue(object, "apiVersion");
  const kind = ownValue(object, "kind");
  const [group, version] = typeof apiVersion === "string" ? apiVersion.split("/") : [];
  if (group !== infrastructureGroup || typeof kind !== "string") {
    return toParsed([]);
  }
  const path = Object.hasOwn(machinePaths, kind) ? machinePaths[kind] : undefined;
  if (path === undefined) {
    return toParsed([]);
  }
  const diagnostics = version === capzVersion ? [] : [otherVersion(apiVersion)];
  const at = formatPointer(path);
  const machine = below(object, path);
  if (!isJsonObject(machine)) {
    const message = `${kind} has no ${path.join(".")}`;
    diagnostics.push(azureDiagnostics.report("AZURE_OBJECT_INCOMPLETE", { message }));
    return { ok: false, diagnostics };
  }
  return parseMachine(machine, at, kind === "AzureMachinePool", diagnostics);
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
  const stuck = isPool ? checkPool(reference, image, pointer) : [];
  return toParsed([{ pointer, reference }], [...diagnostics, ...stuck]);
}

/** CAPZ rebuilds the image of a scale set from its id, as a computeGallery without a plan. */
function checkPool(
  reference: AzureReference,
  image: JsonValue,
  pointer: string,
): readonly Diagnostic[] {
  const isShared = isJsonObject(image) && Object.hasOwn(image, "sharedGallery");
  const hasPlan = "plan" in reference;
  if (!isShared && !hasPlan) {
    return [];
  }
  const form = isShared ? "`sharedGallery`" : "a plan";
  const message = `no instance of a pool with ${form} ever counts as up to date`;
  return [azureDiagnostics.report("AZURE_POOL_IMAGE", { message, pointer })];
}

function otherVersion(apiVersion: JsonValue | undefined): Diagnostic {
  return azureDiagnostics.report("AZURE_API_VERSION", {
    message: "CAPZ does not serve this version of its API",
    pointer: "/apiVersion",
    found: showValue(apiVersion),
    expected: `${infrastructureGroup}/${capzVersion}`,
  });
}

function below(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of path) {
    value = isJsonObject(value) ? ownValue(value, key) : undefined;
  }
  return value;
}
