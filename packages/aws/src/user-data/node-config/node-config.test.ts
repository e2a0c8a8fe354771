import { type JsonValue, toJsonValue } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { expect, test } from "vitest";

import {
  checkMergedNodeConfig,
  type NodeConfigDocument,
  type NodeConfigSpec,
  printNodeConfig,
  readNodeConfig,
} from "../index.ts";
import { mergeNodeConfigs } from "../read/index.ts";

const header = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" } as const;

function codes(spec: JsonValue, amiRelease?: string): readonly string[] {
  const options = amiRelease === undefined ? {} : { amiRelease };
  return readNodeConfig({ ...header, spec }, options).diagnostics.map(
    ({ code, pointer }) => `${code} ${pointer}`,
  );
}

test("everything is found at once, whatever else is wrong", () => {
  const flags = ["--v=4", "--node-labels=k8s.io/a=b"];
  const spec = { kubelet: { flags, config: 1 }, cluster: { cidr: "10.0.0.0", Name: "a" } };
  expect(codes(spec)).toEqual([
    "USERDATA_FIELD_TYPE /spec/kubelet/config",
    "USERDATA_FIELD_UNKNOWN /spec/cluster/Name",
    "USERDATA_ADDRESS /spec/cluster/cidr",
    "USERDATA_LABEL_RESTRICTED /spec/kubelet/flags/1",
  ]);
});

function document(spec: NodeConfigSpec): NodeConfigDocument {
  return { ...header, spec };
}

test.for<readonly [JsonValue, readonly string[]]>([
  [{ Cluster: {} }, ["USERDATA_FIELD_UNKNOWN /spec/Cluster"]],
  [{ cluster: { Name: "a" } }, ["USERDATA_FIELD_UNKNOWN /spec/cluster/Name"]],
  [{ cluster: { enableOutpost: "true" } }, ["USERDATA_FIELD_TYPE /spec/cluster/enableOutpost"]],
  [{ cluster: { cidr: "10.100.0.0" } }, ["USERDATA_ADDRESS /spec/cluster/cidr"]],
  [
    { cluster: { certificateAuthority: "" } },
    ["USERDATA_CA_ENCODING /spec/cluster/certificateAuthority"],
  ],
  [
    { instance: { localStorage: { strategy: "raid0" } } },
    ["USERDATA_FIELD_TYPE /spec/instance/localStorage/strategy"],
  ],
  [{ instance: { localStorage: { strategy: "RAID10", mountPath: "/x" } } }, []],
  [
    { instance: { environment: { default: { A: 1 } } } },
    ["USERDATA_FIELD_TYPE /spec/instance/environment/default/A"],
  ],
  [
    { featureGates: { FastImagePul: true } },
    ["USERDATA_GATE_UNKNOWN /spec/featureGates/FastImagePul"],
  ],
  [{ kubelet: { flags: ["--v=4 --foo=b"] } }, ["USERDATA_FLAG /spec/kubelet/flags/0"]],
  [
    { kubelet: { flags: ["--v=4", "--network-plugin=cni"] } },
    ["USERDATA_FLAG_REMOVED /spec/kubelet/flags/1"],
  ],
  [
    { kubelet: { flags: ["--node-labels=kubernetes.io/role=a"] } },
    ["USERDATA_LABEL_RESTRICTED /spec/kubelet/flags/0"],
  ],
  [
    { kubelet: { flags: ["--register-with-taints=a=b:Never"] } },
    ["USERDATA_TAINT /spec/kubelet/flags/0"],
  ],
  [
    { kubelet: { maxPodsExpression: "min(max_pods, 58)" } },
    ["USERDATA_MAX_PODS_EXPRESSION /spec/kubelet/maxPodsExpression"],
  ],
  [
    { kubelet: { maxPodsExpression: "max_pods", config: { maxPods: 3 } } },
    ["USERDATA_MAX_PODS_TWICE /spec/kubelet/maxPodsExpression"],
  ],
  [{ kubelet: { config: { shutdownGracePeriod: "30s", clusterDNS: ["10.0.0.1"] } } }, []],
])("%j is judged more strictly than by nodeadm", ([spec, found]) => {
  expect(codes(spec)).toEqual(found);
});

