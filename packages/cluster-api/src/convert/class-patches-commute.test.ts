import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { applyClassPatches } from "../cluster-class/apply-class-patches.ts";
import { topologyGroups } from "../cluster-class/topology-groups.ts";
import { classOf, controlPlane, type PatchCase, patchCases } from "./__fixtures__/patch-cases.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

const token = { token: "fedcba.0123456789abcdef", ttl: "2h" };

/** A template of v1beta1 that holds what the patches presume: maps, lists, and what they remove. */
const template: JsonObject = {
  apiVersion: `${controlPlane}/v1beta1`,
  kind: "KubeadmControlPlaneTemplate",
  metadata: { name: "cp", namespace: "default" },
  spec: {
    template: {
      spec: {
        rolloutBefore: { certificatesExpiryDays: 21 },
        rolloutStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } },
        machineNamingStrategy: { template: "{{ .random }}" },
        machineTemplate: {
          nodeDeletionTimeout: "30s",
          taints: [{ key: "b", effect: "NoSchedule", propagation: "Always" }],
        },
        kubeadmConfigSpec: {
          files: [{ path: "/z" }],
          clusterConfiguration: {
            apiServer: { extraArgs: { a: "1" }, timeoutForControlPlane: "5m" },
            etcd: { local: { dataDir: "/var/lib/etcd" } },
            networking: { dnsDomain: "cluster.local" },
          },
          initConfiguration: {
            bootstrapTokens: [token],
            nodeRegistration: { kubeletExtraArgs: { z: "1" } },
          },
        },
      },
    },
  },
};

const variables: readonly JsonValue[] = [
  { name: "text", value: "v1" },
  { name: "etcd", value: { local: { imageTag: "3.5.26-0" }, args: {} } },
  { name: "anything", value: { local: { imageTag: "3.5.26-0" } } },
];

const cluster: JsonObject = {
  apiVersion: "cluster.x-k8s.io/v1beta1",
  kind: "Cluster",
  metadata: { name: "prod", namespace: "default" },
  spec: { topology: { class: "base", version: "v1.34.1", variables } },
};

function patched(of: JsonObject, clusterClass: JsonObject): JsonValue {
  const group = topologyGroups(cluster).find(({ place }) => place === "controlPlane");
  if (group === undefined) {
    throw new Error("the cluster has no control plane");
  }
  const result = applyClassPatches(of, { clusterClass, cluster, group });
  return result.outcome === "value" ? result.value : result.reason;
}

function converted(object: JsonValue): JsonObject {
  const result = convertToV1Beta2(isJsonObject(object) ? object : {});
  return result.ok ? result.value.object : { refused: JSON.stringify(result.diagnostics) };
}

/** Arguments in the order of their names: appending does not sort. */
function sorted(value: JsonValue): JsonValue {
  if (isJsonList(value)) {
    const items = value.map(sorted);
    const names = items.map((item) => (isJsonObject(item) ? item["name"] : undefined));
    return names.every((name) => typeof name === "string")
      ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  return isJsonObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, sorted(child)]))
    : value;
}

/** Patches that leave the template as nothing admits it: the conversion takes out what is empty. */
function leavesEmpty({ patch }: PatchCase): boolean {
  return JSON.stringify(patch["value"]) === "{}" || patch["op"] === "remove";
}

/** Where a patch replaces more in v1beta1 than in v1beta2, that is said. */
const applied = patchCases.filter(
  ({ result, codes = [] }) =>
    result !== undefined && !codes.includes("CAPI_CONVERT_PATCH_REPLACES"),
);

test.for(applied)("patching and converting may change places: $name", (row) => {
  const clusterClass = classOf([row.patch]);
  const first = converted(patched(template, clusterClass));
  const second = patched(converted(template), converted(clusterClass));
  expect(first["kind"]).toBe("KubeadmControlPlaneTemplate");
  expect(sorted(leavesEmpty(row) ? settled(second) : second)).toEqual(sorted(first));
});

/** A value without what is empty in it. */
function settled(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) {
    return value;
  }
  const entries = Object.entries(value)
    .map(([key, child]): [string, JsonValue] => [key, settled(child)])
    .filter(([, child]) => typeof child !== "object" || Object.keys(child ?? {}).length > 0);
  return Object.fromEntries(entries);
}
