import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { isImagewrightError, type JsonObject } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  type BootstrapObject,
  bootstrapObject,
  type CapaNodeSettings,
  convertBootstrapObject,
  convertEksConfig,
  type EksConfigSpec,
  eksConfigSpec,
  type NodeadmConfigSpec,
  nodeadmConfigSpec,
  readBootstrapObject,
  settingsOfEksConfig,
  settingsOfNodeadmConfig,
} from "../index.ts";
import { kubeletConfigOfFlag } from "./kubelet-config-field.ts";

const cloudInit = {
  files: [
    { path: "/etc/a", content: "a: b\n", owner: "root:root", permissions: "0640", append: true },
    { path: "/etc/b", encoding: "gzip+base64", contentFrom: { secret: { name: "s", key: "k" } } },
  ],
  users: [
    {
      name: "ops",
      gecos: "Ops",
      groups: "wheel",
      homeDir: "/home/ops",
      inactive: false,
      lockPassword: true,
      passwdFrom: { secret: { name: "s", key: "k" } },
      primaryGroup: "ops",
      shell: "/bin/bash",
      sshAuthorizedKeys: ["ssh-ed25519 AAAA"],
      sudo: "ALL=(ALL) NOPASSWD:ALL",
    },
    { name: "second", passwd: "$6$x" },
  ],
  ntp: { servers: ["169.254.169.123"], enabled: true },
  diskSetup: {
    partitions: [{ device: "/dev/xvdb", layout: true, overwrite: false, tableType: "gpt" }],
    filesystems: [
      {
        device: "/dev/xvdb",
        filesystem: "xfs",
        label: "data",
        partition: "auto",
        overwrite: true,
        extraOpts: ["-f"],
      },
    ],
  },
  mounts: [["LABEL=data", "/data"]],
} as const;

const eksConfig: EksConfigSpec = {
  kubeletExtraArgs: { "node-labels": "team=platform", v: "4" },
  containerRuntime: "containerd",
  dnsClusterIP: "10.100.0.10",
  dockerConfigJson: "{}",
  apiRetryAttempts: 5,
  pauseContainer: { accountNumber: "602401143452", version: "3.5" },
  useMaxPods: false,
  serviceIPV6Cidr: "fd00::/108",
  preBootstrapCommands: ["echo a"],
  postBootstrapCommands: ["echo b"],
  boostrapCommandOverride: "/usr/local/bin/join",
  ...cloudInit,
};

const nodeadmConfig: NodeadmConfigSpec = {
  kubelet: {
    config: { maxPods: 58, evictionHard: { "memory.available": "5%" } },
    flags: ["--v=4"],
  },
  containerd: { config: "|\nversion = 3\n", baseRuntimeSpec: { process: { rlimits: [] } } },
  featureGates: { InstanceIdNodeName: true },
  preNodeadmCommands: ["echo a"],
  ...cloudInit,
};

const header = {
  name: "workers",
  namespace: "prod",
  labels: { team: "platform" },
  annotations: { "example.com/a": "b" },
};

const objects: readonly BootstrapObject[] = [
  { kind: "EKSConfig", ...header, spec: eksConfig },
  { kind: "EKSConfigTemplate", ...header, spec: eksConfig },
  { kind: "NodeadmConfig", ...header, spec: nodeadmConfig },
  { kind: "NodeadmConfigTemplate", ...header, spec: nodeadmConfig },
  { kind: "NodeadmConfig", name: "empty", spec: {} },
];

test.for(objects)("$kind with every field is read as it was written", (config) => {
  expect(readBootstrapObject(bootstrapObject(config))).toEqual({
    ok: true,
    value: config,
    diagnostics: [],
  });
});

