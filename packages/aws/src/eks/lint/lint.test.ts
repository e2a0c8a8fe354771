import {
  type Diagnostic,
  encodeBase64,
  isJsonObject,
  type JsonObject,
  type ManifestSet,
  manifestSet,
  objectKind,
  type TargetVersions,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { renderMultipart } from "../../user-data/index.ts";
import { eksManifestRules } from "../index.ts";
import { eksTextRules } from "../read/index.ts";

const rules = [...eksManifestRules, ...eksTextRules];

function judge(
  objects: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly string[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) =>
    judgeOne(object, manifests, targetVersions).map(({ code, pointer }) => `${code} ${pointer}`),
  );
}

function judgeOne(
  object: JsonObject,
  manifests: ManifestSet,
  targetVersions: TargetVersions,
): readonly Diagnostic[] {
  const kind = objectKind(object);
  return rules
    .filter((rule) => rule.group === kind?.group && rule.kinds.includes(kind.kind))
    .flatMap((rule) =>
      kind === undefined ? [] : rule.check({ ...kind, object, manifests, targetVersions }),
    );
}

const metadata = { name: "a", namespace: "prod" };

function deployment(version: string, bootstrap: string): JsonObject {
  return {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "MachineDeployment",
    metadata,
    spec: {
      template: {
        spec: {
          version,
          bootstrap: {
            configRef: { apiGroup: "bootstrap.cluster.x-k8s.io", kind: bootstrap, name: "a" },
          },
          infrastructureRef: {
            apiGroup: "infrastructure.cluster.x-k8s.io",
            kind: "AWSMachineTemplate",
            name: "a",
          },
        },
      },
    },
  };
}

function machine(spec: JsonObject): JsonObject {
  return {
    apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
    kind: "AWSMachineTemplate",
    metadata,
    spec: { template: { spec } },
  };
}

function config(kind: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: "bootstrap.cluster.x-k8s.io/v1beta2",
    kind,
    metadata,
    spec: kind.endsWith("Template") ? { template: { spec } } : spec,
  };
}

const reference = "/spec/template/spec/bootstrap/configRef/kind";

test.for<readonly [string, readonly JsonObject[], readonly string[]]>([
  [
    "EKSConfig from 1.33 on",
    [deployment("v1.33.0", "EKSConfigTemplate")],
    [`EKS_CONFIG_RELEASE ${reference}`],
  ],
  ["EKSConfig of 1.32", [deployment("v1.32.9", "EKSConfigTemplate")], []],
  ["NodeadmConfig of 1.33", [deployment("1.33.0", "NodeadmConfigTemplate")], []],
  ["no version", [deployment("", "EKSConfigTemplate")], []],
  [
    "a machine template at hand, which the rules about machines judge",
    [deployment("v1.33.0", "EKSConfigTemplate"), machine({})],
    [],
  ],
])("%s", ([, objects, found]) => {
  expect(judge(objects)).toEqual(found);
});

test.for<readonly [string, JsonObject, readonly string[]]>([
  ["EKSConfig", { kubeletExtraArgs: { v: "4", "node-labels": "a=b" } }, []],
  [
    "EKSConfig",
    { kubeletExtraArgs: { "--v": "4" } },
    ["EKS_CONFIG_FLAG /spec/kubeletExtraArgs/--v"],
  ],
  [
    "EKSConfigTemplate",
    { kubeletExtraArgs: { a: "it's" } },
    ["EKS_CONFIG_QUOTES /spec/template/spec/kubeletExtraArgs/a"],
  ],
  [
    "EKSConfig",
    { kubeletExtraArgs: { "node-labels": "kubernetes.io/role=a" } },
    ["EKS_LABEL /spec/kubeletExtraArgs/node-labels"],
  ],
  ["EKSConfig", { containerRuntime: "dockerd" }, ["EKS_CONFIG_RUNTIME /spec/containerRuntime"]],
  ["EKSConfig", { containerRuntime: "containerd" }, []],
  ["EKSConfig", { dockerConfigJson: "{}" }, ["EKS_CONFIG_DOCKER /spec/dockerConfigJson"]],
  [
    "NodeadmConfig",
    { containerd: { config: "version = 3\n[grpc]\n" } },
    ["EKS_NODEADM_TOML /spec/containerd/config"],
  ],
  ["NodeadmConfig", { containerd: { config: "|\nversion = 3\n[grpc]\n" } }, []],
  ["EKSConfig", { kubeletExtraArgs: { "eviction-hard": "nodefs.available<10%%" } }, []],
  [
    "EKSConfig",
    { kubeletExtraArgs: { "eviction-hard": "nodefs.available<10%" } },
    ["EKS_CONFIG_QUOTES /spec/kubeletExtraArgs/eviction-hard"],
  ],
  [
    "EKSConfig",
    { kubeletExtraArgs: { "root-dir": "a b" } },
    ["EKS_CONFIG_QUOTES /spec/kubeletExtraArgs/root-dir"],
  ],
  ["EKSConfig", { kubeletExtraArgs: { "root-dir": '"a b"' } }, []],
  ["NodeadmConfig", { containerd: { config: "version = 3\n" } }, []],
  [
    "NodeadmConfigTemplate",
    { kubelet: { flags: ['--a="b"'] } },
    ["EKS_NODEADM_FLAG /spec/template/spec/kubelet/flags/0"],
  ],
  [
    "NodeadmConfig",
    { kubelet: { flags: ["--node-labels=k8s.io/a=b"] } },
    ["USERDATA_LABEL_RESTRICTED /spec/kubelet/flags/0"],
  ],
  [
    "NodeadmConfig",
    { featureGates: { Fast: true } },
    ["USERDATA_GATE_UNKNOWN /spec/featureGates/Fast"],
  ],
  ["NodeadmConfig", { kubelet: { flags: ["--v=4"] }, featureGates: { FastImagePull: true } }, []],
])("%s with %j", ([kind, spec, found]) => {
  expect(judge([config(kind, spec)])).toEqual(found);
});

