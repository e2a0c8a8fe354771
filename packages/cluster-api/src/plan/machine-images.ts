import { type ClusterState, type MachineGroupState, showValue, textAt } from "@imagewright/core";
import type { ImageNeed, PlanObjects } from "@imagewright/core/plan";

import data from "./data/docker-images.json" with { type: "json" };
import { planFinding } from "./plan-finding.ts";

const customImages: ReadonlyMap<string, string> = new Map(
  data.fields.map(({ kind, path }) => [kind, path]),
);

/** Where a Docker or Dev kind names a container image of its own; undefined for other kinds. */
export function customImagePath(kind: string | undefined): string | undefined {
  return kind === undefined ? undefined : customImages.get(kind);
}

/**
 * How a group comes to its image that names none: Docker's machines take one by the version, unless
 * a field names another. Undefined where the group does name one, or its provider decides.
 */
export function unnamedImageNeed(
  group: MachineGroupState,
  cluster: ClusterState,
  objects: PlanObjects,
): ImageNeed | undefined {
  const { images, infrastructure } = group;
  if (images.length > 0 || infrastructure === undefined) {
    return undefined;
  }
  const { kind, name } = infrastructure.target;
  const stored = objects.find(infrastructure.target);
  if (stored === undefined) {
    const message = `${kind} ${name}, which ${group.name} is made from, is not among the manifests`;
    const facts = { message };
    return {
      by: "unknown",
      diagnostic: planFinding("CAPI_PLAN_OBJECT_MISSING", infrastructure.place, facts),
    };
  }
  const path = customImagePath(kind);
  if (path === undefined) {
    return isUnread(kind, cluster) ? unread(group, kind) : undefined;
  }
  const found = textAt(stored.object, path);
  if (found === undefined || found === "") {
    return { by: "version" };
  }
  const place = { object: stored.address, pointer: path };
  const message = `${kind} ${name} names the container image of its machines in \`${path}\``;
  const facts = { message, found: showValue(found) };
  return {
    by: "unknown",
    diagnostic: planFinding(
      "CAPI_PLAN_CUSTOM_IMAGE",
      stored.source === undefined ? place : { ...place, source: stored.source },
      facts,
    ),
  };
}

/** Whether no plugin that was loaded reads a kind: what was observed says so. */
export function isUnread(kind: string, { diagnostics }: ClusterState): boolean {
  return diagnostics.some(
    ({ code, found }) => code === "CLUSTER_KIND_UNKNOWN" && found === showValue(kind),
  );
}

/** Nobody can say which image a group would get. */
export function unread(group: MachineGroupState, kind: string): ImageNeed {
  const message = `no plugin reads the images of ${kind}, which ${group.name} is made from`;
  const diagnostic = planFinding("CAPI_PLAN_IMAGE_UNREAD", group.place, { message, found: kind });
  return { by: "unknown", diagnostic };
}
