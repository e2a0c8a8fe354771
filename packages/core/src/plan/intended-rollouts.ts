import type { ImageCatalog } from "../image/image-catalog.ts";
import type { ImageReference } from "../image/image-reference.ts";
import type { RolloutCheck, RolloutIntent, RolloutSubject } from "../rollout/rollout-verdict.ts";
import { createImageResolver, type ImageResolver } from "./assemble/image-resolver.ts";
import { knownVersion } from "./assemble/plan-group.ts";
import type { ClusterState } from "./cluster-state.ts";
import { recordsOf } from "./current-records.ts";
import type { ObjectAddress } from "./object-address.ts";
import type { MachineGroup } from "./plan-contribution.ts";

/** What the machines of one group should run, as its manifests say. */
export interface IntendedRollout {
  /** Name of the group; that of the cluster for its topology as a whole. */
  readonly name: string;
  readonly kind: MachineGroup["kind"] | "cluster";
  /** The version its manifest asks for or follows, also where its judge reads it there itself. */
  readonly version?: string;
  /** Name of the record of the intended image; absent where the catalog does not know it. */
  readonly record?: string;
  /** Absent where no live object stands for the group. */
  readonly check?: RolloutCheck;
}

/**
 * What every group of a live cluster should run, each as a check that `judgeRollout` answers: the
 * version its own manifest asks for, or the control plane's minor where a pool follows that, and the
 * image that it names. A cluster with a topology comes
 * first as a whole, then its groups by the objects they became.
 *
 * @example
 * ```ts
 * import { type ClusterState, createImageCatalog } from "@imagewright/core";
 *
 * const object = { group: "cluster.x-k8s.io", version: "v1beta2", kind: "Cluster", name: "orders" };
 * const place = { object, pointer: "" };
 * const version = { text: "v1.34.1", form: "version", place } as const;
 * const cluster: ClusterState = {
 *   name: "orders",
 *   place,
 *   paused: [],
 *   locations: [],
 *   images: [],
 *   topology: { version, variables: [], classVersions: [] },
 *   nodeGroups: [],
 *   controls: [],
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * intendedRollouts(cluster, createImageCatalog([])).map(({ check }) => check);
 * // => [
 * //      {
 * //        subject: { group: "cluster.x-k8s.io", kind: "Cluster", name: "orders" },
 * //        intended: { kubernetesVersion: "1.34.1" },
 * //      },
 * //    ]
 * ```
 */
export function intendedRollouts(
  cluster: ClusterState,
  catalog: ImageCatalog,
): readonly IntendedRollout[] {
  const resolver = createImageResolver(catalog, { preferred: [], supportedOnly: false });
  const { controlPlane, nodeGroups } = cluster;
  const groups = controlPlane === undefined ? nodeGroups : [controlPlane, ...nodeGroups];
  return [
    ...topologyRollout(cluster),
    ...groups.map((group) => rolloutOf(group, cluster, resolver)),
  ];
}

function topologyRollout({ name, place, topology }: ClusterState): readonly IntendedRollout[] {
  if (topology === undefined || place === undefined) {
    return [];
  }
  const version = topology.version && knownVersion(topology.version);
  const intended = version === undefined ? {} : { kubernetesVersion: version.text };
  return [
    {
      name,
      kind: "cluster",
      ...(version !== undefined && { version: version.text }),
      check: { subject: subjectAt(place.object), intended },
    },
  ];
}

function rolloutOf(
  group: MachineGroup,
  cluster: ClusterState,
  resolver: ImageResolver,
): IntendedRollout {
  const { name, kind } = group;
  const subject = liveObject(group);
  const image = onlyImage(group);
  const [record, ...others] = image === undefined ? [] : recordsOf(image, cluster, resolver);
  const isSure = record !== undefined && others.length === 0;
  const version = versionOf(group, cluster, image);
  const intended: RolloutIntent = {
    ...(version !== undefined && !isLeftToPool(group, image) && { kubernetesVersion: version }),
    ...(image !== undefined && { image }),
    ...(isSure && { record }),
  };
  return {
    name,
    kind,
    ...(version !== undefined && { version }),
    ...(isSure && { record: record.name }),
    ...(subject !== undefined && { check: { subject: subjectAt(subject), intended } }),
  };
}

function versionOf(
  group: MachineGroup,
  cluster: ClusterState,
  image: ImageReference | undefined,
): string | undefined {
  return group.version.by === "field"
    ? knownVersion(group.version.version)?.text
    : followedVersion(group, cluster, image);
}

const poolVersion = "/spec/template/spec/version";

/**
 * A pool that the cloud looks after may promise no more than the minor of the version it asks for
 * itself, where the cloud chooses the image too: its judge knows. What is not said is not intended.
 */
function isLeftToPool(
  { kind, version, running, images }: MachineGroup,
  image: ImageReference | undefined,
): boolean {
  const asked = version.by === "field" ? version.version : undefined;
  const isOwn =
    kind === "managedPool" ||
    (kind === "topologyMachinePool" &&
      running.some(({ place, text }) => place.pointer === poolVersion && text === asked?.text));
  return asked !== undefined && isOwn && isFollowing(images, image);
}

/** Nothing names the image, or it is looked up. */
function isFollowing(images: MachineGroup["images"], image: ImageReference | undefined): boolean {
  return images.length === 0 || (image !== undefined && isLookedUp(image));
}

/**
 * The minor of the control plane, of pools that name no version: where nothing names their image, or
 * it is looked up by the control plane's version. A pinned image stays what it is.
 */
function followedVersion(
  { version, images }: MachineGroup,
  { controlPlane }: ClusterState,
  image: ImageReference | undefined,
): string | undefined {
  const leading = controlPlane?.version;
  const known =
    version.by === "controlPlane" && isFollowing(images, image) && leading?.by === "field"
      ? knownVersion(leading.version)
      : undefined;
  return known && `${known.parsed.major}.${known.parsed.minor}`;
}

function isLookedUp(image: ImageReference): boolean {
  return image.kind === "karpenter-ami-selector"
    ? image.terms.every(({ alias }) => alias !== undefined)
    : image.kind === "ami-lookup";
}

/** The one image a group names, where it is not left to a variable. */
function onlyImage({ images }: MachineGroup): ImageReference | undefined {
  const [use, ...others] = images;
  return use === undefined || others.length > 0 || JSON.stringify(use.reference).includes("${")
    ? undefined
    : use.reference;
}

/** Kinds that a part of a topology becomes. */
const madeKinds: ReadonlyMap<MachineGroup["kind"], RegExp> = new Map([
  ["topology", /ControlPlane$/u],
  ["topologyMachineDeployment", /^MachineDeployment$/u],
  ["topologyMachinePool", /^MachinePool$/u],
]);

/** The object whose rollout proves the group's. */
function liveObject({ kind, place, members }: MachineGroup): ObjectAddress | undefined {
  const made = madeKinds.get(kind);
  return made === undefined ? place.object : members.find((member) => made.test(member.kind));
}

function subjectAt({ group, kind, name, namespace }: ObjectAddress): RolloutSubject {
  return { group, kind, name, ...(namespace !== undefined && { namespace }) };
}
