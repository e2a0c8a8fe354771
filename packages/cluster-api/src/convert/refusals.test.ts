import type { JsonObject, JsonValue } from "@imagewright/core";
import { expect, test } from "vitest";

import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

interface Case {
  readonly name: string;
  readonly kind?: string;
  readonly spec?: JsonValue;
  readonly object?: JsonObject;
  /** `code pointer` of every finding, in order. */
  readonly findings: readonly string[];
  /** What `spec` becomes; absent where the object is refused. */
  readonly result?: JsonValue;
}

const reference = {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1",
  kind: "DockerCluster",
  name: "prod",
};
const contract = {
  apiGroup: "infrastructure.cluster.x-k8s.io",
  kind: "DockerCluster",
  name: "prod",
};
const args = "/spec/joinConfiguration/nodeRegistration/kubeletExtraArgs";

function joined(kubeletExtraArgs: JsonValue): JsonValue {
  return { joinConfiguration: { nodeRegistration: { kubeletExtraArgs } } };
}

const cases: readonly Case[] = [
  {
    name: "a reference into the owner's namespace loses it without a word",
    spec: { infrastructureRef: { ...reference, namespace: "default" } },
    findings: [],
    result: { infrastructureRef: contract },
  },
  {
    name: "a reference into another namespace is refused",
    spec: { infrastructureRef: { ...reference, namespace: "other" } },
    findings: ["CAPI_CONVERT_NAMESPACE /spec/infrastructureRef/namespace"],
  },
  {
    name: "a namespace is assumed where the owner names none",
    object: { metadata: { name: "prod" } },
    spec: { infrastructureRef: { ...reference, namespace: "other" } },
    findings: ["CAPI_CONVERT_NAMESPACE_ASSUMED /spec/infrastructureRef/namespace"],
    result: { infrastructureRef: contract },
  },
  {
    name: "an empty namespace names none",
    object: { metadata: { name: "prod", namespace: "" } },
    spec: { infrastructureRef: { ...reference, namespace: "" } },
    findings: [],
    result: { infrastructureRef: contract },
  },
  {
    name: "other fields of a reference are lost, one by one",
    spec: { infrastructureRef: { ...reference, uid: "1", fieldPath: "", "a/b": "c" } },
    findings: [
      "CAPI_CONVERT_LOST /spec/infrastructureRef/uid",
      "CAPI_CONVERT_LOST /spec/infrastructureRef/a~1b",
    ],
    result: { infrastructureRef: contract },
  },
  {
    name: "a reference without a name is refused",
    spec: { infrastructureRef: { apiVersion: "a.b/v1", kind: "A" } },
    findings: ["CAPI_REFERENCE_INCOMPLETE /spec/infrastructureRef"],
  },
  {
    name: "a reference without a group is refused",
    spec: { infrastructureRef: { ...reference, apiVersion: "v1" } },
    findings: ["CAPI_CONVERT_REQUIRED /spec/infrastructureRef"],
  },
  {
    name: "a reference to no DNS name is refused",
    spec: { infrastructureRef: { ...reference, name: "Prod_1" } },
    findings: ["CAPI_CONVERT_VALUE /spec/infrastructureRef/name"],
  },
  {
    name: "a reference in the form of v1beta2 is kept",
    spec: { infrastructureRef: contract },
    findings: [],
    result: { infrastructureRef: contract },
  },
  {
    name: "a reference that names nothing is none",
    spec: { infrastructureRef: {}, paused: true },
    findings: [],
    result: { paused: true },
  },
  {
    name: "a reference that is none is no reference",
    spec: { infrastructureRef: "prod" },
    findings: ["CAPI_REFERENCE_INCOMPLETE /spec/infrastructureRef"],
  },
  {
    name: "a text that is no duration is refused",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, nodeStartupTimeout: "10 minutes" },
    findings: ["CAPI_CONVERT_DURATION /spec/nodeStartupTimeout"],
  },
  {
    name: "a variable in the place of a duration is refused",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, nodeStartupTimeout: "${TIMEOUT}" },
    findings: ["CAPI_CONVERT_VARIABLE /spec/nodeStartupTimeout"],
  },
  {
    name: "a variable in the name of a reference is carried",
    spec: { infrastructureRef: { ...reference, name: "${NAME}-a" } },
    findings: [],
    result: { infrastructureRef: { ...contract, name: "${NAME}-a" } },
  },
  {
    name: "a variable that is none is judged like any text",
    spec: { infrastructureRef: { ...reference, name: "$${NAME}" } },
    findings: ["CAPI_CONVERT_VALUE /spec/infrastructureRef/name"],
  },
  {
    name: "a variable in the version of a reference does not hide its group",
    spec: {
      infrastructureRef: { ...reference, apiVersion: `${contract.apiGroup}/\${VERSION}` },
    },
    findings: [],
    result: { infrastructureRef: contract },
  },
  {
    name: "a variable that may hold the group of a reference is refused",
    spec: { infrastructureRef: { ...reference, apiVersion: "${API_VERSION}" } },
    findings: ["CAPI_CONVERT_VARIABLE /spec/infrastructureRef/apiVersion"],
  },
  {
    name: "a variable in the place of a reference is refused",
    spec: { infrastructureRef: "${REFERENCE}" },
    findings: ["CAPI_CONVERT_VARIABLE /spec/infrastructureRef"],
  },
  {
    name: "the namespace of a reference may be the variable that its owner has",
    object: { metadata: { name: "prod", namespace: "${NAMESPACE}" } },
    spec: { infrastructureRef: { ...reference, namespace: "${NAMESPACE}" } },
    findings: [],
    result: { infrastructureRef: contract },
  },
  {
    name: "another variable may be another namespace",
    object: { metadata: { name: "prod", namespace: "${NAMESPACE}" } },
    spec: { infrastructureRef: { ...reference, namespace: "${OTHER}" } },
    findings: ["CAPI_CONVERT_NAMESPACE /spec/infrastructureRef/namespace"],
  },
  {
    name: "a variable as an argument's value is carried",
    kind: "KubeadmConfig",
    spec: joined({ v: "${LEVEL:=4}", a: "x" }),
    findings: [],
    result: joined([
      { name: "a", value: "x" },
      { name: "v", value: "${LEVEL:=4}" },
    ]),
  },
  {
    name: "a variable in an argument's name is refused, as is one for all arguments",
    kind: "KubeadmConfig",
    spec: {
      joinConfiguration: { nodeRegistration: { kubeletExtraArgs: { "${ARGUMENT}": "x" } } },
      clusterConfiguration: { apiServer: { extraArgs: "${ARGUMENTS}" } },
    },
    findings: [
      "CAPI_CONVERT_VARIABLE /spec/clusterConfiguration/apiServer/extraArgs",
      `CAPI_CONVERT_VARIABLE ${args}`,
    ],
  },
  {
    name: "a variable in the place of a map that is taken apart is refused",
    kind: "MachineDeployment",
    spec: { clusterName: "a", selector: {}, strategy: { rollingUpdate: "${ROLLING_UPDATE}" } },
    findings: ["CAPI_CONVERT_VARIABLE /spec/strategy/rollingUpdate"],
  },
  {
    name: "a variable in the place of a list whose items change is refused, as is one for an item",
    kind: "ClusterClass",
    spec: {
      controlPlane: { machineHealthCheck: { unhealthyConditions: "${CONDITIONS}" } },
      workers: {
        machineDeployments: [{ machineHealthCheck: { unhealthyConditions: ["${CONDITION}"] } }],
      },
    },
    findings: [
      "CAPI_CONVERT_VARIABLE /spec/controlPlane/machineHealthCheck/unhealthyConditions",
      "CAPI_CONVERT_VARIABLE /spec/workers/machineDeployments/0/machineHealthCheck/unhealthyConditions/0",
    ],
  },
  {
    name: "a variable that may hold the version of a template of a class is refused",
    kind: "ClusterClass",
    spec: {
      infrastructure: { ref: reference },
      controlPlane: { ref: { ...reference, apiVersion: "${API_VERSION}" } },
    },
    findings: ["CAPI_CONVERT_VARIABLE /spec/controlPlane/ref/apiVersion"],
  },
  {
    name: "a patch of a field that moves is refused if it holds a variable",
    kind: "ClusterClass",
    spec: {
      infrastructure: { ref: reference },
      controlPlane: { ref: reference },
      patches: [
        {
          name: "${PATCH}",
          definitions: [
            {
              selector: {
                apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
                kind: "KubeadmControlPlaneTemplate",
                matchResources: { controlPlane: true },
              },
              jsonPatches: [
                { op: "add", path: "/spec/template/spec/kubeadmConfigSpec/format", value: "${F}" },
                { op: "add", path: "/spec/template/spec/rolloutAfter", value: "${AFTER}" },
              ],
            },
          ],
        },
      ],
    },
    findings: ["CAPI_CONVERT_VARIABLE /spec/patches/0/definitions/0/jsonPatches/1"],
  },
  {
    name: "a variable in the place of all that an object says is refused",
    spec: "${SPEC}",
    findings: ["CAPI_CONVERT_VARIABLE /spec"],
  },
  {
    name: "a number in the place of a duration is refused, inside lists as well",
    kind: "MachineHealthCheck",
    spec: {
      clusterName: "a",
      selector: {},
      unhealthyConditions: [{ type: "Ready", status: "False", timeout: 300 }],
    },
    findings: ["CAPI_CONVERT_DURATION /spec/unhealthyConditions/0/timeout"],
  },
  {
    name: "a negative duration is refused",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, nodeStartupTimeout: "-1s" },
    findings: ["CAPI_CONVERT_DURATION /spec/nodeStartupTimeout"],
  },
  {
    name: "what is left of a second is cut, and said",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, nodeStartupTimeout: "1500ms" },
    findings: ["CAPI_CONVERT_DURATION_CUT /spec/nodeStartupTimeout"],
    result: { clusterName: "a", selector: {}, checks: { nodeStartupTimeoutSeconds: 1 } },
  },
  {
    name: "a duration that is too long is cut, and said",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, nodeStartupTimeout: "600000h" },
    findings: ["CAPI_CONVERT_DURATION_CUT /spec/nodeStartupTimeout"],
    result: { clusterName: "a", selector: {}, checks: { nodeStartupTimeoutSeconds: 2147483647 } },
  },
  {
    name: "a list keeps its order, and null is nothing",
    kind: "MachineHealthCheck",
    spec: {
      clusterName: "a",
      selector: {},
      nodeStartupTimeout: null,
      unhealthyConditions: [
        { type: "Ready", status: "Unknown", timeout: "0s" },
        { type: "Ready", status: "False", timeout: "5m" },
      ],
    },
    findings: [],
    result: {
      clusterName: "a",
      selector: {},
      checks: {
        unhealthyNodeConditions: [
          { type: "Ready", status: "Unknown", timeoutSeconds: 0 },
          { type: "Ready", status: "False", timeoutSeconds: 300 },
        ],
      },
    },
  },
  {
    name: "arguments are sorted by name",
    kind: "KubeadmConfig",
    spec: joined({ v: "4", "node-labels": "a=b", empty: "" }),
    findings: [],
    result: joined([
      { name: "empty", value: "" },
      { name: "node-labels", value: "a=b" },
      { name: "v", value: "4" },
    ]),
  },
  {
    name: "an argument that is no text is refused",
    kind: "KubeadmConfig",
    spec: joined({ v: 4 }),
    findings: [`CAPI_CONVERT_ARGUMENTS ${args}`],
  },
  {
    name: "a list of arguments is kept",
    kind: "KubeadmConfig",
    spec: joined([{ name: "v", value: "4" }]),
    findings: [],
    result: joined([{ name: "v", value: "4" }]),
  },
  {
    name: "a list with one argument twice is refused",
    kind: "KubeadmConfig",
    spec: joined([
      { name: "v", value: "4" },
      { name: "v", value: "5" },
    ]),
    findings: [`CAPI_CONVERT_ARGUMENTS ${args}/1`],
  },
  {
    name: "an argument without a name is refused",
    kind: "KubeadmConfig",
    spec: joined({ "": "4" }),
    findings: [`CAPI_CONVERT_REQUIRED ${args}`],
  },
  {
    name: "no taints are no missing taints",
    kind: "KubeadmConfig",
    spec: { joinConfiguration: { nodeRegistration: { taints: [], kubeletExtraArgs: {} } } },
    findings: [],
    result: { joinConfiguration: { nodeRegistration: { taints: [] } } },
  },
  {
    name: "maps that are empty, or become so, are left out with those above them",
    kind: "KubeadmConfig",
    spec: {
      format: "cloud-config",
      files: [],
      clusterConfiguration: { apiServer: { extraArgs: {}, certSANs: [] }, dns: {} },
      joinConfiguration: { discovery: {} },
    },
    findings: [],
    result: { format: "cloud-config" },
  },
  {
    name: "each field that is lost is named",
    kind: "KubeadmConfig",
    spec: {
      clusterConfiguration: { clusterName: "a", kubernetesVersion: "v1.34.1", networking: {} },
      useExperimentalRetryJoin: false,
    },
    findings: [
      "CAPI_CONVERT_LOST /spec/clusterConfiguration/clusterName",
      "CAPI_CONVERT_LOST /spec/clusterConfiguration/kubernetesVersion",
      "CAPI_CONVERT_LOST /spec/useExperimentalRetryJoin",
    ],
  },
  {
    name: "a field of v1beta2 that says something else already is refused",
    kind: "MachineHealthCheck",
    spec: {
      clusterName: "a",
      selector: {},
      nodeStartupTimeout: "10m",
      checks: { nodeStartupTimeoutSeconds: 60 },
    },
    findings: ["CAPI_CONVERT_TAKEN /spec/nodeStartupTimeout"],
  },
  {
    name: "a field of v1beta2 that says the same is no fault",
    kind: "MachineHealthCheck",
    spec: {
      clusterName: "a",
      selector: {},
      nodeStartupTimeout: "1m",
      checks: { nodeStartupTimeoutSeconds: 60 },
    },
    findings: [],
    result: { clusterName: "a", selector: {}, checks: { nodeStartupTimeoutSeconds: 60 } },
  },
  {
    name: "an unknown field is named, and stays",
    spec: { paused: true, pausd: false },
    findings: ["CAPI_CONVERT_UNKNOWN /spec/pausd"],
    result: { paused: true, pausd: false },
  },
  {
    name: "an unknown field that is null says nothing",
    kind: "KubeadmConfigTemplate",
    spec: { template: { metadata: { creationTimestamp: null }, spec: { format: "ignition" } } },
    findings: [],
    result: { template: { spec: { format: "ignition" } } },
  },
  {
    name: "an unknown field in a map that v1beta2 has not is named, and stays there",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, remediation: { trigger: {} } },
    findings: ["CAPI_CONVERT_UNKNOWN /spec/remediation/trigger"],
    result: { clusterName: "a", selector: {}, remediation: { trigger: {} } },
  },
  {
    name: "what is left in a map of v1beta1 stays there",
    kind: "MachineDeployment",
    spec: {
      clusterName: "a",
      strategy: { rollingUpdate: { maxSurge: 1, maxSurg: 2 }, type: "RollingUpdate" },
    },
    findings: ["CAPI_CONVERT_UNKNOWN /spec/strategy/rollingUpdate/maxSurg"],
    result: {
      clusterName: "a",
      strategy: { rollingUpdate: { maxSurg: 2 } },
      rollout: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1 } } },
    },
  },
  {
    name: "a text in the place of a map is refused where something has to go there",
    kind: "MachineHealthCheck",
    spec: { clusterName: "a", selector: {}, checks: "x", nodeStartupTimeout: "1m" },
    findings: ["CAPI_CONVERT_SHAPE /spec/nodeStartupTimeout"],
  },
  {
    name: "a spec that is no map is refused",
    spec: [],
    findings: ["CAPI_CONVERT_SHAPE /spec"],
  },
  {
    name: "a certificate that is renewed too late is refused",
    kind: "KubeadmControlPlaneTemplate",
    spec: { template: { spec: { rolloutBefore: { certificatesExpiryDays: 3 } } } },
    findings: ["CAPI_CONVERT_VALUE /spec/template/spec/rolloutBefore/certificatesExpiryDays"],
  },
  {
    name: "a template that says nothing is refused",
    kind: "KubeadmConfigTemplate",
    spec: { template: { spec: {} } },
    findings: ["CAPI_CONVERT_EMPTIED /spec/template/spec", "CAPI_CONVERT_REQUIRED /spec/template"],
  },
  {
    name: "a map that is made for a field lacks what it requires",
    kind: "MachineSet",
    spec: { clusterName: "a", selector: {}, minReadySeconds: 5 },
    findings: ["bootstrap", "clusterName", "infrastructureRef"].map(
      () => "CAPI_CONVERT_REQUIRED /spec",
    ),
  },
  {
    name: "a reference that names nothing is missing where one is required",
    kind: "Machine",
    spec: { clusterName: "a", bootstrap: { dataSecretName: "b" }, infrastructureRef: {} },
    findings: ["CAPI_CONVERT_REQUIRED /spec"],
  },
  {
    name: "a strategy that says nothing is none",
    kind: "KubeadmControlPlaneTemplate",
    spec: {
      template: {
        spec: { rolloutAfter: "2026-11-21T00:00:00Z", rolloutStrategy: { rollingUpdate: {} } },
      },
    },
    findings: ["CAPI_CONVERT_EMPTIED /spec/template/spec/rolloutStrategy/rollingUpdate"],
    result: { template: { spec: { rollout: { after: "2026-11-21T00:00:00Z" } } } },
  },
  {
    name: "a partition is laid out by one of two fields",
    kind: "KubeadmConfig",
    spec: {
      diskSetup: {
        partitions: [{ device: "a", layout: false, diskLayout: [{ percentage: 100 }] }],
      },
    },
    findings: [],
    result: {
      diskSetup: { partitions: [{ device: "a", diskLayout: [{ percentage: 100 }] }] },
    },
  },
  {
    name: "the status goes",
    object: { status: { phase: "Provisioned" } },
    spec: { paused: true },
    findings: ["CAPI_CONVERT_STATUS /status"],
    result: { paused: true },
  },
  {
    name: "what Cluster API keeps of v1beta2 is not lost without a word",
    object: { metadata: { annotations: { "cluster.x-k8s.io/conversion-data": "{}" } } },
    spec: { paused: true },
    findings: ["CAPI_CONVERT_ANNOTATION /metadata/annotations/cluster.x-k8s.io~1conversion-data"],
  },
  {
    name: "versions before v1beta1 are refused",
    object: { apiVersion: "cluster.x-k8s.io/v1alpha4" },
    spec: { paused: true },
    findings: ["CAPI_CONVERT_VERSION /apiVersion"],
  },
];

