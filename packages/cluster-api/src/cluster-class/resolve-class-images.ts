import {
  type JsonObject,
  type JsonValue,
  objectKind,
  textAt,
  valueAt,
  type ImagePlace,
} from "@imagewright/core";

import { nameOf } from "../json/read-field.ts";
import { applyClassPatches } from "./apply-class-patches.ts";
import { type ClassTemplate, classTemplates } from "./class-templates.ts";
import type { Evaluation } from "./evaluation.ts";
import { type TopologyGroup, topologyGroups } from "./topology-groups.ts";

/** The image that a group of a cluster gets from its class. */
export interface ClassImage {
  readonly group: TopologyGroup;
  /** The reference of the class to the template. */
  readonly template: ClassTemplate;
  /** The version it was resolved for. */
  readonly version: string;
  /** What stands at the place of the image after all patches; null where nothing does. */
  readonly image: Evaluation<JsonValue>;
}

/** A class, a cluster of it, and the templates the class refers to. */
export interface ClassImageQuery {
  readonly clusterClass: JsonObject;
  readonly cluster: JsonObject;
  /** Objects among which the templates are. */
  readonly objects: readonly JsonObject[];
  readonly places: readonly ImagePlace[];
  /** The version a group runs. @default the version of the topology */
  readonly versionOf?: (group: TopologyGroup) => string;
}

/**
 * The image that each group of a topology cluster gets: all patches of the class applied to the
 * templates, and what then stands at the place of the image.
 *
 * @returns one entry for each group and template of a kind that `places` names; a template that is
 *   not among the objects is `notEvaluated`
 * @example
 * ```ts
 * const apiVersion = "infrastructure.cluster.x-k8s.io/v1beta2";
 * const kind = "DockerMachineTemplate";
 * const place = { apiVersion, kind, path: "/spec/template/spec/customImage", schema: {} };
 * const clusterClass = withImageVariable(
 *   {
 *     apiVersion: "cluster.x-k8s.io/v1beta2",
 *     kind: "ClusterClass",
 *     metadata: { name: "docker" },
 *     spec: {
 *       controlPlane: {
 *         machineInfrastructure: { templateRef: { apiVersion, kind, name: "control-plane" } },
 *       },
 *     },
 *   },
 *   {
 *     name: "images",
 *     form: "byVersion",
 *     schema: { type: "string" },
 *     targets: [{ place, controlPlane: true }],
 *   },
 * );
 * const cluster = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "Cluster",
 *   metadata: { name: "prod" },
 *   spec: {
 *     topology: {
 *       classRef: { name: "docker" },
 *       version: "v1.34.1",
 *       variables: [{ name: "images", value: { "v1.34.1": "kindest/node:v1.34.1" } }],
 *     },
 *   },
 * };
 * const template = { apiVersion, kind, metadata: { name: "control-plane" }, spec: { template: { spec: {} } } };
 * const query = clusterClass.ok && {
 *   clusterClass: clusterClass.value,
 *   cluster,
 *   objects: [template],
 *   places: [place],
 * };
 * query && resolveClassImages(query).map(({ image }) => image);
 * // => [{ outcome: "value", value: "kindest/node:v1.34.1" }]
 * query && resolveClassImages({ ...query, versionOf: () => "v1.35.0" }).map(({ image }) => image);
 * // => [{ outcome: "failed", reason: "variable images has no image for v1.35.0" }]
 * ```
 */
export function resolveClassImages(query: ClassImageQuery): readonly ClassImage[] {
  const { cluster, clusterClass, versionOf } = query;
  const topologyVersion = textAt(cluster, "/spec/topology/version") ?? "";
  const templates = classTemplates(clusterClass);
  return topologyGroups(cluster).flatMap((group) =>
    templates
      .filter((template) => isTemplateOf(template, group))
      .flatMap((template) => {
        const version = versionOf?.(group) ?? topologyVersion;
        return query.places
          .filter(({ kind }) => kind === template.kind)
          .map((place) => ({
            group,
            template,
            version,
            image: imageOf({ query, group, template, place, version }),
          }));
      }),
  );
}

/** Whether a group of a cluster is made from a template of its class. */
export function isTemplateOf(template: ClassTemplate, group: TopologyGroup): boolean {
  const place = template.place === "controlPlaneMachines" ? "controlPlane" : template.place;
  return place === group.place && template.className === group.className;
}

/** The object a class refers to, among others. */
function findTemplate(
  objects: readonly JsonObject[],
  template: ClassTemplate,
): JsonObject | undefined {
  return objects.find(
    (object) =>
      objectKind(object)?.kind === template.kind &&
      object["apiVersion"] === template.apiVersion &&
      nameOf(object) === template.name,
  );
}

function imageOf(asked: {
  readonly query: ClassImageQuery;
  readonly group: TopologyGroup;
  readonly template: ClassTemplate;
  readonly place: ImagePlace;
  readonly version: string;
}): Evaluation<JsonValue> {
  const { query, group, template, place, version } = asked;
  const object = findTemplate(query.objects, template);
  if (object === undefined) {
    const reason = `the template ${template.kind} ${template.name} is not among the objects`;
    return { outcome: "notEvaluated", reason };
  }
  const { clusterClass, cluster } = query;
  const patched = applyClassPatches(object, { clusterClass, cluster, group, version });
  return patched.outcome === "value"
    ? { outcome: "value", value: valueAt(patched.value, place.path) ?? null }
    : patched;
}
