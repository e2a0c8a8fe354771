import type { Observation } from "@imagewright/cluster-api/observe";
import {
  type ClusterState,
  type ControlPlaneState,
  type Diagnostic,
  type FactPlace,
  formatImageReference,
  formatObjectAddress,
  type GroupVersion,
  type NodeGroupState,
  type ObjectLink,
} from "@imagewright/core";

/** An observation in lines that a person can check against the file. */
export function describeObservation(observation: Observation): readonly string[] {
  return [
    ...observation.clusters.flatMap(describeCluster),
    ...looseImages(observation),
    ...observation.unreferenced.map((address) => `unreferenced ${formatObjectAddress(address)}`),
    ...observation.others.map((address) => `other ${formatObjectAddress(address)}`),
    ...observation.diagnostics.map(describeFinding),
  ];
}

/** Images that no cluster uses. */
function looseImages({ clusters, images }: Observation): readonly string[] {
  const used = new Set(
    clusters
      .flatMap(({ controlPlane, nodeGroups, images: own }) => [
        ...own,
        ...(controlPlane?.images ?? []),
        ...nodeGroups.flatMap((group) => group.images),
      ])
      .map(({ place }) => place.object),
  );
  return images
    .filter(({ place }) => !used.has(place.object))
    .map(
      ({ reference, update, place }) =>
        `image ${formatImageReference(reference)} ${update} ${at(place)}`,
    );
}

function describeCluster(cluster: ClusterState): readonly string[] {
  const { namespace = "-", name, topology, infrastructure, controlPlane, locations } = cluster;
  const groups = [...(controlPlane === undefined ? [] : [controlPlane]), ...cluster.nodeGroups];
  return [
    `cluster ${namespace}/${name || "-"}${cluster.place === undefined ? " without an object" : ""}`,
    ...(topology?.class === undefined ? [] : [`  class ${describeLink(topology.class)}`]),
    ...(infrastructure === undefined ? [] : [`  infrastructure ${describeLink(infrastructure)}`]),
    ...locations.map(({ text, place }) => `  location ${text} ${at(place)}`),
    ...cluster.images.map((use) => `  image ${formatImageReference(use.reference)}`),
    ...groups.flatMap(describeGroup),
    ...cluster.unreferenced.map((address) => `  unreferenced ${formatObjectAddress(address)}`),
    ...cluster.diagnostics.map((found) => `  ${describeFinding(found)}`),
  ];
}

function describeGroup(group: ControlPlaneState | NodeGroupState): readonly string[] {
  const { kind, name, replicas, infrastructure, bootstrap } = group;
  const count = replicas.count === undefined ? "" : ` x${replicas.count}`;
  return [
    `  ${kind} ${name}${count} ${describeVersion(group.version)}`,
    ...(infrastructure === undefined ? [] : [`    machines ${describeLink(infrastructure)}`]),
    ...(bootstrap === undefined ? [] : [`    bootstrap ${describeLink(bootstrap)}`]),
    ...group.images.map(
      ({ reference, update, place }) =>
        `    image ${formatImageReference(reference)} ${update} ${at(place)}`,
    ),
    ...group.hints.map(({ about, text }) => `    ${about} ${text}`),
    ...group.imageChoices.map(
      ({ from, variables, place }) => `    choice ${from} ${variables.join(", ")} ${at(place)}`,
    ),
    ...group.healthChecks.map(({ place }) => `    health check ${at(place)}`),
  ];
}

function describeVersion(version: GroupVersion): string {
  return version.by === "field"
    ? `${version.version.text} (${version.version.form}) ${at(version.version.place)}`
    : `version by ${version.by}`;
}

function describeLink({ target, isFound, place }: ObjectLink): string {
  return `${isFound ? "" : "missing "}${target.kind} ${target.name} ${at(place)}`;
}

function describeFinding({ code, pointer, source }: Diagnostic): string {
  return `${code} ${pointer || "/"} line ${source?.line ?? "?"}`;
}

function at({ pointer, object, source }: FactPlace): string {
  return `@ ${object.kind} ${pointer || "/"} line ${source?.line ?? "?"}`;
}
