import type { Diagnostic, JsonObject } from "@imagewright/core";

import { isSame } from "../json/changed-paths.ts";
import { objectAt } from "../json/read-field.ts";
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
  return isSame(objectAt(oldObject, machine), objectAt(object, machine))
    ? []
    : [immutable(machine, message)];
}
