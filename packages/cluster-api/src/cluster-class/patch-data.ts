import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mapAt,
  ownValue,
  textAt,
} from "@imagewright/core";

import { ownText } from "../json/read-field.ts";
import { classVariables, variableValues, withSchemaDefaults } from "./class-variables.ts";
import type { TemplateData } from "./go-template/evaluate-template.ts";
import type { TopologyGroup } from "./topology-groups.ts";

/** Builtin values that come to be in the cluster, with random parts. */
const unknownBuiltins = [
  "cluster.uid",
  "controlPlane.name",
  "controlPlane.metadata",
  "controlPlane.machineTemplate",
  "machineDeployment.name",
  "machineDeployment.metadata",
  "machineDeployment.bootstrap",
  "machineDeployment.infrastructureRef",
  "machinePool.name",
  "machinePool.metadata",
  "machinePool.bootstrap",
  "machinePool.infrastructureRef",
];

/** What is patched, for which cluster. */
export interface PatchScope {
  readonly clusterClass: JsonObject;
  readonly cluster: JsonObject;
  readonly group: TopologyGroup;
  /** The version the group runs; during an upgrade not that of the topology. */
  readonly version?: string;
}

/**
 * What the patches of a class see: the variables of the cluster with their defaults, those that
 * the group overrides, and the builtin ones.
 */
export function patchData(scope: PatchScope): TemplateData {
  const { clusterClass, cluster, group } = scope;
  const definitions = classVariables(clusterClass);
  const given = new Map(
    variableValues(cluster, "/spec/topology/variables").map(({ name, value }) => [name, value]),
  );
  const overrides = new Map(
    variableValues(cluster, `${group.pointer}/variables/overrides`).map(({ name, value }) => [
      name,
      value,
    ]),
  );
  const values = definitions.flatMap(({ name, schema }) => {
    const value = withSchemaDefaults(overrides.get(name) ?? given.get(name), schema);
    return value === undefined || name === "builtin" ? [] : [[name, value] as const];
  });
  return {
    values: { ...Object.fromEntries(values), builtin: builtins(scope) },
    unknown: new Set(unknownBuiltins.map((path) => `builtin.${path}`)),
  };
}

function builtins({ cluster, group, version }: PatchScope): JsonObject {
  const topologyVersion = textAt(cluster, "/spec/topology/version") ?? "";
  const own = { version: version ?? topologyVersion };
  const replicas = mapAt(cluster, group.pointer)?.["replicas"];
  const counted = typeof replicas === "number" ? { ...own, replicas } : own;
  const worker = { ...counted, class: group.className ?? "", topologyName: group.name ?? "" };
  const ofCluster = { cluster: clusterBuiltins(cluster, topologyVersion) };
  switch (group.place) {
    case "infrastructureCluster":
      return ofCluster;
    case "controlPlane":
      return { ...ofCluster, controlPlane: counted };
    case "machineDeployment":
      return { ...ofCluster, machineDeployment: worker };
    default:
      return { ...ofCluster, machinePool: worker };
  }
}

function clusterBuiltins(cluster: JsonObject, version: string): JsonObject {
  const namespace = textAt(cluster, "/metadata/namespace") ?? "";
  const topology = mapAt(cluster, "/spec/topology") ?? {};
  const reference = ownValue(topology, "classRef");
  const [name, own] = isJsonObject(reference)
    ? [ownText(reference, "name"), ownText(reference, "namespace")]
    : [ownText(topology, "class"), ownText(topology, "classNamespace")];
  const classNamespace = own === undefined || own === "" ? namespace : own;
  return {
    name: textAt(cluster, "/metadata/name") ?? "",
    namespace,
    topology: {
      version,
      class: name ?? "",
      classNamespace,
      classRef: { name: name ?? "", namespace: classNamespace },
    },
    ...withoutAbsent({ metadata: metadataOf(cluster), network: networkOf(cluster) }),
  };
}

function metadataOf(cluster: JsonObject): JsonObject | undefined {
  const labels = mapAt(cluster, "/metadata/labels");
  const annotations = mapAt(cluster, "/metadata/annotations");
  const found = withoutAbsent({ labels, annotations });
  return Object.keys(found).length === 0 ? undefined : found;
}

function networkOf(cluster: JsonObject): JsonObject | undefined {
  const network = mapAt(cluster, "/spec/clusterNetwork") ?? {};
  const found = withoutAbsent({
    serviceDomain: ownText(network, "serviceDomain"),
    services: mapAt(network, "/services")?.["cidrBlocks"],
    pods: mapAt(network, "/pods")?.["cidrBlocks"],
  });
  return Object.keys(found).length === 0 ? undefined : found;
}

function withoutAbsent(values: { readonly [name: string]: JsonValue | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
