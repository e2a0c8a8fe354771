import {
  type ControlPlaneState,
  type GroupVersion,
  isJsonObject,
  type MachineGroupState,
  type NodeGroupState,
  type ReplicaState,
  type TopologyState,
  valueAt,
  type VersionFact,
} from "@imagewright/core";

import { workerClasses } from "../cluster-class/class-templates.ts";
import { variableValues } from "../cluster-class/class-variables.ts";
import { type TopologyGroup, topologyGroups } from "../cluster-class/topology-groups.ts";
import { versionFields } from "../reference/version-fields.ts";
import {
  type ClassView,
  groupTemplate,
  imageChoices,
  patchedImages,
  patchedTemplate,
} from "./class-of-topology.ts";
import { componentsOf } from "./control-plane-state.ts";
import { healthCheckOfTopology } from "./health-checks.ts";
import { imageUses } from "./image-uses.ts";
import { addressesOf, checkPlannable, runningOf } from "./machine-group.ts";
import { controlsOf, hintsOf, pausesOf, rolloutOf } from "./object-facts.ts";
import { linkOf } from "./object-link.ts";
import { isControlPlane } from "./observed-kinds.ts";
import { finding, placeOf, type PlacedObject } from "./placed-object.ts";
import { edgeOf, isTopologyOwned, labelOf } from "./reference-graph.ts";
import { managersOf, replicasOf } from "./replica-state.ts";
import { requiredVersion, versionAt } from "./version-facts.ts";
import type { World } from "./world.ts";

/** A cluster with a topology, and what a controller made of it. */
export interface TopologySource {
  readonly cluster: PlacedObject;
  readonly clusterClass: ClassView | undefined;
  /** Control planes, and what the topology controller made of the cluster. */
  readonly made: readonly PlacedObject[];
  readonly membersOf: (placed: PlacedObject) => readonly PlacedObject[];
}

/** What a topology says of a cluster. */
export interface TopologyReading {
  readonly topology: TopologyState;
  readonly controlPlane: ControlPlaneState;
  readonly nodeGroups: readonly NodeGroupState[];
}

export function hasTopology({ object }: PlacedObject): boolean {
  return isJsonObject(valueAt(object, "/spec/topology"));
}

export function readTopology(world: World, source: TopologySource): TopologyReading {
  const { cluster, clusterClass } = source;
  const workers = madeWorkers(source.made);
  const link = linkOf(edgeOf(world.graph, cluster, "class"));
  const version = topologyVersion(world, cluster);
  const groups = topologyGroups(cluster.object);
  const described: GroupVersion = version === undefined ? { by: "none" } : { by: "field", version };
  return {
    topology: {
      ...(link !== undefined && { class: link }),
      ...(version !== undefined && { version }),
      variables: variableValues(cluster.object, "/spec/topology/variables").map(
        ({ name, value, pointer }) => ({ name, value, place: placeOf(cluster, pointer) }),
      ),
      classVersions:
        clusterClass === undefined
          ? []
          : versionFields(clusterClass.placed.object)
              .filter(({ role }) => role === "class")
              .map((field) => versionAt(clusterClass.placed, field.pointer, field.version)),
    },
    controlPlane: topologyControlPlane(world, source, groups, described),
    nodeGroups: groups.flatMap((group) =>
      topologyWorkers(world, { source, group, version: described, workers }),
    ),
  };
}

function topologyVersion(world: World, cluster: PlacedObject): VersionFact | undefined {
  const field = versionFields(cluster.object).find(({ role }) => role === "topology");
  if (field !== undefined) {
    return requiredVersion(world, cluster, field.pointer, field.version);
  }
  const message = "the topology names no version";
  const facts = { message, pointer: "/spec/topology" };
  world.findings.push(finding("CLUSTER_VERSION_MISSING", cluster, facts));
  return undefined;
}

function topologyControlPlane(
  world: World,
  source: TopologySource,
  groups: readonly TopologyGroup[],
  version: GroupVersion,
): ControlPlaneState {
  const group = groups.find(({ place }) => place === "controlPlane") ?? {
    place: "controlPlane",
    pointer: "/spec/topology/controlPlane",
  };
  const { cluster, clusterClass } = source;
  const template =
    clusterClass && groupTemplate(world, clusterClass, group, "controlPlane")?.target;
  const object = edgeOf(world.graph, cluster, "controlPlane")?.target;
  const made = object ?? source.made.find(isControlPlane);
  return {
    ...topologyGroup(world, { source, group, version, made, name: cluster.address.name }),
    kind: "topology",
    components: template === undefined ? [] : componentsOf(template),
  };
}

/** Deployments and pools that the topology controller made, by kind and name of their entries. */
function madeWorkers(made: readonly PlacedObject[]): ReadonlyMap<string, PlacedObject> {
  return new Map(
    made.filter(isTopologyOwned).flatMap((placed) => {
      const { kind } = placed.address;
      const label = workerLabels.get(kind);
      const name = label === undefined ? undefined : labelOf(placed, label);
      return name === undefined ? [] : [[`${kind} ${name}`, placed] as const];
    }),
  );
}

