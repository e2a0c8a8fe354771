import type { Diagnostic, JsonObject } from "@imagewright/core";

import { type ClassTemplate, classTemplates } from "../cluster-class/class-templates.ts";
import { immutable } from "./webhook-findings.ts";

/**
 * What of a class may not become another kind: group and kind of every template but the bootstrap
 * templates of workers; another API version is fine.
 */
export function checkClassCompatibility(
  oldClass: JsonObject,
  clusterClass: JsonObject,
): readonly Diagnostic[] {
  const [before, after] = [classTemplates(oldClass), classTemplates(clusterClass)];
  const changed = after
    .filter(({ part }) => part !== "bootstrap")
    .flatMap((template) => {
      const old = before.find((other) => isSamePlace(other, template));
      const isNew = old === undefined && template.className !== undefined;
      return isNew ? [] : compare(old, template);
    });
  const gone = before
    .filter((old) => old.place === "controlPlaneMachines")
    .filter((old) => !after.some((template) => isSamePlace(old, template)))
    .map(({ pointer }) => immutable(pointer, "the template cannot be removed from the class"));
  return [...changed, ...gone];
}

function compare(old: ClassTemplate | undefined, template: ClassTemplate): readonly Diagnostic[] {
  const [from, to] = [groupOf(old?.apiVersion ?? ""), groupOf(template.apiVersion)];
  const { pointer } = template;
  return [
    ...(from === to
      ? []
      : [
          immutable(
            `${pointer}/apiVersion`,
            `group of apiVersion cannot be changed from "${from}" to "${to}" to prevent incompatible changes in the Clusters`,
          ),
        ]),
    ...(old?.kind === template.kind
      ? []
      : [
          immutable(
            `${pointer}/kind`,
            `kind cannot be changed from "${old?.kind ?? ""}" to "${template.kind}" to prevent incompatible changes in the Clusters`,
          ),
        ]),
  ];
}

function isSamePlace(a: ClassTemplate, b: ClassTemplate): boolean {
  return a.place === b.place && a.className === b.className && a.part === b.part;
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}