test("what a release of Kubernetes does not have any more depends on the release", () => {
  const old = config("EKSConfig", {
    containerRuntime: "dockerd",
    dockerConfigJson: "{}",
    kubeletExtraArgs: { "network-plugin": "cni" },
  });
  expect(judge([old], { kubernetes: "1.23.17" })).toEqual([]);
  expect(judge([old], { kubernetes: "1.24.0" })).toEqual([
    "EKS_CONFIG_FLAG /spec/kubeletExtraArgs/network-plugin",
    "EKS_CONFIG_RUNTIME /spec/containerRuntime",
    "EKS_CONFIG_DOCKER /spec/dockerConfigJson",
  ]);
});

test("a NodeConfig among manifests is judged by the release of the AMI", () => {
  const object = {
    apiVersion: "node.eks.aws/v1alpha1",
    kind: "NodeConfig",
    spec: { kubelet: { maxPodsExpression: "max_pods" } },
  };
  expect(judge([object])).toEqual(["EKS_NODE_CONFIG_APPLIED /kind"]);
  expect(judge([object], { eksAmi: "20250801" })).toEqual([
    "EKS_NODE_CONFIG_APPLIED /kind",
    "USERDATA_FIELD_NEW /spec/kubelet/maxPodsExpression",
  ]);
});

const archive = renderMultipart([{ kind: "shell-script", text: "#!/bin/sh\n" }]);
const part = "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec: {}\n";

test.for<readonly [string, JsonObject, readonly string[]]>([
  [
    "a script",
    { type: "cluster.x-k8s.io/secret", data: { value: encodeBase64("#!/bin/sh\n") } },
    [],
  ],
  ["an archive", { data: { userData: encodeBase64(archive) } }, []],
  [
    "an archive after an empty line",
    { data: { userData: encodeBase64(`\n${archive}`) } },
    ["USERDATA_MIME_START /data/userData"],
  ],
  [
    "an archive without its end",
    { stringData: { userData: archive.replace(/--\n$/u, "\n") } },
    ["USERDATA_MIME_STRUCTURE /stringData/userData"],
  ],
  [
    "too much",
    { data: { userData: encodeBase64("#".repeat(20_000)) } },
    ["USERDATA_TOO_LARGE /data/userData"],
  ],
  [
    "an incomplete NodeConfig",
    { data: { userData: encodeBase64(part) } },
    [
      "USERDATA_NODE_CONFIG_INCOMPLETE /data/userData",
      "USERDATA_NODE_CONFIG_INCOMPLETE /data/userData",
      "USERDATA_NODE_CONFIG_INCOMPLETE /data/userData",
      "USERDATA_NODE_CONFIG_INCOMPLETE /data/userData",
    ],
  ],
  [
    "compressed data",
    { data: { userData: encodeBase64(new Uint8Array([0x1f, 0x8b, 8, 0])) } },
    ["EKS_USERDATA_NOT_CHECKED /data/userData"],
  ],
  [
    "a Secret of something else",
    { type: "Opaque", data: { value: encodeBase64(`\n${archive}`) } },
    [],
  ],
])("a Secret with %s", ([, fields, found]) => {
  expect(judge([{ apiVersion: "v1", kind: "Secret", metadata, ...fields }])).toEqual(found);
});

test("rules read objects of any shape without failing", () => {
  const odd = [null, 1, "a", [], {}, { template: 1 }, { template: { spec: [] } }];
  for (const { group, kinds } of rules) {
    for (const kind of kinds) {
      for (const spec of odd) {
        const object = { apiVersion: group === "" ? "v1" : `${group}/v1beta2`, kind, spec };
        expect(isJsonObject(object) && Array.isArray(judge([object]))).toBe(true);
      }
    }
  }
});
