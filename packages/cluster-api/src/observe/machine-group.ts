import {
  type GroupVersion,
  type MachineGroupState,
  type ObjectAddress,
  textAt,
  type VersionFact,
} from "@imagewright/core";

import { isSet } from "../json/read-field.ts";
import { versionFields } from "../reference/version-fields.ts";
import { isReadVersion } from "./check-api-versions.ts";
import { healthChecksFor, machineLabels, type ReadHealthCheck } from "./health-checks.ts";
import { imageUses } from "./image-uses.ts";
import { controlsOf, hintsOf, pausesOf, rolloutOf, writersOf } from "./object-facts.ts";
import { linkOf } from "./object-link.ts";
import { isControlPlane, nodePoolKind } from "./observed-kinds.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { edgeOf, isTopologyOwned } from "./reference-graph.ts";
import { replicasOf } from "./replica-state.ts";
import { requiredVersion, runningVersions, type VersionReading } from "./version-facts.ts";
import type { World } from "./world.ts";

/** What a group of machines is read from. */
export interface GroupSource {
  readonly placed: PlacedObject;
  readonly clusterName: string;
  /** Health checks of the cluster. */
  readonly healthChecks: readonly ReadHealthCheck[];
  /** Sets and machines that were made for the group. */
  readonly members: readonly PlacedObject[];
  readonly reading: VersionReading;
  /** What is meant where the group names no version. */
  readonly withoutVersion: "controlPlane" | "none";
}

const statusVersions = ["/status/version", "/status/versions/*/version"];
const nodeVersions = ["/status/nodeInfo/kubeletVersion"];

/** Everything that is read alike of control planes, deployments, sets, pools and machines. */
export function machineGroup(world: World, source: GroupSource): MachineGroupState {
  const { placed, members } = source;
  const infrastructure = edgeOf(world.graph, placed, "machineInfrastructure");
  const link = linkOf(infrastructure);
  const bootstrapEdge = edgeOf(world.graph, placed, "bootstrap");
  const bootstrap = linkOf(bootstrapEdge);
  const machines = infrastructure?.target;
  // A pool's own object may be paused apart from it; a template is nothing that could be.
  const isPool = machines !== undefined && !machines.address.kind.endsWith("Template");
  if (infrastructure === undefined && isReadVersion(placed, world.options.targetVersions)) {
    checkInfrastructure(world, placed);
  }
  checkPlannable(world, placed, machines);
  return {
    name: placed.address.name,
    place: placeOf(placed, ""),
    version: versionOf(world, source),
    running: runningOf(placed, members),
    replicas: replicasOf(world, placed, { at: "/spec", metadata: "/metadata" }),
    paused: [...pausesOf(placed), ...(isPool ? pausesOf(machines) : [])],
    ...(link !== undefined && { infrastructure: link }),
    ...(bootstrap !== undefined && { bootstrap }),
    images: imageUses(world, machines),
    imageChoices: [],
    hints: machines === undefined ? hintsOf(placed) : [...hintsOf(machines), ...hintsOf(placed)],
    writers: writersOf(placed),
    healthChecks: healthChecksFor(source.healthChecks, machineLabels(placed, source.clusterName)),
    rollout: rolloutOf(placed),
    // Of skipped preflight checks, a template says what its owner does not.
    controls: [
      ...controlsOf(placed),
      ...(bootstrapEdge?.target === undefined ? [] : controlsOf(bootstrapEdge.target)),
    ],
    members: addressesOf(members),
    isTopologyOwned: isTopologyOwned(placed),
  };
}

export function addressesOf(objects: readonly PlacedObject[]): readonly ObjectAddress[] {
  return objects.map(({ address }) => address);
}

/** What the status of a group and of its machines says it runs. */
export function runningOf(
  placed: PlacedObject,
  members: readonly PlacedObject[],
): readonly VersionFact[] {
  const own = runningVersions(placed, [...statusVersions, ...nodeVersions]);
  return [...own, ...members.flatMap((member) => runningVersions(member, nodeVersions))];
}

/**
 * Whether a pool is one that the cloud looks after, image and all: those of CAPA and CAPZ say so in
 * their kind.
 */
export function isCloudPool(kind: string | undefined): boolean {
  return kind?.includes("Managed") === true;
}

/** What machines are made from is read by a plugin, or by nobody; or it is the cloud's own. */
export function checkPlannable(
  world: World,
  owner: PlacedObject,
  machines: PlacedObject | undefined,
): void {
  if (machines === undefined) {
    return;
  }
  const { kind, version } = machines.address;
  const carrier = world.carrierOf(machines);
  if (carrier === undefined && owner.address.kind === "MachinePool" && isCloudPool(kind)) {
    return;
  }
  if (carrier === undefined) {
    const message = `no plugin reads its images, for ${owner.address.kind} ${owner.address.name}`;
    world.findings.push(
      finding("CLUSTER_KIND_UNKNOWN", machines, { message, pointer: "/kind", found: kind }),
    );
  } else if (!carrier.versions.includes(version)) {
    const message = `version ${version} of the kind is not read`;
    const facts = { message, pointer: "/apiVersion", found: version };
    world.findings.push(finding("CLUSTER_API_VERSION_UNKNOWN", machines, facts));
  }
}

/** What makes machines says what from; only managed control planes make none. */
function checkInfrastructure(world: World, placed: PlacedObject): void {
  const isInline = nodePoolKind(placed) !== undefined && isSet(placed.object, "/spec/provider");
  if (isInline) {
    const message = "its machines are described inline, which is not read";
    const facts = { message, pointer: "/spec/provider" };
    world.findings.push(finding("CLUSTER_KIND_UNKNOWN", placed, facts));
  } else if (!isControlPlane(placed) || placed.address.kind === "KubeadmControlPlane") {
    const message = "it does not name what its machines are made from";
    const facts = { message, pointer: "/spec" };
    world.findings.push(finding("CLUSTER_REFERENCE_INCOMPLETE", placed, facts));
  }
}

function versionOf(world: World, { placed, reading, withoutVersion }: GroupSource): GroupVersion {
  const field = versionFields(placed.object).find(
    ({ role }) => role === "controlPlane" || role === "workers" || role === "machine",
  );
  // Every control plane that has a version keeps it there, whatever its group.
  const contract = isControlPlane(placed) ? textAt(placed.object, "/spec/version") : undefined;
  if (field === undefined && contract !== undefined && contract !== "") {
    const version = requiredVersion(world, placed, "/spec/version", contract, reading);
    return { by: "field", version };
  }
  return field === undefined
    ? { by: nodePoolKind(placed) === undefined ? withoutVersion : "controlPlane" }
    : {
        by: "field",
        version: requiredVersion(world, placed, field.pointer, field.version, reading),
      };
}
