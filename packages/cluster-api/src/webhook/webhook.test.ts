import {
  type Diagnostic,
  hasErrors,
  type JsonObject,
  type JsonValue,
  textAt,
  valueAt,
  type Webhook,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { dockerClass, dockerCluster } from "../__fixtures__/docker-class.ts";
import { withValueAt } from "../json/write-field.ts";
import { clusterApiWebhooks } from "./cluster-api-webhooks.ts";

type Change = readonly (readonly [pointer: string, value: JsonValue])[];

/** What a webhook leaves of an object and says about it: codes and pointers. */
function review(object: JsonObject, oldObject?: JsonObject): readonly string[] {
  return judge(object, oldObject).map(
    ({ code, pointer }) => `${code.replace("CAPI_WEBHOOK_", "")} ${pointer}`,
  );
}

function judge(object: JsonObject, oldObject?: JsonObject): readonly Diagnostic[] {
  const webhook = webhookOf(object);
  const about = { targetVersions: {}, ...(oldObject !== undefined && { oldObject }) };
  return (
    webhook.validate?.({ object: webhook.mutate?.({ object, ...about }) ?? object, ...about }) ?? []
  );
}

function mutated(object: JsonObject, oldObject?: JsonObject): JsonObject {
  return (
    webhookOf(object).mutate?.({
      object,
      targetVersions: {},
      ...(oldObject !== undefined && { oldObject }),
    }) ?? object
  );
}

function webhookOf(object: JsonObject): Webhook {
  const found = clusterApiWebhooks.find(({ kinds }) =>
    kinds.includes(textAt(object, "/kind") ?? ""),
  );
  if (found === undefined) {
    throw new Error(`there is no webhook for ${JSON.stringify(object["kind"])}`);
  }
  return found;
}

function changed(object: JsonObject, change: Change): JsonObject {
  return change.reduce((current, [pointer, value]) => withValueAt(current, pointer, value), object);
}

const reference = {
  apiGroup: "infrastructure.cluster.x-k8s.io",
  kind: "DockerMachineTemplate",
  name: "a",
};
const machine = {
  clusterName: "prod",
  version: "v1.34.1",
  bootstrap: { dataSecretName: "" },
  infrastructureRef: reference,
};
const meta = { name: "a", namespace: "default" };
const deployment = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "MachineDeployment",
  metadata: meta,
  spec: { clusterName: "prod", template: { spec: machine } },
};
const set = { ...deployment, kind: "MachineSet" };
const pool = { ...deployment, kind: "MachinePool" };
const single = { ...deployment, kind: "Machine", spec: machine };
const healthCheck = {
  ...deployment,
  kind: "MachineHealthCheck",
  spec: { clusterName: "prod", selector: { matchLabels: { a: "b" } } },
};
const drainRule = {
  apiVersion: "cluster.x-k8s.io/v1beta2",
  kind: "MachineDrainRule",
  metadata: meta,
  spec: { drain: { behavior: "Drain" } },
};
const controlPlane = {
  apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
  kind: "KubeadmControlPlane",
  metadata: meta,
  spec: {
    replicas: 3,
    version: "v1.34.1",
    machineTemplate: { spec: { infrastructureRef: reference } },
    kubeadmConfigSpec: { clusterConfiguration: { dns: { imageTag: "v1.12.0" } } },
  },
};
const oldControlPlane = {
  ...controlPlane,
  apiVersion: "controlplane.cluster.x-k8s.io/v1beta1",
  spec: {
    ...controlPlane.spec,
    machineTemplate: { infrastructureRef: { ...reference, apiVersion: "x/v1" } },
  },
};
const controlPlaneTemplate = {
  apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
  kind: "KubeadmControlPlaneTemplate",
  metadata: meta,
  spec: { template: { spec: { kubeadmConfigSpec: { files: [] } } } },
};
const kubeadmConfig = {
  apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
  kind: "KubeadmConfig",
  metadata: meta,
  spec: {},
};
const cluster = dockerCluster("v1beta2", "v1.34.1");
const plainCluster = {
  ...cluster,
  spec: {
    controlPlaneRef: { ...reference, kind: "KubeadmControlPlane" },
    infrastructureRef: reference,
  },
};
const clusterClass = dockerClass("v1beta2");
const devTemplate = {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
  kind: "DevMachineTemplate",
  metadata: meta,
  spec: { template: { spec: { a: 1 } } },
};

