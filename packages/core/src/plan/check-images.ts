import type { ImageCatalog } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { createImageResolver, type ImageResolver } from "./assemble/image-resolver.ts";
import { knownVersion } from "./assemble/plan-group.ts";
import type { CheckedImage, ImageProblem } from "./checked-image.ts";
import type { ClusterState, ImageUse } from "./cluster-state.ts";
import { recordsOf } from "./current-records.ts";
import { type ImageFinding, judgeRecord, judgeReference, unseenImage } from "./judge-image-use.ts";
import type { MachineGroup } from "./plan-contribution.ts";

/** Against what images are checked. */
export interface CheckImagesOptions {
  readonly catalog: ImageCatalog;
  /** RFC 3339 moment, in UTC, at which images are used; absent where expiry does not count. */
  readonly at?: string;
}

/**
 * Which groups of machines run which images, and what is wrong with them: one result for each image
 * a group names, or none where a service chooses the image itself. Lazy, so that a fleet need not be
 * held at once.
 *
 * @example
 * ```ts
 * import {
 *   type ClusterState,
 *   createImageCatalog,
 *   type ImageUse,
 *   type NodeGroupState,
 * } from "@imagewright/core";
 *
 * const object = { group: "", version: "v1", kind: "Pool", name: "workers" };
 * const place = { object, pointer: "" };
 * const ami = (id: string): ImageUse => ({
 *   reference: { kind: "ami", id },
 *   place,
 *   update: "rotate",
 *   isEditable: true,
 * });
 * const group: NodeGroupState = {
 *   kind: "machineDeployment",
 *   role: "worker",
 *   name: "workers",
 *   place,
 *   version: { by: "none" },
 *   running: [],
 *   replicas: { place, managers: [] },
 *   paused: [],
 *   images: [ami("ami-0a1b2c3d")],
 *   imageChoices: [],
 *   hints: [],
 *   writers: [],
 *   healthChecks: [],
 *   rollout: {},
 *   controls: [],
 *   members: [],
 *   isTopologyOwned: false,
 * };
 * const cluster: ClusterState = {
 *   name: "orders",
 *   paused: [],
 *   locations: [],
 *   images: [],
 *   nodeGroups: [group],
 *   controls: [],
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * const found = [...checkImages([cluster], { catalog: createImageCatalog([]) })];
 * found.map(({ group, problems }) => `${group}: ${problems.join(", ")}`);
 * // => ["workers: unknown"]
 * ```
 */
export function* checkImages(
  clusters: Iterable<ClusterState>,
  { catalog, at }: CheckImagesOptions,
): Generator<CheckedImage, void> {
  const resolver = createImageResolver(catalog, { preferred: [], supportedOnly: false });
  for (const cluster of clusters) {
    const { controlPlane, nodeGroups } = cluster;
    for (const group of controlPlane === undefined ? nodeGroups : [controlPlane, ...nodeGroups]) {
      yield* checkGroup(group, cluster, resolver, at);
    }
  }
}

function checkGroup(
  group: MachineGroup,
  cluster: ClusterState,
  resolver: ImageResolver,
  at: string | undefined,
): readonly CheckedImage[] {
  if (group.images.length === 0) {
    return isChosenByService(group) ? [] : [describe(group, cluster, [unseenImage(group)])];
  }
  return group.images.flatMap((use) =>
    partsOf(use).flatMap((part) => {
      const records = recordsOf(part.reference, cluster, resolver);
      const findings = judgeReference(part, group, records);
      return records.length === 0
        ? [describe(group, cluster, findings, part.reference)]
        : records.map((record) =>
            describe(
              group,
              cluster,
              [...findings, ...judgeRecord(record, part, group, at)],
              part.reference,
              record,
            ),
          );
    }),
  );
}

/** Machines nobody here has to give an image: the cloud's service does. */
function isChosenByService({ kind, infrastructure }: MachineGroup): boolean {
  return (
    kind === "eks" ||
    kind === "external" ||
    (kind === "managedPool" && infrastructure?.isFound !== false)
  );
}

/** Terms of a selector are alternatives, of which each may choose an image. */
function partsOf(use: ImageUse): readonly ImageUse[] {
  const { reference } = use;
  return reference.kind === "karpenter-ami-selector"
    ? reference.terms.map((term) => ({ ...use, reference: { ...reference, terms: [term] } }))
    : [use];
}

const order: readonly ImageProblem[] = [
  "revoked",
  "expired",
  "unknown",
  "mismatched",
  "unseen",
  "unpinned",
  "deprecated",
];

function describe(
  group: MachineGroup,
  { name, namespace }: ClusterState,
  findings: readonly ImageFinding[],
  reference?: ImageReference,
  record?: ImageRecord,
): CheckedImage {
  const version = group.version.by === "field" ? knownVersion(group.version.version) : undefined;
  return {
    cluster: { name, ...(namespace !== undefined && { namespace }) },
    group: group.name,
    ...(version !== undefined && { kubernetesVersion: version.text }),
    ...(reference !== undefined && { reference }),
    ...(record !== undefined && { record: record.name }),
    problems: order.filter((problem) => findings.some((one) => one.problem === problem)),
    diagnostics: findings.map(({ diagnostic }) => diagnostic),
  };
}
