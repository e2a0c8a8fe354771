import type { JsonObject, JsonValue } from "@imagewright/core";

export const controlPlane = "controlplane.cluster.x-k8s.io";
export const bootstrap = "bootstrap.cluster.x-k8s.io";
export const infrastructure = "infrastructure.cluster.x-k8s.io/v1beta1";

const variables: readonly JsonValue[] = [
  { name: "text", required: true, schema: { openAPIV3Schema: { type: "string" } } },
  {
    name: "etcd",
    required: true,
    schema: {
      openAPIV3Schema: {
        type: "object",
        properties: {
          local: { type: "object", properties: { imageTag: { type: "string" } } },
          args: { type: "object", properties: { extraArgs: { type: "string" } } },
        },
      },
    },
  },
  {
    name: "anything",
    required: true,
    schema: {
      openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    },
  },
];

/** A class of v1beta1 with patches of its control plane, or of the kind that is named. */
export function classOf(
  jsonPatches: readonly JsonValue[],
  kind = "KubeadmControlPlaneTemplate",
): JsonObject {
  const group = kind.startsWith("KubeadmControlPlane") ? controlPlane : bootstrap;
  const worker = {
    class: "md",
    template: {
      bootstrap: {
        ref: { apiVersion: `${bootstrap}/v1beta1`, kind: "KubeadmConfigTemplate", name: "md" },
      },
      infrastructure: {
        ref: { apiVersion: infrastructure, kind: "DockerMachineTemplate", name: "md" },
      },
    },
  };
  return {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "ClusterClass",
    metadata: { name: "base", namespace: "default" },
    spec: {
      infrastructure: {
        ref: { apiVersion: infrastructure, kind: "DockerClusterTemplate", name: "a" },
      },
      controlPlane: {
        ref: {
          apiVersion: `${controlPlane}/v1beta1`,
          kind: "KubeadmControlPlaneTemplate",
          name: "cp",
        },
      },
      workers: { machineDeployments: [worker] },
      variables,
      patches: [
        {
          name: "p",
          definitions: [
            {
              selector: {
                apiVersion: `${group}/v1beta1`,
                kind,
                matchResources: { controlPlane: true },
              },
              jsonPatches,
            },
          ],
        },
      ],
    },
  };
}

const spec = "/spec/template/spec";
export const kubeadm = `${spec}/kubeadmConfigSpec`;
export const args = `${kubeadm}/initConfiguration/nodeRegistration/kubeletExtraArgs`;
const apiServer = `${kubeadm}/clusterConfiguration/apiServer`;

export interface PatchCase {
  readonly name: string;
  readonly patch: Readonly<Record<string, JsonValue>>;
  readonly result?: readonly Readonly<Record<string, JsonValue>>[];
  readonly codes?: readonly string[];
}