const workerLabels: ReadonlyMap<string, string> = new Map([
  ["MachineDeployment", "topology.cluster.x-k8s.io/deployment-name"],
  ["MachinePool", "topology.cluster.x-k8s.io/pool-name"],
]);

function topologyWorkers(
  world: World,
  reading: Omit<GroupReading, "made" | "name"> & {
    readonly workers: ReadonlyMap<string, PlacedObject>;
  },
): readonly NodeGroupState[] {
  const { place, name = "" } = reading.group;
  if (place !== "machineDeployment" && place !== "machinePool") {
    return [];
  }
  const isPool = place === "machinePool";
  const made = reading.workers.get(`${isPool ? "MachinePool" : "MachineDeployment"} ${name}`);
  return [
    {
      ...topologyGroup(world, { ...reading, made, name }),
      kind: isPool ? "topologyMachinePool" : "topologyMachineDeployment",
      role: "worker",
    },
  ];
}

interface GroupReading {
  readonly source: TopologySource;
  readonly group: TopologyGroup;
  readonly version: GroupVersion;
  /** What the topology controller made of the group, in a dump of a live cluster. */
  readonly made: PlacedObject | undefined;
  readonly name: string;
}

function topologyGroup(world: World, reading: GroupReading): MachineGroupState {
  const { source, group, version, made, name } = reading;
  const { cluster, clusterClass } = source;
  const { pointer } = group;
  const members = made === undefined ? [] : [made, ...source.membersOf(made)];
  const bootstrap = clusterClass && groupTemplate(world, clusterClass, group, "bootstrap");
  const machines = machinesOf(world, reading);
  return {
    name,
    place: placeOf(cluster, pointer),
    version,
    running: made === undefined ? [] : [...askedOf(made), ...runningOf(made, members.slice(1))],
    replicas: topologyReplicas(world, reading),
    paused: made === undefined ? [] : pausesOf(made),
    ...(bootstrap !== undefined && { bootstrap: bootstrap.link }),
    ...machines,
    imageChoices: clusterClass === undefined ? [] : imageChoices(clusterClass, group),
    writers: [],
    healthChecks: healthChecksOf(reading),
    rollout: rolloutOf(cluster, pointer),
    controls: controlsOf(cluster, `${pointer}/metadata`),
    members: addressesOf(members),
    isTopologyOwned: false,
  };
}

/** Replicas of an entry; annotations of its class hold for it too. */
function topologyReplicas(world: World, { source, group }: GroupReading): ReplicaState {
  const { cluster, clusterClass } = source;
  const { pointer } = group;
  const own = replicasOf(world, cluster, { at: pointer, metadata: `${pointer}/metadata` });
  const described = clusterClass && workerPointer(clusterClass, group);
  const inherited =
    clusterClass === undefined || described === undefined
      ? []
      : [`${described}/metadata`, `${described}/template/metadata`].flatMap((metadata) =>
          managersOf(clusterClass.placed, metadata),
        );
  return own.managers.length > 0 ? own : { ...own, managers: inherited };
}

/** Where a class describes the workers of a group. */
function workerPointer({ placed }: ClassView, group: TopologyGroup): string | undefined {
  return workerClasses(placed.object).find(
    ({ place, className }) => place === group.place && className === group.className,
  )?.pointer;
}

/** What the machines of a group are made from: its template after the patches of the class. */
function machinesOf(
  world: World,
  { source, group, made }: GroupReading,
): Pick<MachineGroupState, "infrastructure" | "images" | "hints"> {
  const { cluster, clusterClass } = source;
  const template = clusterClass && groupTemplate(world, clusterClass, group, "infrastructure");
  const clone = made && edgeOf(world.graph, made, "machineInfrastructure")?.target;
  if (clusterClass === undefined || template?.target === undefined) {
    const link = template && { infrastructure: template.link };
    const hints = clone === undefined ? [] : hintsOf(clone);
    return { ...link, images: imageUses(world, clone), hints };
  }
  const { target, link } = template;
  checkPlannable(world, cluster, target);
  const patched = patchedTemplate(world, clusterClass, cluster, group, template);
  return patched === undefined
    ? { infrastructure: link, images: imageUses(world, clone), hints: hintsOf(clone ?? target) }
    : {
        infrastructure: link,
        images: patchedImages(world, target, patched),
        hints: hintsOf({ ...target, object: patched }),
      };
}

/** The version that an object of the topology controller asks for: a step of an upgrade. */
function askedOf(made: PlacedObject): readonly VersionFact[] {
  return versionFields(made.object)
    .filter(({ role }) => role === "controlPlane" || role === "workers")
    .map(({ pointer, version }) => versionAt(made, pointer, version, "any"));
}

/** The health check of an entry, else the one its class describes. */
function healthChecksOf({ source, group }: GroupReading): MachineGroupState["healthChecks"] {
  const own = healthCheckOfTopology(source.cluster, group.pointer);
  if (own.length > 0 || source.clusterClass === undefined) {
    return own;
  }
  const { placed } = source.clusterClass;
  const pointer =
    group.place === "controlPlane"
      ? "/spec/controlPlane"
      : workerPointer(source.clusterClass, group);
  return pointer === undefined ? [] : healthCheckOfTopology(placed, pointer);
}
