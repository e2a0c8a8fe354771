import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  objectKind,
} from "@imagewright/core";
import { valueAt } from "@imagewright/core";

import { nameOf } from "../json/read-field.ts";
import { applyJsonPatch } from "./apply-json-patch.ts";
import { type ClassJsonPatch, type ClassPatch, classPatches } from "./class-patches.ts";
import { type ClassTemplate, classTemplates } from "./class-templates.ts";
import { type Evaluation, evaluate, fail, giveUp } from "./evaluation.ts";
import { evaluateGoTemplate, type TemplateData } from "./go-template/evaluate-template.ts";
import { patchData, type PatchScope } from "./patch-data.ts";
import { selectsTemplate } from "./patch-selector.ts";
import { variableValue } from "./variable-path.ts";

/**
 * A template of a class after all patches of the class that select it, for one group of a cluster.
 *
 * Patches are applied in their order, each on what the one before left; only `spec`, labels and
 * annotations can change. Patches of extensions, functions that are not evaluated and names only
 * the cluster knows end in `notEvaluated`; what Cluster API itself would refuse, in `failed`.
 *
 * @param template - the template as the class refers to it
 * @param scope - `group` is one of `topologyGroups`; `version`, where the group does not run that
 *   of the topology
 * @example
 * ```ts
 * const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";
 * const clusterClass = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "ClusterClass",
 *   metadata: { name: "docker" },
 *   spec: {
 *     controlPlane: {
 *       machineInfrastructure: {
 *         templateRef: { apiVersion, kind: "DockerMachineTemplate", name: "control-plane" },
 *       },
 *     },
 *     patches: [
 *       {
 *         name: "image",
 *         definitions: [
 *           {
 *             selector: {
 *               apiVersion,
 *               kind: "DockerMachineTemplate",
 *               matchResources: { controlPlane: true },
 *             },
 *             jsonPatches: [
 *               {
 *                 op: "add",
 *                 path: "/spec/template/spec/customImage",
 *                 valueFrom: { template: "kindest/node:{{ .builtin.controlPlane.version }}" },
 *               },
 *             ],
 *           },
 *         ],
 *       },
 *     ],
 *   },
 * };
 * const cluster = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "Cluster",
 *   metadata: { name: "prod" },
 *   spec: { topology: { classRef: { name: "docker" }, version: "v1.34.1" } },
 * };
 * const template = {
 *   apiVersion,
 *   kind: "DockerMachineTemplate",
 *   metadata: { name: "control-plane" },
 *   spec: { template: { spec: {} } },
 * };
 * const [, group] = topologyGroups(cluster);
 * const patched = group && applyClassPatches(template, { clusterClass, cluster, group });
 * patched?.outcome === "value" && patched.value["spec"];
 * // => { template: { spec: { customImage: "kindest/node:v1.34.1" } } }
 * ```
 */
export function applyClassPatches(template: JsonObject, scope: PatchScope): Evaluation<JsonObject> {
  return evaluate(() => {
    const place = placeOf(template, scope);
    if (place === undefined) {
      return fail("the class refers to no such template for this group");
    }
    const data = patchData(scope);
    let current = template;
    for (const patch of classPatches(scope.clusterClass)) {
      current = applyPatch(current, patch, place, data);
    }
    return current;
  });
}

/** The reference of the class by which a group gets a template. */
function placeOf(
  template: JsonObject,
  { clusterClass, group }: PatchScope,
): ClassTemplate | undefined {
  const kind = objectKind(template);
  return classTemplates(clusterClass).find(
    (reference) =>
      reference.kind === kind?.kind &&
      reference.apiVersion === template["apiVersion"] &&
      reference.name === nameOf(template) &&
      (reference.place === group.place ||
        (reference.place === "controlPlaneMachines" && group.place === "controlPlane")) &&
      (reference.className ?? group.className) === group.className,
  );
}

function applyPatch(
  template: JsonObject,
  patch: ClassPatch,
  place: ClassTemplate,
  data: TemplateData,
): JsonObject {
  if (patch.isGenerated) {
    return giveUp(`an extension makes the patches of ${JSON.stringify(patch.name)}`);
  }
  const definitions = patch.definitions.filter(({ selector }) => selectsTemplate(selector, place));
  if (definitions.length === 0 || !isEnabled(patch.enabledIf, data)) {
    return template;
  }
  const changed = definitions
    .flatMap(({ jsonPatches }) => jsonPatches)
    .map(({ op, path, source }) => ({ op, path, value: valueOf({ op, source }, data) }))
    .reduce(applyJsonPatch, template);
  return keepIdentity(template, changed);
}

function isEnabled(enabledIf: string | undefined, data: TemplateData): boolean {
  if (enabledIf === undefined || enabledIf === "") {
    return true;
  }
  return result(evaluateGoTemplate(enabledIf, data)) === true;
}

function valueOf(
  { op, source }: Pick<ClassJsonPatch, "op" | "source">,
  data: TemplateData,
): JsonValue {
  if (op === "remove") {
    return null;
  }
  switch (source.from) {
    case "value":
      return source.value;
    case "variable":
      return variableValue(source.path, data);
    case "template":
      return result(evaluateGoTemplate(source.template, data));
    default:
      return fail("the patch has neither a value nor a source of one");
  }
}

function result<T>(evaluation: Evaluation<T>): T {
  if (evaluation.outcome === "value") {
    return evaluation.value;
  }
  return evaluation.outcome === "failed" ? fail(evaluation.reason) : giveUp(evaluation.reason);
}

/** Patches may touch `spec`, labels and annotations; anything else is thrown away. */
function keepIdentity(before: JsonObject, after: JsonObject): JsonObject {
  const kept = ["/metadata/labels", "/metadata/annotations"].every((pointer) =>
    isSameJson(valueAt(before, pointer), valueAt(after, pointer)),
  );
  const { spec, metadata } = after;
  const own = before["metadata"];
  const labels = isJsonObject(metadata) ? metadata["labels"] : undefined;
  const annotations = isJsonObject(metadata) ? metadata["annotations"] : undefined;
  return {
    ...before,
    ...(spec !== undefined && { spec }),
    ...(!kept &&
      isJsonObject(own) && {
        metadata: {
          ...own,
          ...(labels !== undefined && { labels }),
          ...(annotations !== undefined && { annotations }),
        },
      }),
  };
}