/** Patches, and what they are in v1beta2; those without a result are refused. */
export const patchCases: readonly PatchCase[] = [
  {
    name: "a path that nothing is moved at",
    patch: { op: "add", path: `${kubeadm}/files/-`, value: { path: "/a", content: "b" } },
    result: [{ op: "add", path: `${kubeadm}/files/-`, value: { path: "/a", content: "b" } }],
  },
  {
    name: "a map of arguments",
    patch: { op: "add", path: args, value: { v: "4", a: "b" } },
    result: [
      {
        op: "add",
        path: args,
        value: [
          { name: "a", value: "b" },
          { name: "v", value: "4" },
        ],
      },
    ],
  },
  {
    name: "an empty map of arguments, for patches that follow",
    patch: { op: "add", path: args, value: {} },
    result: [{ op: "add", path: args, value: [] }],
  },
  {
    name: "one argument",
    patch: { op: "add", path: `${args}/node-labels`, value: "a=b" },
    result: [{ op: "add", path: `${args}/-`, value: { name: "node-labels", value: "a=b" } }],
    codes: ["CAPI_CONVERT_PATCH_APPENDS"],
  },
  {
    name: "one argument of a name with a slash",
    patch: { op: "add", path: `${args}/a~1b`, value: "c" },
    result: [{ op: "add", path: `${args}/-`, value: { name: "a/b", value: "c" } }],
    codes: ["CAPI_CONVERT_PATCH_APPENDS"],
  },
  {
    name: "one argument from a variable",
    patch: { op: "add", path: `${args}/v`, valueFrom: { variable: "etcd.local.imageTag" } },
    result: [
      {
        op: "add",
        path: `${args}/-`,
        valueFrom: { template: 'name: "v"\nvalue: {{ .etcd.local.imageTag | toJson }}\n' },
      },
    ],
    codes: ["CAPI_CONVERT_PATCH_APPENDS"],
  },
  {
    name: "one argument from an item of a variable",
    patch: { op: "add", path: `${args}/v`, valueFrom: { variable: "list[0]" } },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "one argument from a template",
    patch: { op: "add", path: `${args}/v`, valueFrom: { template: "{{ .text }}" } },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "an argument that is replaced",
    patch: { op: "replace", path: `${args}/v`, value: "5" },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "an argument that is removed",
    patch: { op: "remove", path: `${args}/v` },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "all arguments removed",
    patch: { op: "remove", path: args },
    result: [{ op: "remove", path: args }],
  },
  {
    name: "arguments from a template",
    patch: { op: "add", path: args, valueFrom: { template: "v: {{ .text }}" } },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "arguments that are no texts",
    patch: { op: "add", path: args, value: { v: 4 } },
    codes: ["CAPI_CONVERT_ARGUMENTS"],
  },
  {
    name: "a duration",
    patch: { op: "add", path: `${spec}/machineTemplate/nodeDrainTimeout`, value: "10m" },
    result: [
      {
        op: "add",
        path: `${spec}/machineTemplate/spec/deletion/nodeDrainTimeoutSeconds`,
        value: 600,
      },
    ],
    codes: ["CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "a duration from a variable",
    patch: {
      op: "add",
      path: `${spec}/machineTemplate/nodeDrainTimeout`,
      valueFrom: { variable: "text" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a duration that has become two",
    patch: { op: "add", path: `${apiServer}/timeoutForControlPlane`, value: "20m" },
    result: ["init", "join"].map((part) => ({
      op: "add",
      path: `${kubeadm}/${part}Configuration/timeouts/controlPlaneComponentHealthCheckSeconds`,
      value: 1200,
    })),
    codes: ["CAPI_CONVERT_PATCH_PARENT", "CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "a value from a variable that only moves",
    patch: { op: "add", path: `${spec}/rolloutAfter`, valueFrom: { variable: "text" } },
    result: [{ op: "add", path: `${spec}/rollout/after`, valueFrom: { variable: "text" } }],
    codes: ["CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "a strategy without its type",
    patch: {
      op: "add",
      path: `${spec}/rolloutStrategy`,
      value: { rollingUpdate: { maxSurge: 0 } },
    },
    result: [
      {
        op: "add",
        path: `${spec}/rollout/strategy`,
        value: { rollingUpdate: { maxSurge: 0 }, type: "RollingUpdate" },
      },
    ],
    codes: ["CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "a field inside a map that moves",
    patch: { op: "replace", path: `${spec}/rolloutStrategy/rollingUpdate/maxSurge`, value: 0 },
    result: [{ op: "replace", path: `${spec}/rollout/strategy/rollingUpdate/maxSurge`, value: 0 }],
    codes: ["CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "an item of a list that moves",
    patch: { op: "add", path: `${spec}/machineTemplate/taints/-`, value: { key: "a" } },
    result: [{ op: "add", path: `${spec}/machineTemplate/spec/taints/-`, value: { key: "a" } }],
    codes: ["CAPI_CONVERT_PATCH_PARENT"],
  },
  {
    name: "a map that v1beta2 has under another name",
    patch: {
      op: "add",
      path: `${spec}/remediationStrategy`,
      value: { maxRetry: 3, retryPeriod: "1m" },
    },
    result: [
      { op: "add", path: `${spec}/remediation`, value: { maxRetry: 3, retryPeriodSeconds: 60 } },
    ],
  },
  {
    name: "such a map that is removed",
    patch: { op: "remove", path: `${spec}/machineNamingStrategy` },
    result: [{ op: "remove", path: `${spec}/machineNaming` }],
  },
  {
    name: "such a map from a template that names no field of another form",
    patch: {
      op: "add",
      path: `${spec}/remediationStrategy`,
      valueFrom: { template: "maxRetry: {{ .text }}" },
    },
    result: [
      { op: "add", path: `${spec}/remediation`, valueFrom: { template: "maxRetry: {{ .text }}" } },
    ],
  },
  {
    name: "such a map from a template that names one",
    patch: {
      op: "add",
      path: `${spec}/remediationStrategy`,
      valueFrom: { template: "{ retryPeriod: 1m }" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a map that holds fields of another form",
    patch: {
      op: "add",
      path: apiServer,
      value: { certSANs: ["a"], extraArgs: { v: "4" } },
    },
    result: [
      {
        op: "add",
        path: apiServer,
        value: { certSANs: ["a"], extraArgs: [{ name: "v", value: "4" }] },
      },
    ],
    codes: ["CAPI_CONVERT_PATCH_REPLACES"],
  },
  {
    name: "a map with a field that belongs elsewhere",
    patch: {
      op: "add",
      path: apiServer,
      value: { timeoutForControlPlane: "20m" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "the removal of a map that held a field which is elsewhere now",
    patch: { op: "remove", path: apiServer },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a list item with a duration",
    patch: {
      op: "add",
      path: `${kubeadm}/initConfiguration/bootstrapTokens/-`,
      value: { token: "abcdef.0123456789abcdef", ttl: "1h" },
    },
    result: [
      {
        op: "add",
        path: `${kubeadm}/initConfiguration/bootstrapTokens/-`,
        value: { token: "abcdef.0123456789abcdef", ttlSeconds: 3600 },
      },
    ],
  },
  {
    name: "a template for a map none of whose moved fields it names",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd`,
      valueFrom: { template: "local:\n  imageTag: {{ .text }}\n" },
    },
    result: [
      {
        op: "add",
        path: `${kubeadm}/clusterConfiguration/etcd`,
        valueFrom: { template: "local:\n  imageTag: {{ .text }}\n" },
      },
    ],
  },
  {
    name: "a template that writes whole values into such a map",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd`,
      valueFrom: { template: "{{ .anything | toJson }}" },
    },
    result: [
      {
        op: "add",
        path: `${kubeadm}/clusterConfiguration/etcd`,
        valueFrom: { template: "{{ .anything | toJson }}" },
      },
    ],
    codes: ["CAPI_CONVERT_PATCH_TEMPLATE"],
  },
  {
    name: "a template that names a field of another form",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd`,
      valueFrom: { template: 'local: { "extraArgs": { v: "4" } }' },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a variable whose schema has no field of another form",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd/local`,
      valueFrom: { variable: "etcd.local" },
    },
    result: [
      {
        op: "add",
        path: `${kubeadm}/clusterConfiguration/etcd/local`,
        valueFrom: { variable: "etcd.local" },
      },
    ],
  },
  {
    name: "a variable whose schema has one",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd/local`,
      valueFrom: { variable: "etcd.args" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a variable that may be anything",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd`,
      valueFrom: { variable: "anything" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a variable that nobody knows",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/etcd`,
      valueFrom: { variable: "builtin.cluster" },
    },
    codes: ["CAPI_CONVERT_PATCH"],
  },
  {
    name: "a field that is gone",
    patch: { op: "add", path: `${kubeadm}/useExperimentalRetryJoin`, value: true },
    result: [],
    codes: ["CAPI_CONVERT_PATCH_LOST"],
  },
  {
    name: "a field inside one that is gone",
    patch: {
      op: "add",
      path: `${kubeadm}/clusterConfiguration/networking/podSubnet`,
      valueFrom: { variable: "text" },
    },
    result: [],
    codes: ["CAPI_CONVERT_PATCH_LOST"],
  },
];