test.for([
  [{ ...header, kind: "NodeConfigs", spec: {} }, "/kind"],
  [{ ...header, apiVersion: "node.eks.aws/v1alpha" }, "/apiVersion"],
  [{ kind: "NodeConfig" }, "/apiVersion"],
  [[header], ""],
  ["NodeConfig", ""],
] as const)("what nodeadm ignores as a whole is refused: %j", ([value, pointer]) => {
  expect(readNodeConfig(value)).toMatchObject({ ok: false, diagnostics: [{ pointer }] });
});

test.for([
  [{ instance: { environment: { default: { A: "b" } } } }, "20251002"],
  [{ kubelet: { maxPodsExpression: "max_pods" } }, "20251003"],
  [{ instance: { localStorage: { mountPath: "/mnt/x" } } }, "20250613"],
  [{ instance: { localStorage: { disabledMounts: ["SOCI"] } } }, "20260115"],
  [{ instance: { network: { domains: ["a.b"] } } }, "20251215"],
] as const)("%j is refused before the release %s", ([spec, since]) => {
  expect(codes(spec, String(Number(since) - 1))).toMatchObject([
    expect.stringMatching(/^USERDATA_FIELD_NEW /u),
  ]);
  expect(codes(spec, since)).toEqual([]);
  expect(codes(spec)).toEqual([]);
});

test("the value of a certificate never shows up in a finding", () => {
  const read = readNodeConfig({ ...header, spec: { cluster: { certificateAuthority: 12_345 } } });
  expect(JSON.stringify(read.diagnostics)).not.toContain("12345");
});

test.for<readonly [string, NodeConfigSpec, NodeConfigSpec, NodeConfigSpec]>([
  [
    "a later text replaces an earlier one, an empty one does not",
    { cluster: { name: "a", cidr: "10.0.0.0/16" } },
    { cluster: { name: "b", cidr: "" } },
    { cluster: { name: "b", cidr: "10.0.0.0/16" } },
  ],
  [
    "a later false leaves enableOutpost",
    { cluster: { enableOutpost: true } },
    { cluster: { enableOutpost: false } },
    { cluster: { enableOutpost: true } },
  ],
  [
    "a later list replaces, an empty one does not",
    { instance: { network: { nameservers: ["1.1.1.1"], domains: ["a"] } } },
    { instance: { network: { nameservers: ["8.8.8.8"], domains: [] } } },
    { instance: { network: { nameservers: ["8.8.8.8"], domains: ["a"] } } },
  ],
  [
    "flags add up, twice the same as well",
    { kubelet: { flags: ["--v=2"] } },
    { kubelet: { flags: ["--v=2", "--a=b"] } },
    { kubelet: { flags: ["--v=2", "--v=2", "--a=b"] } },
  ],
  [
    "gates go by name, and false replaces true",
    { featureGates: { FastImagePull: true, InstanceIdNodeName: true } },
    { featureGates: { FastImagePull: false } },
    { featureGates: { FastImagePull: false, InstanceIdNodeName: true } },
  ],
  [
    "variables go by service and name, and an empty text replaces",
    { instance: { environment: { default: { A: "1", B: "2" }, kubelet: { C: "3" } } } },
    { instance: { environment: { default: { A: "" } } } },
    { instance: { environment: { default: { A: "", B: "2" }, kubelet: { C: "3" } } } },
  ],
  [
    "inside the kubelet's configuration everything replaces but a map, which merges",
    { kubelet: { config: { a: { b: 1, c: [1] }, d: true, e: 5, f: { g: 1 }, h: "x" } } },
    { kubelet: { config: { a: { c: [] }, d: false, e: 0, f: {}, h: { i: 1 } } } },
    { kubelet: { config: { a: { b: 1, c: [] }, d: false, e: 0, f: { g: 1 }, h: { i: 1 } } } },
  ],
])("merging: %s", ([, before, after, becomes]) => {
  const merged = mergeNodeConfigs([document(before), document(after)]);
  expect(merged).toEqual({ ok: true, value: document(becomes), diagnostics: [] });
});