const good: readonly JsonObject[] = [
  deployment,
  set,
  pool,
  single,
  healthCheck,
  drainRule,
  controlPlane,
  oldControlPlane,
  controlPlaneTemplate,
  kubeadmConfig,
  { ...kubeadmConfig, kind: "KubeadmConfigTemplate", spec: { template: { spec: {} } } },
  cluster,
  dockerCluster("v1beta1", "1.34.1"),
  plainCluster,
  clusterClass,
  dockerClass("v1beta1"),
  devTemplate,
];

test.for(
  good.map(
    (object) => [textAt(object, "/kind") ?? "", textAt(object, "/apiVersion"), object] as const,
  ),
)("a good %s of %s is admitted, and again when nothing changes", ([, , object]) => {
  expect(review(object)).toEqual([]);
  expect(hasErrors(judge(mutated(object), mutated(object)))).toBe(false);
});

const bothRefs = { authProvider: { name: "a" }, exec: { command: "b" } };
const creations: readonly (readonly [JsonObject, Change, readonly string[]])[] = [
  [deployment, [["/spec/template/spec/version", "1.34"]], ["VERSION /spec/template/spec/version"]],
  [
    deployment,
    [["/spec/template/spec/version", "latest"]],
    ["VERSION /spec/template/spec/version"],
  ],
  [deployment, [["/spec/template/spec/bootstrap", {}]], ["REQUIRED /spec/template/spec/bootstrap"]],
  [deployment, [["/spec/template/spec/clusterName", "other"]], ["INVALID /spec/clusterName"]],
  [
    deployment,
    [["/metadata/name", `a${".".repeat(70)}b`]],
    [
      "INVALID /metadata/name",
      "INVALID /spec/selector",
      "INVALID /spec/template/metadata/labels/cluster.x-k8s.io~1deployment-name",
    ],
  ],
  [
    deployment,
    [["/spec/selector/matchLabels", { a: "b" }]],
    ["FORBIDDEN /spec/template/metadata/labels"],
  ],
  [
    deployment,
    [["/spec/selector/matchExpressions", [{ key: "a", operator: "Like" }]]],
    ["INVALID /spec/selector"],
  ],
  [
    deployment,
    [
      [
        "/metadata/annotations",
        { "machineset.cluster.x-k8s.io/skip-preflight-checks": "All, Odd" },
      ],
    ],
    ["INVALID /metadata/annotations/machineset.cluster.x-k8s.io~1skip-preflight-checks"],
  ],
  [
    deployment,
    [["/spec/rollout/strategy/rollingUpdate", { maxSurge: 0, maxUnavailable: 0 }]],
    ["INVALID /spec/rollout/strategy/rollingUpdate"],
  ],
  [
    deployment,
    [["/spec/rollout/strategy/rollingUpdate", { maxSurge: "x" }]],
    ["INVALID /spec/rollout/strategy/rollingUpdate/maxSurge"],
  ],
  [deployment, [["/spec/machineNaming/template", "a-b"]], ["INVALID /spec/machineNaming/template"]],
  [
    deployment,
    [["/spec/template/spec/taints", [{ key: "node-role.kubernetes.io/control-plane" }]]],
    ["GATE /spec/template/spec/taints", "INVALID /spec/template/spec/taints/0/key"],
  ],
  [
    deployment,
    [["/spec/template/metadata/labels", { "a b": "c" }]],
    ["INVALID /spec/template/metadata/labels/a b"],
  ],
  [set, [["/spec/template/spec/version", "v1"]], ["VERSION /spec/template/spec/version"]],
  [
    pool,
    [["/spec/template/spec/taints", [{ key: "a" }]]],
    ["FORBIDDEN /spec/template/spec/taints"],
  ],
  [single, [["/spec/bootstrap", {}]], ["REQUIRED /spec/bootstrap"]],
  [
    single,
    [
      ["/spec/bootstrap", {}],
      ["/metadata/labels", { "cluster.x-k8s.io/pool-name": "p" }],
    ],
    [],
  ],
  [healthCheck, [["/spec/selector", {}]], ["REQUIRED /spec/selector"]],
  [
    healthCheck,
    [["/spec/selector/matchLabels", { "cluster.x-k8s.io/cluster-name": "other" }]],
    ["INVALID /spec/selector"],
  ],
  [
    healthCheck,
    [["/spec/checks/nodeStartupTimeoutSeconds", 29]],
    ["INVALID /spec/checks/nodeStartupTimeoutSeconds"],
  ],
  [healthCheck, [["/spec/checks/nodeStartupTimeoutSeconds", 0]], []],
  [
    healthCheck,
    [
      ["/apiVersion", "cluster.x-k8s.io/v1beta1"],
      ["/spec/nodeStartupTimeout", "20s"],
      ["/spec/maxUnhealthy", "x"],
    ],
    ["INVALID /spec/nodeStartupTimeout", "INVALID /spec/maxUnhealthy"],
  ],
  [drainRule, [["/spec/drain", { behavior: "Skip", order: 1 }]], ["INVALID /spec/drain/order"]],
  [
    drainRule,
    [["/spec/machines", [{ selector: { matchExpressions: [{ key: "a", operator: "In" }] } }]]],
    ["INVALID /spec/machines/0/selector"],
  ],
  [controlPlane, [["/spec/replicas", 2]], ["FORBIDDEN /spec/replicas"]],
  [controlPlane, [["/spec/replicas", 0]], ["FORBIDDEN /spec/replicas", "FORBIDDEN /spec/replicas"]],
  [
    controlPlane,
    [
      ["/spec/replicas", 2],
      ["/spec/kubeadmConfigSpec/clusterConfiguration/etcd/external", { endpoints: ["e"] }],
    ],
    [],
  ],
  [controlPlane, [["/spec/version", "v1.34"]], ["VERSION /spec/version"]],
  [
    controlPlane,
    [["/spec/rollout/strategy/rollingUpdate/maxSurge", 2]],
    ["REQUIRED /spec/rollout/strategy/rollingUpdate/maxSurge"],
  ],
  [
    controlPlane,
    [
      ["/spec/replicas", 1],
      ["/spec/rollout/strategy/rollingUpdate/maxSurge", 0],
    ],
    ["REQUIRED /spec/rollout/strategy/rollingUpdate"],
  ],
  [
    controlPlane,
    [["/spec/kubeadmConfigSpec/clusterConfiguration/dns/imageTag", "a b"]],
    [
      "FORBIDDEN /spec/kubeadmConfigSpec/clusterConfiguration/dns/imageTag",
      "INVALID /spec/kubeadmConfigSpec/clusterConfiguration/dns/imageTag",
    ],
  ],
  [
    controlPlane,
    [
      [
        "/spec/kubeadmConfigSpec/clusterConfiguration/etcd",
        { local: { imageTag: "x" }, external: { endpoints: [] } },
      ],
    ],
    ["FORBIDDEN /spec/kubeadmConfigSpec/clusterConfiguration/etcd/local"],
  ],
  [
    controlPlane,
    [
      [
        "/spec/kubeadmConfigSpec/initConfiguration/timeouts/controlPlaneComponentHealthCheckSeconds",
        9,
      ],
    ],
    [
      "INVALID /spec/kubeadmConfigSpec/initConfiguration/timeouts/controlPlaneComponentHealthCheckSeconds",
      "INVALID /spec/kubeadmConfigSpec/joinConfiguration/timeouts/controlPlaneComponentHealthCheckSeconds",
    ],
  ],
  [
    controlPlane,
    [["/spec/kubeadmConfigSpec/clusterConfiguration/certificateValidityPeriodDays", 4000]],
    ["INVALID /spec/kubeadmConfigSpec/clusterConfiguration/certificateValidityPeriodDays"],
  ],
  [
    controlPlane,
    [
      ["/spec/kubeadmConfigSpec/clusterConfiguration/certificateValidityPeriodDays", 100],
      ["/spec/rollout/before/certificatesExpiryDays", 100],
    ],
    ["INVALID /spec/rollout/before/certificatesExpiryDays"],
  ],
  [
    controlPlaneTemplate,
    [["/spec/template/spec/rollout/strategy", { type: "OnDelete" }]],
    ["REQUIRED /spec/template/spec/rollout/strategy/type"],
  ],
  [
    kubeadmConfig,
    [
      [
        "/spec/files",
        [{ path: "/a", content: "x", contentFrom: { secret: { name: "s", key: "k" } } }],
      ],
    ],
    ["INVALID /spec/files/0"],
  ],
  [
    kubeadmConfig,
    [["/spec/files", [{ path: "/a", contentFrom: { secret: {} } }, { path: "/a" }]]],
    [
      "REQUIRED /spec/files/0/contentFrom/secret/name",
      "REQUIRED /spec/files/0/contentFrom/secret/key",
      "INVALID /spec/files/1/path",
    ],
  ],
  [
    kubeadmConfig,
    [
      [
        "/spec/users",
        [{ name: "a", passwd: "x", passwdFrom: { secret: { name: "s", key: "k" } } }],
      ],
    ],
    ["INVALID /spec/users/0"],
  ],
  [kubeadmConfig, [["/spec/ignition", { a: 1 }]], ["INVALID /spec/format"]],
  [
    kubeadmConfig,
    [
      ["/spec/format", "ignition"],
      ["/spec/bootCommands", ["x"]],
      ["/spec/files", [{ path: "/a", encoding: "gzip" }]],
    ],
    ["GATE /spec/format", "FORBIDDEN /spec/files/0/encoding", "FORBIDDEN /spec/bootCommands"],
  ],
  [
    kubeadmConfig,
    [["/spec/diskSetup/partitions", [{ diskLayout: [{ percentage: 60 }, { percentage: 50 }] }]]],
    ["INVALID /spec/diskSetup/partitions/0/diskLayout"],
  ],
  [
    kubeadmConfig,
    [["/spec/joinConfiguration/discovery/file/kubeConfig/user", bothRefs]],
    ["INVALID /spec/joinConfiguration/discovery/file/kubeConfig/user"],
  ],
  [plainCluster, [["/spec", {}]], ["FORBIDDEN /spec"]],
  [
    plainCluster,
    [
      [
        "/spec/clusterNetwork/pods/cidrBlocks",
        ["10.0.0.0/8", "10.0.0.0", "fd00::/64", "1::2::3/64"],
      ],
    ],
    [
      "INVALID /spec/clusterNetwork/pods/cidrBlocks/1",
      "INVALID /spec/clusterNetwork/pods/cidrBlocks/3",
    ],
  ],
  [cluster, [["/spec/topology/version", "v1.34"]], ["VERSION /spec/topology/version"]],
  [cluster, [["/spec/topology/classRef", { name: "" }]], ["REQUIRED /spec/topology/classRef/name"]],
  [
    cluster,
    [["/metadata/annotations", { "topology.cluster.x-k8s.io/upgrade-concurrency": "0" }]],
    ["INVALID /metadata/annotations/topology.cluster.x-k8s.io~1upgrade-concurrency"],
  ],
  [
    cluster,
    [
      [
        "/spec/topology/workers/machineDeployments/0/metadata/annotations",
        { "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "1" },
      ],
    ],
    ["INVALID /spec/topology/workers/machineDeployments/0/replicas"],
  ],
  [
    cluster,
    [
      [
        "/spec/topology/workers/machinePools",
        [{ class: "mp", name: "a" }, { class: "mp", name: "a" }, { class: "mp" }],
      ],
    ],
    [
      "INVALID /spec/topology/workers/machinePools/1/name",
      "REQUIRED /spec/topology/workers/machinePools/2/name",
    ],
  ],
  [
    clusterClass,
    [["/spec/infrastructure/templateRef/kind", "DockerCluster"]],
    ["INVALID /spec/infrastructure/templateRef/kind"],
  ],
  [
    clusterClass,
    [["/spec/workers/machinePools", [{ class: "a" }, { class: "a" }]]],
    ["INVALID /spec/workers/machinePools/1/class"],
  ],
  [
    clusterClass,
    [["/spec/kubernetesVersions", ["v1.33.1", "v1.33.0", "v1.35.0", "x"]]],
    [
      "INVALID /spec/kubernetesVersions/1",
      "INVALID /spec/kubernetesVersions/2",
      "VERSION /spec/kubernetesVersions/3",
    ],
  ],
  [
    clusterClass,
    [
      ["/spec/controlPlane/machineInfrastructure", {}],
      ["/spec/controlPlane/healthCheck/checks/nodeStartupTimeoutSeconds", 10],
    ],
    [
      "FORBIDDEN /spec/controlPlane/healthCheck",
      "INVALID /spec/controlPlane/healthCheck/checks/nodeStartupTimeoutSeconds",
    ],
  ],
];

test.for(
  creations.map(
    ([object, change, expected]) =>
      [textAt(object, "/kind") ?? "", change, object, expected] as const,
  ),
)("%s with %j", ([, change, object, expected]) => {
  expect(review(changed(object, change))).toEqual(expected);
});

function withVariable(schema: JsonValue, more: JsonObject = {}): Change {
  return [
    [
      "/spec/variables",
      [{ name: "x", required: true, schema: { openAPIV3Schema: schema }, ...more }],
    ],
  ];
}

function withPatch(patch: JsonObject): Change {
  return [["/spec/patches", [{ name: "p", ...patch }]]];
}

const selector = {
  apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
  kind: "DockerMachineTemplate",
  matchResources: { controlPlane: true },
};

function withJsonPatch(jsonPatch: JsonObject): Change {
  return withPatch({
    definitions: [
      { selector, jsonPatches: [{ op: "add", path: "/spec/a", value: 1, ...jsonPatch }] },
    ],
  });
}

const json = "/spec/patches/0/definitions/0/jsonPatches/0";
const at = "/spec/variables/0/schema/openAPIV3Schema";

test.for<[Change, readonly string[]]>([
  [withVariable({ type: "string", default: "a", enum: ["a", "b"] }), []],
  [withVariable({ type: "string", default: 1 }), [`INVALID ${at}/default`]],
  [withVariable({ type: "string", enum: ["a", 1] }), [`INVALID ${at}/enum/1`]],
  [withVariable({ type: "strung" }), [`INVALID ${at}/type`]],
  [withVariable({ type: "object", properties: { a: {} } }), [`REQUIRED ${at}/properties/a/type`]],
  [
    withVariable({ type: "object", properties: { "a/b~c": {} } }),
    [`REQUIRED ${at}/properties/a~1b~0c/type`],
  ],
  [
    withVariable({
      type: "object",
      properties: { a: { type: "string" } },
      additionalProperties: { type: "string" },
    }),
    [`FORBIDDEN ${at}`],
  ],
  [withVariable({ type: "string" }, { name: "builtin" }), ["INVALID /spec/variables/0/name"]],
  [withVariable({ type: "string" }, { name: "a.b" }), ["INVALID /spec/variables/0/name"]],
  [withJsonPatch({}), []],
  [withPatch({ name: "inline", definitions: [] }), ["REQUIRED /spec/patches/0/name"]],
  [withPatch({}), ["REQUIRED /spec/patches/0"]],
  [withPatch({ external: { generatePatchesExtension: "x" } }), ["GATE /spec/patches/0/external"]],
  [withPatch({ definitions: [], enabledIf: "{{ .a" }), ["INVALID /spec/patches/0/enabledIf"]],
  [
    withPatch({ definitions: [], enabledIf: "{{ range .a }}{{ end }}" }),
    ["NOT_CHECKED /spec/patches/0/enabledIf"],
  ],
  [
    withPatch({
      definitions: [{ selector: { ...selector, matchResources: {} }, jsonPatches: [] }],
    }),
    ["INVALID /spec/patches/0/definitions/0/selector"],
  ],
  [
    withPatch({
      definitions: [
        {
          selector: { ...selector, apiVersion: "infrastructure.cluster.x-k8s.io/v1beta1" },
          jsonPatches: [],
        },
      ],
    }),
    ["INVALID /spec/patches/0/definitions/0/selector/matchResources/controlPlane"],
  ],
  [
    withPatch({
      definitions: [
        {
          selector: {
            ...selector,
            matchResources: { machineDeploymentClass: { names: ["m*", "*x", "a*b"] } },
          },
          jsonPatches: [],
        },
      ],
    }),
    [
      "INVALID /spec/patches/0/definitions/0/selector/matchResources/machineDeploymentClass/names/1",
      "INVALID /spec/patches/0/definitions/0/selector/matchResources/machineDeploymentClass/names/2",
    ],
  ],
  [withJsonPatch({ op: "test" }), [`INVALID ${json}/op`]],
  [withJsonPatch({ path: "/metadata/name" }), [`INVALID ${json}/path`]],
  [withJsonPatch({ path: "/spec/l/1" }), [`INVALID ${json}/path`]],
  [withJsonPatch({ op: "remove", path: "/spec/l/0" }), [`INVALID ${json}/path`]],
  [withJsonPatch({ valueFrom: { variable: "builtin.cluster.name" } }), [`INVALID ${json}`]],
  [
    withPatch({
      definitions: [
        {
          selector,
          jsonPatches: [
            { op: "add", path: "/spec/a", valueFrom: { variable: "builtin.x" } },
            { op: "add", path: "/spec/a", valueFrom: { variable: "nobody[0]" } },
            { op: "add", path: "/spec/a", valueFrom: {} },
            { op: "add", path: "/spec/a" },
          ],
        },
      ],
    }),
    [
      `INVALID ${json}/valueFrom/variable`,
      `INVALID ${json.replace(/0$/u, "1")}/valueFrom/variable`,
      `INVALID ${json.replace(/0$/u, "2")}/valueFrom`,
      `INVALID ${json.replace(/0$/u, "3")}`,
    ],
  ],
])("a class with %j", ([change, expected]) => {
  expect(review(changed(clusterClass, change))).toEqual(expected);
});

const kubeadm = "/spec/kubeadmConfigSpec";
const updates: readonly (readonly [JsonObject, Change, readonly string[]])[] = [
  [controlPlane, [["/spec/version", "v1.35.9"]], []],
  [controlPlane, [["/spec/version", "v1.20.0"]], []],
  [controlPlane, [["/spec/version", "v1.36.0-rc.1"]], ["VERSION_STEP /spec/version"]],
  [controlPlane, [["/spec/machineTemplate/spec/infrastructureRef/name", "b"]], []],
  [
    oldControlPlane,
    [
      ["/spec/machineTemplate/infrastructureRef/name", "b"],
      ["/spec/rolloutAfter", "2026-01-01T00:00:00Z"],
    ],
    [],
  ],
  [oldControlPlane, [[`${kubeadm}/clusterConfiguration/kubernetesVersion`, "v1.1.1"]], []],
  [oldControlPlane, [["/spec/rollout", { after: "2026" }]], ["IMMUTABLE /spec/rollout/after"]],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/controlPlaneEndpoint`, "x"]],
    [`IMMUTABLE ${kubeadm}/clusterConfiguration/controlPlaneEndpoint`],
  ],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/certificatesDir`, "x"]],
    [`IMMUTABLE ${kubeadm}/clusterConfiguration/certificatesDir`],
  ],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/caCertificateValidityPeriodDays`, 900]],
    [`IMMUTABLE ${kubeadm}/clusterConfiguration/caCertificateValidityPeriodDays`],
  ],
  [
    controlPlane,
    [
      [`${kubeadm}/clusterConfiguration/etcd/local/imageTag`, "3.5.26-0"],
      [`${kubeadm}/files`, [{ path: "/a" }]],
    ],
    [],
  ],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/etcd/external/endpoints`, ["e"]]],
    [`IMMUTABLE ${kubeadm}/clusterConfiguration/etcd/external`],
  ],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/dns/imageTag`, "v1.11.0"]],
    [`FORBIDDEN ${kubeadm}/clusterConfiguration/dns/imageTag`],
  ],
  [
    controlPlane,
    [[`${kubeadm}/clusterConfiguration/dns/imageTag`, "v1.13.0"]],
    [`NOT_CHECKED ${kubeadm}/clusterConfiguration/dns/imageTag`],
  ],
  [
    controlPlane,
    [
      [`${kubeadm}/clusterConfiguration/dns/imageTag`, "v1.11.0"],
      ["/metadata/annotations", { "controlplane.cluster.x-k8s.io/skip-coredns": "" }],
    ],
    [],
  ],
  [
    controlPlaneTemplate,
    [["/spec/template/spec/kubeadmConfigSpec/files", [{ path: "/a" }]]],
    ["IMMUTABLE /spec/template/spec"],
  ],
  [controlPlaneTemplate, [["/spec/template/spec/kubeadmConfigSpec/format", "cloud-config"]], []],
  [controlPlaneTemplate, [["/spec/template/metadata/labels", { a: "b" }]], []],
  [devTemplate, [["/spec/template/spec/a", 2]], ["IMMUTABLE /spec/template/spec"]],
  [
    deployment,
    [
      ["/spec/clusterName", "b"],
      ["/spec/template/spec/clusterName", "b"],
    ],
    ["IMMUTABLE /spec/clusterName"],
  ],
  [deployment, [["/spec/template/spec/version", "v1.20.0"]], []],
  [single, [["/spec/version", "v1.35.0"]], []],
  [plainCluster, [["/spec/infrastructureRef", {}]], ["IMMUTABLE /spec/infrastructureRef"]],
  [
    plainCluster,
    [["/spec/topology", { classRef: { name: "docker" }, version: "v1.34.1" }]],
    ["IMMUTABLE /spec/topology/class"],
  ],
  [cluster, [["/spec/topology", {}]], ["FORBIDDEN /spec", "IMMUTABLE /spec/topology"]],
  [cluster, [["/spec/topology/version", "v1.33.9"]], ["VERSION_STEP /spec/topology/version"]],
  [
    cluster,
    [["/spec/topology/version", "v1.34.1-rc.1"]],
    ["VERSION_STEP /spec/topology/version", "NOT_CHECKED /spec/topology/version"],
  ],
  [cluster, [["/spec/topology/version", "v1.35.0"]], ["NOT_CHECKED /spec/topology/version"]],
  [
    cluster,
    [["/spec/topology/version", "v1.36.0"]],
    ["VERSION_CEILING /spec/topology/version", "NOT_CHECKED /spec/topology/version"],
  ],
  [
    cluster,
    [
      ["/spec/topology/version", "v1.30.0"],
      [
        "/metadata/annotations",
        { "unsafe.topology.cluster.x-k8s.io/disable-update-version-check": "" },
      ],
    ],
    ["WARNING /spec/topology/version"],
  ],
  [
    cluster,
    [
      ["/spec/topology/version", "v1.34.2"],
      [
        "/metadata/annotations",
        { "runtime.cluster.x-k8s.io/pending-hooks": "AfterClusterUpgrade" },
      ],
    ],
    ["HOOK_PENDING /spec/topology/version", "NOT_CHECKED /spec/topology/version"],
  ],
  [
    clusterClass,
    [["/spec/infrastructure/templateRef/kind", "OtherClusterTemplate"]],
    ["IMMUTABLE /spec/infrastructure/templateRef/kind", "NOT_CHECKED "],
  ],
  [
    clusterClass,
    [
      [
        "/spec/controlPlane/machineInfrastructure/templateRef/apiVersion",
        "infrastructure.cluster.x-k8s.io/v1beta3",
      ],
    ],
    ["NOT_CHECKED "],
  ],
  [
    clusterClass,
    [["/spec/workers/machineDeployments/0/infrastructure/templateRef/apiVersion", "other/v1"]],
    [
      "IMMUTABLE /spec/workers/machineDeployments/0/infrastructure/templateRef/apiVersion",
      "NOT_CHECKED ",
    ],
  ],
  [
    clusterClass,
    [["/spec/workers/machineDeployments/0/bootstrap/templateRef/kind", "EKSConfigTemplate"]],
    ["NOT_CHECKED "],
  ],
  [
    clusterClass,
    [["/spec/controlPlane/machineInfrastructure", {}]],
    ["IMMUTABLE /spec/controlPlane/machineInfrastructure/templateRef", "NOT_CHECKED "],
  ],
];

test.for(
  updates.map(
    ([object, change, expected]) =>
      [textAt(object, "/kind") ?? "", change, object, expected] as const,
  ),
)("%s changed to %j", ([, change, object, expected]) => {
  expect(review(changed(object, change), mutated(object))).toEqual(expected);
});

test("a whole section of a control plane cannot be taken away, a part that may change can", () => {
  const without = changed(controlPlane, [[kubeadm, {}]]);
  expect(review(without, mutated(controlPlane))).toEqual([
    `IMMUTABLE ${kubeadm}/clusterConfiguration`,
  ]);
  const kept = changed(controlPlane, [
    [`${kubeadm}/clusterConfiguration`, { imageRepository: "r" }],
  ]);
  expect(review(kept, mutated(controlPlane))).toEqual([]);
});

test("defaulting fills in what upstream fills in", () => {
  expect(
    mutated({
      ...deployment,
      spec: { clusterName: "prod", template: { spec: { ...machine, version: "1.34.1" } } },
    }),
  ).toEqual({
    ...deployment,
    metadata: { ...meta, labels: { "cluster.x-k8s.io/cluster-name": "prod" } },
    spec: {
      clusterName: "prod",
      replicas: 1,
      rollout: {
        strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      },
      selector: {
        matchLabels: {
          "cluster.x-k8s.io/deployment-name": "a",
          "cluster.x-k8s.io/cluster-name": "prod",
        },
      },
      template: {
        metadata: {
          labels: {
            "cluster.x-k8s.io/deployment-name": "a",
            "cluster.x-k8s.io/cluster-name": "prod",
          },
        },
        spec: machine,
      },
    },
  });
  expect(
    valueAt(
      mutated({ ...pool, apiVersion: "cluster.x-k8s.io/v1beta1" }),
      "/spec/template/spec/nodeDeletionTimeout",
    ),
  ).toBe("10s");
  expect(valueAt(mutated(single), "/spec/deletion/nodeDeletionTimeoutSeconds")).toBe(10);
  expect(valueAt(mutated(healthCheck), "/spec/checks/nodeStartupTimeoutSeconds")).toBe(600);
  expect(
    valueAt(mutated(changed(controlPlane, [["/spec/version", "1.34.1"]])), "/spec/version"),
  ).toBe("v1.34.1");
  expect(valueAt(mutated(oldControlPlane), "/spec/rolloutStrategy")).toEqual({
    type: "RollingUpdate",
    rollingUpdate: { maxSurge: 1 },
  });
  expect(valueAt(mutated(dockerCluster("v1beta1", "1.34.1")), "/spec/topology/version")).toBe(
    "v1.34.1",
  );
});

test.for([
  [undefined, "2", "5", 2],
  [1, "2", "5", 2],
  [9, "2", "5", 5],
  [4, "2", "5", 4],
  [9, "2", undefined, 1],
] as const)(
  "with %s before and bounds %s to %s there are %s replicas",
  ([before, min, max, expected]) => {
    const prefix = "cluster.x-k8s.io/cluster-api-autoscaler-node-group";
    const annotations = {
      [`${prefix}-min-size`]: min,
      ...(max !== undefined && { [`${prefix}-max-size`]: max }),
    };
    const object = changed(deployment, [["/metadata/annotations", annotations]]);
    const old =
      before === undefined ? undefined : changed(deployment, [["/spec/replicas", before]]);
    expect(valueAt(mutated(object, old), "/spec/replicas")).toBe(expected);
  },
);

test("bounds that are no numbers stop the defaulting", () => {
  const prefix = "cluster.x-k8s.io/cluster-api-autoscaler-node-group";
  const annotations = { [`${prefix}-min-size`]: "x", [`${prefix}-max-size`]: "3" };
  expect(review(changed(set, [["/metadata/annotations", annotations]]))).toEqual([
    "INVALID /metadata/annotations/cluster.x-k8s.io~1cluster-api-autoscaler-node-group-min-size",
  ]);
});
