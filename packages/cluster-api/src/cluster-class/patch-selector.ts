import { isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { listAt, ownText } from "../json/read-field.ts";
import type { ClassTemplate } from "./class-templates.ts";

/** What a patch of a class is applied to. */
export interface PatchSelector {
  readonly apiVersion: string;
  readonly kind: string;
  readonly infrastructureCluster: boolean;
  readonly controlPlane: boolean;
  /** Names of worker classes; a star at one end stands for any text. */
  readonly machineDeploymentClasses: readonly string[];
  readonly machinePoolClasses: readonly string[];
}

/** Reads the selector of a patch definition. */
export function readPatchSelector(selector: JsonObject): PatchSelector {
  const match = ownValue(selector, "matchResources");
  const resources = isJsonObject(match) ? match : {};
  return {
    apiVersion: ownText(selector, "apiVersion") ?? "",
    kind: ownText(selector, "kind") ?? "",
    infrastructureCluster: ownValue(resources, "infrastructureCluster") === true,
    controlPlane: ownValue(resources, "controlPlane") === true,
    machineDeploymentClasses: textsOf(resources, "/machineDeploymentClass/names"),
    machinePoolClasses: textsOf(resources, "/machinePoolClass/names"),
  };
}

/** Whether a patch is applied to a template: kind, API version to the letter, and place. */
export function selectsTemplate(selector: PatchSelector, template: ClassTemplate): boolean {
  if (selector.kind !== template.kind || selector.apiVersion !== template.apiVersion) {
    return false;
  }
  const { place, className = "" } = template;
  switch (place) {
    case "infrastructureCluster":
      return selector.infrastructureCluster;
    case "controlPlane":
    case "controlPlaneMachines":
      return selector.controlPlane;
    case "machineDeployment":
      return selector.machineDeploymentClasses.some((name) => isClassNamed(name, className));
    default:
      return selector.machinePoolClasses.some((name) => isClassNamed(name, className));
  }
}

/** Whether a name of a selector, perhaps with a star at one end, is that of a worker class. */
export function isClassNamed(pattern: string, className: string): boolean {
  if (pattern === "*" || pattern === className) {
    return true;
  }
  return (
    (pattern.startsWith("*") && className.endsWith(pattern.slice(1))) ||
    (pattern.endsWith("*") && className.startsWith(pattern.slice(0, -1)))
  );
}

function textsOf(object: JsonObject, pointer: string): readonly string[] {
  return listAt(object, pointer).filter((value) => typeof value === "string");
}
