import { type Diagnostic, isSameJson, type JsonObject, mapAt } from "@imagewright/core";

import { immutable } from "./webhook-findings.ts";

const machine = "/spec/template/spec";

/**
 * The specification a template copies is fixed. Upstream lets the dry runs of the topology
 * controller pass; what is judged here is the change itself.
 */
export function checkTemplateUnchanged(
  oldObject: JsonObject,
  object: JsonObject,
  message: string,
): readonly Diagnostic[] {
  return isSameJson(mapAt(oldObject, machine), mapAt(object, machine))
    ? []
    : [immutable(machine, message)];
}