function mergedContainerd(...configs: readonly string[]): unknown {
  const merged = mergeNodeConfigs(configs.map((config) => document({ containerd: { config } })));
  return merged.ok
    ? merged.value.spec?.containerd?.config
    : merged.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

test("configurations of containerd merge as TOML", () => {
  const one = "version = 3\nimports = ['a']\n[grpc]\naddress = 'a'\n";
  const two = "imports = []\n[grpc]\nuid = 0\n";
  expect(mergedContainerd(one, two)).toBe(
    'version = 3\nimports = []\n\n[grpc]\naddress = "a"\nuid = 0\n',
  );
  expect(mergedContainerd("odd", "odd")).toBe("odd");
  expect(mergedContainerd("", one)).toBe(one);
  expect(mergedContainerd(one, "odd")).toEqual(["READ_SYNTAX /spec/containerd/config"]);
  expect(mergedContainerd("a = 2026-11-21", two)).toEqual(["READ_DATE /spec/containerd/config"]);
});

test.for<readonly [string, boolean]>([
  ["--v=4", true],
  ["-v=4", true],
  ['--node-labels="a=b"', true],
  ['--x="a b"', true],
  ["--x=a b", false],
  ["--x='a'", false],
  ["--x=a\\b", false],
  ["--x=\n", false],
  ['--x="a', false],
  ["x=1", false],
  [`--x=${"a".repeat(20_000)}`, false],
])("the flag %j, which systemd splits", ([flag, isTaken]) => {
  const read = readNodeConfig(toJsonValue(document({ kubelet: { flags: [flag] } })));
  expect(read.diagnostics.map(({ code }) => code)).toEqual(isTaken ? [] : ["USERDATA_FLAG"]);
});

test.for<readonly [string, string | undefined]>([
  ["--cni-bin-dir=/opt", "1.24"],
  ["--docker-endpoint=unix:///x", "1.24"],
  ["--network-plugin=cni", "1.24"],
  ["--container-runtime=docker", "1.27"],
  ["--container-runtime-endpoint=unix:///x", undefined],
  ["--pod-infra-container-image=a", "1.35"],
])("whether the kubelet still has %s", ([flag, since]) => {
  const { diagnostics } = readNodeConfig(toJsonValue(document({ kubelet: { flags: [flag] } })));
  expect(diagnostics.map(({ message }) => message)).toEqual(
    since === undefined
      ? []
      : [`the kubelet has no ${flag.split("=")[0]} since Kubernetes ${since}`],
  );
});

test("nothing merges to nothing", () => {
  expect(mergeNodeConfigs([])).toMatchObject({
    ok: false,
    diagnostics: [{ code: "USERDATA_NODE_CONFIG_NONE" }],
  });
});

test("a merged configuration has to name its cluster, and an Outpost its id", () => {
  expect(
    checkMergedNodeConfig(document({ cluster: { name: "", enableOutpost: true } })).map(
      ({ pointer }) => pointer,
    ),
  ).toEqual([
    "/spec/cluster/name",
    "/spec/cluster/apiServerEndpoint",
    "/spec/cluster/certificateAuthority",
    "/spec/cluster/cidr",
    "/spec/cluster/id",
  ]);
});

test("what is printed reads back equal", () => {
  const full = document({
    cluster: { name: "a", certificateAuthority: "YQ==", cidr: "10.0.0.0/16", enableOutpost: true },
    containerd: {
      config: "a = 1\n\n[b]\n",
      baseRuntimeSpec: { process: { rlimits: [{ hard: 1 }] } },
    },
    instance: { environment: { yes: { on: "off" } }, localStorage: { strategy: "Mount" } },
    kubelet: { flags: ["--v=4"], maxPodsExpression: "max_pods - 1" },
  });
  const read = readYaml(printNodeConfig(full), { file: "a.yaml" });
  expect(read.ok && readNodeConfig(read.value[0]?.value ?? null)).toMatchObject({ value: full });
});