test.for(objects)("an API server admits $kind with every field", (config, context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const verdict = judgeCreation(bootstrapObject(config), source);
  expect(verdict.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(verdict.admitted).toBe(true);
});

function withSpec(spec: JsonObject, kind = "EKSConfig", version = "v1beta2"): JsonObject {
  return {
    apiVersion: `bootstrap.cluster.x-k8s.io/${version}`,
    kind,
    metadata: { name: "a" },
    spec: kind.endsWith("Template") ? { template: { spec } } : spec,
  };
}

test.for<readonly [JsonObject, string]>([
  [withSpec({ bootstrapCommandOverride: "a" }), "EKS_FIELD_UNKNOWN /spec/bootstrapCommandOverride"],
  [withSpec({ useMaxPods: "false" }), "EKS_FIELD_TYPE /spec/useMaxPods"],
  [
    withSpec({ pauseContainer: { version: "3.5" } }),
    "EKS_FIELD_MISSING /spec/pauseContainer/accountNumber",
  ],
  [withSpec({ kubelet: {} }, "EKSConfigTemplate"), "EKS_FIELD_UNKNOWN /spec/template/spec/kubelet"],
  [withSpec({ kubeletExtraArgs: {} }, "NodeadmConfig"), "EKS_FIELD_UNKNOWN /spec/kubeletExtraArgs"],
  [
    withSpec({ kubelet: { flags: "--v=4" } }, "NodeadmConfigTemplate"),
    "EKS_FIELD_TYPE /spec/template/spec/kubelet/flags",
  ],
  [withSpec({}, "NodeadmConfig", "v1beta1"), "EKS_BOOTSTRAP_KIND "],
  [withSpec({}, "EKSConfig", "v1alpha4"), "EKS_BOOTSTRAP_KIND "],
  [withSpec({}, "KubeadmConfig"), "EKS_BOOTSTRAP_KIND "],
  [{ ...withSpec({}), apiVersion: "v1" }, "EKS_BOOTSTRAP_KIND "],
  [withSpec({ files: [{ path: "/a", encoding: "zip" }] }), "EKS_FIELD_TYPE /spec/files/0/encoding"],
])("%j is refused: %s", ([object, found]) => {
  const read = readBootstrapObject(object);
  expect(read.ok).toBe(false);
  expect(read.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([found]);
});

test("v1beta1 is read with a warning, without the fields it never had", () => {
  expect(readBootstrapObject(withSpec({ useMaxPods: true }, "EKSConfig", "v1beta1"))).toMatchObject(
    {
      ok: true,
      diagnostics: [{ code: "EKS_BOOTSTRAP_VERSION", pointer: "/apiVersion" }],
    },
  );
  expect(readBootstrapObject(withSpec({ files: [] }, "EKSConfig", "v1beta1")).ok).toBe(false);
});

test.for<readonly [CapaNodeSettings, EksConfigSpec]>([
  [{}, {}],
  [{ useMaxPods: false }, { useMaxPods: false }],
  [{ maxPods: 58 }, { kubeletExtraArgs: { "max-pods": "58" }, useMaxPods: false }],
  [
    { taints: [{ key: "a", value: "b", effect: "NoSchedule" }], kubeletFlags: ["--v=4"] },
    { kubeletExtraArgs: { "register-with-taints": "a=b:NoSchedule", v: "4" } },
  ],
  [
    { cluster: { dnsClusterIp: "fd00::a", serviceCidr: "fd00::/108" } },
    { dnsClusterIP: "fd00::a", serviceIPV6Cidr: "fd00::/108" },
  ],
])("the settings %j are the EKSConfig %j, and back", ([settings, spec]) => {
  expect(eksConfigSpec(settings)).toEqual(spec);
  expect(settingsOfEksConfig(spec)).toMatchObject({ ok: true, value: { settings, rest: {} } });
});

test("a percent sign is doubled for systemd in an EKSConfig, and is one again in our words", () => {
  const settings = { kubeletFlags: ["--eviction-hard=nodefs.available<10%"] };
  const spec = { kubeletExtraArgs: { "eviction-hard": "nodefs.available<10%%" } };
  expect(eksConfigSpec(settings)).toEqual(spec);
  expect(settingsOfEksConfig(spec)).toMatchObject({ value: { settings } });
  expect(convertEksConfig(spec)).toMatchObject({
    value: { kubelet: { config: { evictionHard: { "nodefs.available": "10%" } } } },
  });
});

function configOf(kubeletExtraArgs: NonNullable<EksConfigSpec["kubeletExtraArgs"]>): unknown {
  const converted = convertEksConfig({ kubeletExtraArgs });
  return converted.ok && converted.value.kubelet?.config;
}

test("reserved CPUs turn off the cgroups nodeadm names, but not those that were asked for", () => {
  const reserved = { "reserved-cpus": "0-1" };
  const off = { kubeReservedCgroup: "", systemReservedCgroup: "" };
  expect(configOf(reserved)).toEqual({ ...off, reservedSystemCPUs: "0-1" });
  expect(configOf({ ...reserved, "kube-reserved-cgroup": "/kube" })).toEqual({
    ...off,
    kubeReservedCgroup: "/kube",
    reservedSystemCPUs: "0-1",
  });
});

test("a flag that nodeadm sets itself is carried with a warning", () => {
  const converted = convertEksConfig({ kubeletExtraArgs: { "node-ip": "::" } });
  expect(converted).toMatchObject({
    value: { kubelet: { flags: ["--node-ip=::"] } },
    diagnostics: [
      { code: "EKS_CONVERT_OVERRIDE", severity: "warning", pointer: "/kubeletExtraArgs/node-ip" },
    ],
  });
});

test.for(["a b", 'a"b', "a'b", "a\\b", "a\nb"])("a flag of %j is not carried", (value) => {
  expect(convertEksConfig({ kubeletExtraArgs: { "root-dir": value } })).toMatchObject({
    ok: false,
    diagnostics: [{ code: "EKS_CONVERT_VALUE", pointer: "/kubeletExtraArgs/root-dir" }],
  });
});

test("an object is converted with its name, and points into itself", () => {
  const spec = { useMaxPods: false, postBootstrapCommands: ["a"] };
  const object = { kind: "EKSConfigTemplate", ...header, spec } as const;
  expect(convertBootstrapObject(object)).toMatchObject({
    ok: false,
    diagnostics: [{ pointer: "/spec/template/spec/postBootstrapCommands" }],
  });
  const converted = convertBootstrapObject(object, { drop: ["postBootstrapCommands"] });
  expect(converted).toMatchObject({
    value: { kind: "NodeadmConfigTemplate", ...header, spec: { kubelet: { config: {} } } },
  });
  expect(converted.ok && convertBootstrapObject(converted.value)).toMatchObject({
    value: converted.ok && converted.value,
    diagnostics: [],
  });
});

test("an empty list of commands is no loss", () => {
  expect(convertEksConfig({ postBootstrapCommands: [] })).toEqual({
    ok: true,
    value: {},
    diagnostics: [],
  });
});

test.for<readonly [CapaNodeSettings, NodeadmConfigSpec]>([
  [{}, {}],
  [{ maxPods: 58 }, { kubelet: { config: { maxPods: 58 } } }],
  [
    { nodeLabels: { a: "b" }, kubeletFlags: ["--v=4"], kubeletConfig: { podsPerCore: 4 } },
    { kubelet: { config: { podsPerCore: 4 }, flags: ["--node-labels=a=b", "--v=4"] } },
  ],
  [
    { cluster: { dnsClusterIp: "10.0.0.10" } },
    { kubelet: { config: { clusterDNS: ["10.0.0.10"] } } },
  ],
])("the settings %j are the NodeadmConfig %j, and back", ([settings, spec]) => {
  expect(nodeadmConfigSpec(settings)).toEqual(spec);
  expect(settingsOfNodeadmConfig(spec)).toMatchObject({ ok: true, value: { settings, rest: {} } });
});

test.for<readonly ["EKSConfig" | "NodeadmConfig", CapaNodeSettings, string]>([
  ["EKSConfig", { kubeletFlags: ["--v=4", "--v=5"] }, "EKS_BOOTSTRAP_FLAG /kubeletFlags/1"],
  ["EKSConfig", { kubeletFlags: ["--fail-swap-on"] }, "EKS_BOOTSTRAP_FLAG /kubeletFlags/0"],
  [
    "EKSConfig",
    { cluster: { serviceCidr: "10.0.0.0/16" } },
    "EKS_BOOTSTRAP_RANGE /cluster/serviceCidr",
  ],
  [
    "NodeadmConfig",
    { cluster: { serviceCidr: "fd00::/108" } },
    "EKS_BOOTSTRAP_RANGE /cluster/serviceCidr",
  ],
  ["NodeadmConfig", { useMaxPods: false }, "USERDATA_FIELD_NOT_CARRIED /useMaxPods"],
  ["EKSConfig", { kubeletConfig: { a: 1 } }, "USERDATA_FIELD_NOT_CARRIED /kubeletConfig"],
])("%s refuses %j, and says why", ([kind, settings, found]) => {
  const render = (): unknown =>
    (kind === "EKSConfig" ? eksConfigSpec : nodeadmConfigSpec)(settings);
  expect(codesThrown(render)).toEqual([found]);
});

function codesThrown(render: () => unknown): readonly string[] {
  try {
    render();
  } catch (error) {
    return isImagewrightError(error, "INPUT_INVALID")
      ? error.details.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)
      : [];
  }
  return [];
}

test.for<readonly [EksConfigSpec]>([
  [{ kubeletExtraArgs: { "register-with-taints": "no taint" } }],
  [{ kubeletExtraArgs: { "max-pods": "many" } }],
])("settings that the model does not have are refused: %j", ([spec]) => {
  expect(settingsOfEksConfig(spec)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "EKS_BOOTSTRAP_UNREADABLE" }],
  });
});

