import { isJsonObject, type JsonObject, type JsonValue } from "../../../json-value.ts";
import { textAt } from "../../../json-fields.ts";
import { replaceAt, valueAt } from "../../../json-pointer.ts";
import { addressOf } from "./example-objects.ts";

/** What a cluster remembers between two calls. */
export interface FakeCluster {
  /** By kind and name, in lower case: `nodepool/main`. */
  readonly objects: { [key: string]: JsonObject };
  /** How often an object is still looked at before its rollout is finished. */
  readonly lags: { [key: string]: number };
  /** Every call that changed something. */
  readonly changes: string[];
  calls: number;
  /** Looks a rollout takes; negative for one that never ends. */
  readonly lag: number;
}

/** A cluster in which everything is well. */
export function fakeCluster(objects: readonly JsonObject[], lag = 0): FakeCluster {
  const cluster: FakeCluster = { objects: {}, lags: {}, changes: [], calls: 0, lag };
  for (const object of objects) {
    cluster.objects[keyOf(object)] = settled({
      ...object,
      metadata: { ...(object["metadata"] as JsonObject), generation: 1 },
    });
  }
  return cluster;
}

/** The key of an object, and of what kubectl calls it. */
export function keyOf(object: JsonObject): string {
  const { kind, name } = addressOf(object);
  return `${kind.toLowerCase()}/${name}`;
}

/** `machinepools.v1beta1.cluster.x-k8s.io/a` as `machinepool/a`. */
export function keyOfName(resource: string): string {
  const [type = "", ...name] = resource.split("/");
  const plural = type.split(".")[0] ?? "";
  return `${plural.replace(/classes$/u, "class").replace(/(?<!s)s$/u, "")}/${name.join("/")}`;
}

/** An object as it is looked at: one look less until its rollout is finished. */
export function look(cluster: FakeCluster, key: string): JsonObject | undefined {
  const object = cluster.objects[key];
  const left = cluster.lags[key] ?? 0;
  if (object !== undefined && left !== 0) {
    cluster.lags[key] = left - 1;
    if (left === 1) {
      cluster.objects[key] = settled(object);
      moveNodes(cluster, object);
    }
  }
  return cluster.objects[key];
}

/** Takes a new object, or a changed one. */
export function put(cluster: FakeCluster, key: string, object: JsonObject): void {
  const generation = Number(valueAt(object, "/metadata/generation") ?? 0) + 1;
  const bumped = { ...object, metadata: { ...(object["metadata"] as JsonObject), generation } };
  cluster.objects[key] = bumped;
  cluster.lags[key] = cluster.lag;
  if (cluster.lag === 0) {
    cluster.objects[key] = settled(bumped);
    moveNodes(cluster, bumped);
  }
}

/** RFC 7386. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const merged = new Map(isJsonObject(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(key);
    } else {
      merged.set(key, mergePatch(merged.get(key), value));
    }
  }
  return Object.fromEntries(merged);
}

/** RFC 6902, as far as it is used; undefined where the patch is refused. */
export function jsonPatch(
  target: JsonObject,
  operations: readonly JsonObject[],
): JsonObject | undefined {
  let current: JsonObject | undefined = target;
  for (const { op, path, value } of operations) {
    if (current === undefined || typeof path !== "string") {
      return undefined;
    }
    const found: JsonValue | undefined = valueAt(current, path);
    if (op === "test") {
      current = JSON.stringify(found) === JSON.stringify(value) ? current : undefined;
    } else {
      const parent = valueAt(current, path.slice(0, path.lastIndexOf("/")));
      const isPossible = op === "add" ? isJsonObject(parent) : found !== undefined;
      current = isPossible ? replaceAt(current, path, op === "remove" ? undefined : value) : undefined;
    }
  }
  return current;
}

/** The object with the status of a rollout that is finished. */
function settled(object: JsonObject): JsonObject {
  const generation = valueAt(object, "/metadata/generation") ?? 1;
  const replicas = valueAt(object, "/spec/replicas") ?? 1;
  const counters = { replicas, readyReplicas: replicas };
  const status: JsonObject = {
    observedGeneration: generation,
    ...counters,
    updatedReplicas: replicas,
    upToDateReplicas: replicas,
    availableReplicas: replicas,
    version: valueAt(object, "/spec/version") ?? "",
    phase: "Running",
    conditions: Object.entries(conditions).map(([type, value]) => ({ type, status: value })),
    ...(object["kind"] === "MachinePool" && { nodeRefs: poolNodes(object).map((name) => ({ name })) }),
  };
  return { ...object, status };
}

const conditions = {
  RollingOut: "False",
  ScalingUp: "False",
  ScalingDown: "False",
  MachinesUpToDate: "True",
  Available: "True",
  EtcdClusterHealthy: "True",
  ControlPlaneComponentsHealthy: "True",
  TopologyReconciled: "True",
  ControlPlaneMachinesUpToDate: "True",
  WorkerMachinesUpToDate: "True",
  Ready: "True",
};

function poolNodes(pool: JsonObject): readonly string[] {
  const { name } = addressOf(pool);
  return Array.from({ length: Number(valueAt(pool, "/spec/replicas") ?? 0) }, (_, at) => `${name}-${at}`);
}

/** The nodes of a pool, once its rollout is finished. */
function moveNodes(cluster: FakeCluster, object: JsonObject): void {
  const { kind, name } = addressOf(object);
  if (kind === "MachinePool") {
    const version = textAt(object, "/spec/template/spec/version") ?? "";
    for (const node of poolNodes(object)) {
      cluster.objects[`node/${node}`] = fakeNode(node, version, {});
    }
  }
  if (kind === "NodePool") {
    cluster.objects[`node/${name}-0`] = fakeNode(`${name}-0`, "v1.32.13-eks-1a2b3c4", {
      "karpenter.sh/nodepool": name,
    });
  }
}

function fakeNode(name: string, kubeletVersion: string, labels: JsonObject): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels },
    status: { nodeInfo: { kubeletVersion } },
  };
}
