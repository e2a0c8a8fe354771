import type { ClassImageChoice, ImageUse, JsonObject, ObjectLink } from "@imagewright/core";

import { applyClassPatches } from "../cluster-class/apply-class-patches.ts";
import { type ClassImageSource, classImageSources } from "../cluster-class/class-image-sources.ts";
import { type ClassTemplate, classTemplates } from "../cluster-class/class-templates.ts";
import { isTemplateOf } from "../cluster-class/resolve-class-images.ts";
import type { TopologyGroup } from "../cluster-class/topology-groups.ts";
import type { ClusterObjectReference } from "../reference/cluster-object-reference.ts";
import { openImages, usesOf } from "./image-uses.ts";
import { linkTo } from "./object-link.ts";
import { finding, foreignFinding, placeOf, type PlacedObject } from "./placed-object.ts";
import type { World } from "./world.ts";

/** A class, read once for all clusters of it. */
export interface ClassView {
  readonly placed: PlacedObject;
  readonly templates: readonly ClassTemplate[];
  readonly sources: readonly ClassImageSource[];
}

export function classView(world: World, placed: PlacedObject): ClassView {
  return {
    placed,
    templates: classTemplates(placed.object),
    sources: classImageSources(placed.object, world.options.imagePlaces ?? []),
  };
}

/** A template that a group of a topology is made from. */
export interface GroupTemplate {
  readonly template: ClassTemplate;
  readonly link: ObjectLink;
  readonly target: PlacedObject | undefined;
}

/** The template of a class for a part of a group. */
export function groupTemplate(
  world: World,
  { placed, templates }: ClassView,
  group: TopologyGroup,
  part: "bootstrap" | "infrastructure" | "controlPlane",
): GroupTemplate | undefined {
  const template = templates.find((one) => isTemplateOf(one, group) && partOf(one) === part);
  if (template === undefined) {
    return undefined;
  }
  const reference = referenceOf(template);
  const target = world.index.find({ ...reference, namespace: placed.address.namespace });
  return { template, link: linkTo(placed, template.pointer, reference, target), target };
}

/** The template of a group after the patches of its class, as far as that can be told. */
export function patchedTemplate(
  world: World,
  clusterClass: ClassView,
  cluster: PlacedObject,
  group: TopologyGroup,
  { template, target }: GroupTemplate,
): JsonObject | undefined {
  if (target === undefined) {
    return undefined;
  }
  const evaluation = applyClassPatches(
    // A class may name another version of its template than the one that is in the file.
    { ...target.object, apiVersion: template.apiVersion },
    { clusterClass: clusterClass.placed.object, cluster: cluster.object, group },
  );
  if (evaluation.outcome === "value") {
    return evaluation.value;
  }
  const what = `${template.kind} ${template.name}`;
  world.findings.push(
    finding("CLUSTER_IMAGE_UNKNOWN", cluster, {
      message: `what the class makes of ${what} is not known: ${evaluation.reason}`,
      pointer: group.pointer,
    }),
  );
  return undefined;
}

/** The images of a template after patches, at the places of the template. */
export function patchedImages(
  world: World,
  target: PlacedObject,
  patched: JsonObject,
): readonly ImageUse[] {
  const apiVersion = target.object["apiVersion"];
  const parsed = world.options.readImages({
    ...patched,
    ...(apiVersion !== undefined && { apiVersion }),
  });
  world.findings.push(...parsed.diagnostics.map((one) => foreignFinding(target, one)));
  if (!parsed.ok) {
    return [];
  }
  world.findings.push(...openImages(target, parsed.value));
  return usesOf(world, target, parsed.value);
}

/** The patches of a class that decide on the image of a group. */
export function imageChoices(
  { placed, sources }: ClassView,
  group: TopologyGroup,
): readonly ClassImageChoice[] {
  return sources
    .filter(({ template }) => isTemplateOf(template, group))
    .map(({ pointer, from, variables, isVersionAware }) => ({
      place: placeOf(placed, pointer),
      from,
      variables,
      isVersionAware,
    }));
}

function partOf({ place, part }: ClassTemplate): "bootstrap" | "infrastructure" | "controlPlane" {
  return part ?? (place === "controlPlane" ? "controlPlane" : "infrastructure");
}

function referenceOf({ apiVersion, kind, name }: ClassTemplate): ClusterObjectReference {
  const slash = apiVersion.indexOf("/");
  const group = apiVersion.slice(0, Math.max(slash, 0));
  return { group, version: apiVersion.slice(slash + 1), kind, name };
}