test.for<readonly [NodeadmConfigSpec]>([
  [{ kubelet: { config: { clusterDNS: ["a", "b"] } } }],
  [{ kubelet: { config: { clusterDNS: "a" } } }],
  [{ kubelet: { config: { maxPods: "58" } } }],
  [{ kubelet: { flags: ["--max-pods=58"] } }],
  [{ kubelet: { flags: ["--node-labels=a=b", "--node-labels=c=d"] } }],
])("a NodeadmConfig that says it otherwise is refused: %j", ([spec]) => {
  expect(settingsOfNodeadmConfig(spec)).toMatchObject({
    ok: false,
    diagnostics: [{ code: "EKS_BOOTSTRAP_UNREADABLE" }],
  });
});

test.for([
  ["cluster-dns", "10.0.0.1,10.0.0.2", { clusterDNS: ["10.0.0.1", "10.0.0.2"] }],
  ["cpu-cfs-quota", "false", { cpuCFSQuota: false }],
  ["eviction-hard", "memory.available<5%", { evictionHard: { "memory.available": "5%" } }],
  ["feature-gates", "A=true,B=false", { featureGates: { A: true, B: false } }],
  ["reserved-cpus", "0-1", { reservedSystemCPUs: "0-1" }],
  ["registry-qps", "0", { registryPullQPS: 0 }],
  ["registry-qps", "many", undefined],
  ["feature-gates", "A=yes", undefined],
  ["eviction-hard", "memory.available=5%", undefined],
  ["node-labels", "a=b", undefined],
] as const)("--%s=%s is %j in a KubeletConfiguration", ([flag, value, config]) => {
  expect(kubeletConfigOfFlag(flag, value)).toEqual(config);
});