const groups: Readonly<Record<string, string>> = {
  KubeadmConfig: "bootstrap.cluster.x-k8s.io",
  KubeadmConfigTemplate: "bootstrap.cluster.x-k8s.io",
  KubeadmControlPlaneTemplate: "controlplane.cluster.x-k8s.io",
};

test.for(cases)("$name", ({ kind = "Cluster", spec = {}, object = {}, findings, result }) => {
  const given = {
    apiVersion: `${groups[kind] ?? "cluster.x-k8s.io"}/v1beta1`,
    kind,
    metadata: { name: "a", namespace: "default" },
    spec,
    ...object,
  };
  const before = structuredClone(given);
  const converted = convertToV1Beta2(given);
  expect(converted.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(findings);
  expect(converted.ok ? converted.value.object["spec"] : undefined).toEqual(result);
  expect(given).toEqual(before);
});

test("objects of other providers, and texts of no kind, are left alone", () => {
  for (const object of [
    { apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1", kind: "DockerCluster", spec: {} },
    { apiVersion: "bootstrap.cluster.x-k8s.io/v1beta1", kind: "EKSConfig", spec: {} },
    { apiVersion: "a.b/v1beta1", kind: "Cluster", status: {} },
    { kind: "Cluster" },
    {},
  ]) {
    expect(convertToV1Beta2(object)).toEqual({
      ok: true,
      value: { object, changes: [] },
      diagnostics: [],
    });
  }
});

test("changes name places and values, before and after", () => {
  const converted = convertToV1Beta2({
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "MachineDeployment",
    spec: {
      strategy: { rollingUpdate: { maxSurge: 1, deletePolicy: "Oldest" } },
      revisionHistoryLimit: 1,
      machineNamingStrategy: {},
    },
  });
  expect(converted.ok && converted.value.changes).toEqual([
    {
      kind: "transformed",
      from: "/apiVersion",
      to: "/apiVersion",
      before: "cluster.x-k8s.io/v1beta1",
      after: "cluster.x-k8s.io/v1beta2",
    },
    {
      kind: "moved",
      from: "/spec/strategy/rollingUpdate/maxSurge",
      to: "/spec/rollout/strategy/rollingUpdate/maxSurge",
      before: 1,
      after: 1,
    },
    {
      kind: "moved",
      from: "/spec/strategy/rollingUpdate/deletePolicy",
      to: "/spec/deletion/order",
      before: "Oldest",
      after: "Oldest",
    },
    { kind: "lost", from: "/spec/revisionHistoryLimit", before: 1 },
    { kind: "defaulted", to: "/spec/rollout/strategy/type", after: "RollingUpdate" },
    { kind: "emptied", from: "/spec/machineNamingStrategy", before: {} },
  ]);
});