test("an EKSConfig becomes the NodeadmConfig that does the same", () => {
  const converted = convertEksConfig({
    kubeletExtraArgs: {
      v: "4",
      "max-pods": "58",
      "network-plugin": "cni",
      "kube-reserved": "cpu=1",
      "node-labels": "a=b",
    },
    containerRuntime: "containerd",
    apiRetryAttempts: 3,
    dnsClusterIP: "10.100.0.10",
    useMaxPods: false,
    serviceIPV6Cidr: "fd00::/108",
    preBootstrapCommands: ["echo a"],
    ...cloudInit,
  });
  expect(converted.ok && converted.value).toEqual({
    kubelet: {
      config: { maxPods: 58, clusterDNS: ["10.100.0.10"], kubeReserved: { cpu: "1" } },
      flags: ["--node-labels=a=b", "--v=4"],
    },
    preNodeadmCommands: ["echo a"],
    ...cloudInit,
  });
  expect(converted.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    "EKS_CONVERT_DROPPED /kubeletExtraArgs/network-plugin",
    "EKS_CONVERT_DROPPED /apiRetryAttempts",
    "EKS_CONVERT_DROPPED /containerRuntime",
    "EKS_CONVERT_RANGE /serviceIPV6Cidr",
    "EKS_CONVERT_COMMANDS /preBootstrapCommands",
  ]);
});

test("the table of the image that was turned off stays turned off", () => {
  const converted = convertEksConfig({ useMaxPods: false });
  expect(converted.ok && converted.value).toEqual({ kubelet: { config: { maxPods: 110 } } });
});

test.for<readonly [EksConfigSpec, string]>([
  [{ dockerConfigJson: "{}" }, "EKS_CONVERT_LOST /dockerConfigJson"],
  [{ pauseContainer: { accountNumber: "1", version: "3" } }, "EKS_CONVERT_LOST /pauseContainer"],
  [{ postBootstrapCommands: ["a"] }, "EKS_CONVERT_LOST /postBootstrapCommands"],
  [{ boostrapCommandOverride: "a" }, "EKS_CONVERT_LOST /boostrapCommandOverride"],
  [{ containerRuntime: "dockerd" }, "EKS_CONVERT_LOST /containerRuntime"],
  [{ kubeletExtraArgs: { "max-pods": "a" } }, "EKS_CONVERT_VALUE /kubeletExtraArgs/max-pods"],
  [{ kubeletExtraArgs: { a: '"' } }, "EKS_CONVERT_VALUE /kubeletExtraArgs/a"],
])("%j is refused rather than lost", ([spec, found]) => {
  const converted = convertEksConfig(spec);
  expect(converted.ok).toBe(false);
  expect(converted.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([found]);
});

test("a loss that was decided on is a note", () => {
  expect(convertEksConfig({ dockerConfigJson: "{}" }, { drop: ["dockerConfigJson"] })).toEqual({
    ok: true,
    value: {},
    diagnostics: [expect.objectContaining({ code: "EKS_CONVERT_DROPPED", severity: "info" })],
  });
});
