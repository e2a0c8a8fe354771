import { readdirSync, readFileSync } from "node:fs";

import {
  type Diagnostic,
  emitJson,
  emitYaml,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";
import { readText } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  checkMergedNodeConfig,
  type NodeConfigDocument,
  parseNodeConfig,
  printNodeConfig,
  readMultipart,
  readNodeConfig,
  renderMultipart,
} from "../user-data/index.ts";
import { checkUserData, mergeNodeConfigs } from "../user-data/read/index.ts";
import {
  type EksEra,
  knownBuilds,
  launchImages,
  maximumPods,
  readEksTemplate,
  readEksVariableFile,
  readInstanceNetwork,
  writeLaunchImage,
} from "./index.ts";
import { checkLaunchTemplateData } from "./read/check-launch-template-data.ts";

const folder = "examples/eks-ami";

/** Reads one file of upstream's as data; the file has to be flawless for the reader itself. */
function read(path: string): JsonValue {
  const parsed = readText(readFileSync(path, "utf8"), { file: path, tags: "cloudformation" });
  expect(parsed.diagnostics).toEqual([]);
  return parsed.ok ? (parsed.value[0]?.value ?? null) : null;
}

function codes(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
}

/** What is printed reads back as the same data. */
function expectPrintedEqual(value: JsonValue, text: string, file: string): void {
  const again = readText(text, { file });
  expect(again.ok && again.value[0]?.value).toEqual(value);
}

const incomplete = ["name", "apiServerEndpoint", "certificateAuthority", "cidr"].map(
  (field) => `USERDATA_NODE_CONFIG_INCOMPLETE /spec/cluster/${field}`,
);

/** NodeConfigs: what they lack as the whole configuration, and whether our narrow model says them. */
const nodeConfigs: readonly (readonly [string, readonly string[], "narrow" | "wide"])[] = [
  ["mime-two-nodeconfigs.merged.yaml", [], "narrow"],
  ["nodeadm.d-10-rlimits.yaml", incomplete, "wide"],
  ["nodeconfig-containerd-v3.yaml", [], "wide"],
  ["nodeconfig-environment-service-specific.yaml", [], "wide"],
  ["nodeconfig-fast-image-pull.yaml", incomplete, "wide"],
  ["nodeconfig-instance-id-node-name.yaml", incomplete, "wide"],
  ["nodeconfig-kubeconfig-outpost.yaml", [], "wide"],
  ["nodeconfig-kubelet-flags.yaml", [], "wide"],
  ["nodeconfig-kubelet-version.yaml", [], "narrow"],
  ["nodeconfig-local-disks.yaml", [], "wide"],
  ["nodeconfig-minimal.yaml", [], "narrow"],
  ["nodeconfig-network-name-resolution.yaml", [], "wide"],
];

/** Variable files of upstream's own defaults: the eras they are of, and what other eras say. */
const variableFiles: readonly (readonly [string, EksEra, string])[] = [
  ["al2-variables-default.json", "templates", "2"],
  ["al2023-variables-1.28.json", "templates-al2023", "2023"],
  ["al2023-variables-1.29.json", "templates-al2023", "2023"],
  ["al2023-variables-1.30.json", "templates-al2023", "2023"],
  ["al2023-variables-1.31.json", "templates-al2023", "2023"],
  ["al2023-variables-1.32.json", "templates-al2023", "2023"],
  ["al2023-variables-1.33.json", "templates-al2023", "2023"],
  ["al2023-variables-default.json", "templates-al2023", "2023"],
];

/** Packer templates: the eras that have them, and what has no default. */
const templates: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  [
    "seed-eks-worker-al2.json",
    ["single 2"],
    ["ami_name", "arch", "instance_type", "kubernetes_build_date", "kubernetes_version"],
  ],
  ["al2-template.json", ["templates 2"], []],
  ["al2023-template.json", ["templates 2023", "templates-al2023 2023"], []],
];

const others = [
  "al2-ecr-credential-provider-config.json",
  "al2-kubelet-config.json",
  "amazon-eks-nodegroup.yaml",
  "binary-builds.json",
  "ecr-accounts.json",
  "instance-info.jsonl",
  "mime-two-nodeconfigs.userdata.txt",
];

test("no file of the folder is left out", (context) => {
  const path = requireUpstream(context, folder);
  const known = [...nodeConfigs, ...variableFiles, ...templates].map(([file]) => file);
  expect([...known, ...others].toSorted()).toEqual(readdirSync(path).toSorted());
});

test.for(nodeConfigs)("%s is a NodeConfig", ([file, lacks, width], context) => {
  const value = read(requireUpstream(context, `${folder}/${file}`));
  const config = readNodeConfig(value);
  expect(config.diagnostics).toEqual([]);
  if (!config.ok) {
    throw new Error("the NodeConfig is refused");
  }
  expect(codes(checkMergedNodeConfig(config.value))).toEqual(lacks);
  expectPrintedEqual(value, printNodeConfig(config.value), file);
  const bootstrap = parseNodeConfig(value);
  const judged = bootstrap.diagnostics.map(({ code }) => code);
  // The certificate of the examples is a word in base64, no certificate.
  expect(judged).toEqual([
    width === "narrow" ? "USERDATA_CA_NO_CERTIFICATE" : "USERDATA_UNREADABLE",
  ]);
});

test("the archive of two NodeConfigs merges to the one upstream shows", (context) => {
  const text = readFileSync(
    requireUpstream(context, `${folder}/mime-two-nodeconfigs.userdata.txt`),
    "utf8",
  );
  const expected = read(requireUpstream(context, `${folder}/mime-two-nodeconfigs.merged.yaml`));
  const archive = readMultipart(text);
  const parts = archive.ok ? archive.value : [];
  expect(parts.map(({ contentType }) => contentType)).toEqual([
    "application/node.eks.aws",
    "application/node.eks.aws",
  ]);
  const configs = parts.map((part) => configOf(part.text));
  const merged = mergeNodeConfigs(configs);
  expect(merged.ok && merged.value).toEqual(expected);
  expect(checkUserData(text, { family: "al2023", delivery: "whole" })).toEqual([]);
  const printed = renderMultipart(parts.map((part) => ({ kind: "node-config", text: part.text })));
  const again = readMultipart(printed);
  expect(again.ok && again.value).toEqual(parts);
});

function configOf(text: string): NodeConfigDocument {
  const parsed = readText(text, { file: "part.yaml" });
  const config: Parsed<NodeConfigDocument> = parsed.ok
    ? readNodeConfig(parsed.value[0]?.value ?? null)
    : parsed;
  if (!config.ok) {
    throw new Error("the part is refused");
  }
  return config.value;
}

test.for(variableFiles)(
  "%s has the variables of its era and no others",
  ([file, era, release], context) => {
    const value = read(requireUpstream(context, `${folder}/${file}`));
    const variables = readEksVariableFile(value, { era, release, role: "defaults" });
    expect(variables).toEqual({ ok: true, value, diagnostics: [] });
    expectPrintedEqual(value, emitJson(value), file);
  },
);

test("defaults of one system are dropped in a build of the other, each with its name", (context) => {
  const value = read(requireUpstream(context, `${folder}/al2-variables-default.json`));
  const variables = readEksVariableFile(value, { era: "templates-al2023", release: "2023" });
  expect(codes(variables.diagnostics)).toEqual([
    "EKS_VARIABLE_DROPPED /additional_yum_repos",
    "EKS_VARIABLE_DROPPED /aws_region",
    "EKS_VARIABLE_DROPPED /cache_container_images",
    "EKS_VARIABLE_DROPPED /cni_plugin_version",
    "EKS_VARIABLE_LATE /enable_accelerator",
    "EKS_VARIABLE_DROPPED /nvidia_driver_version",
    "EKS_VARIABLE_DROPPED /docker_version",
    "EKS_VARIABLE_LATE /enable_fips",
    "EKS_VARIABLE_DROPPED /kernel_version",
    "EKS_VARIABLE_DROPPED /pause_container_version",
    "EKS_VARIABLE_DROPPED /pull_cni_from_github",
    "EKS_VARIABLE_LATE /source_ami_owners",
  ]);
});

test.for(templates)("%s declares the variables of its era", ([file, eras, required], context) => {
  const value = read(requireUpstream(context, `${folder}/${file}`));
  const template = readEksTemplate(value);
  expect(template.diagnostics).toEqual([]);
  const found = template.ok ? template.value.eras : [];
  expect(found.map(({ era, release }) => `${era} ${release}`)).toEqual(eras);
  const names = template.ok ? template.value.required : [];
  expect(required.length === 0 ? names.length > 40 : names.toSorted()).toEqual(
    required.length === 0 ? true : required,
  );
  expect(template.ok && template.value.variables).toEqual(valueAt(value, "/variables"));
  expectPrintedEqual(value, emitJson(value), file);
});

test("the node group template points at one parameter, and takes another image", (context) => {
  const value = read(requireUpstream(context, `${folder}/amazon-eks-nodegroup.yaml`));
  const template: JsonObject = isJsonObject(value) ? value : {};
  const name = "/aws/service/eks/optimized-ami/1.22/amazon-linux-2/recommended/image_id";
  const pointer = "/Parameters/NodeImageIdSSMParam/Default";
  const found = { pointer, reference: { kind: "ssm-parameter", name } } as const;
  expect(launchImages(template)).toEqual(toParsed([found]));
  expect(writeLaunchImage(template, found)).toEqual(toParsed(template));
  const newer = { ...found, reference: { ...found.reference, name: name.replace("1.22", "1.32") } };
  const written = writeLaunchImage(template, newer);
  expect(launchImages(written.ok ? written.value : {})).toEqual(toParsed([newer]));
  expectPrintedEqual(value, emitYaml(template), "stack.yaml");
  const data = valueAt(template, "/Resources/NodeLaunchTemplate/Properties/LaunchTemplateData");
  const judged = isJsonObject(data)
    ? checkLaunchTemplateData(data, { usedBy: "self-managed" })
    : [];
  expect(codes(judged)).toEqual(["EKS_USERDATA_NOT_CHECKED /UserData"]);
});

test("the kubelet's configuration of Amazon Linux 2 is one that a NodeConfig carries", (context) => {
  const file = "al2-kubelet-config.json";
  const value = read(requireUpstream(context, `${folder}/${file}`));
  const document = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" };
  const config = readNodeConfig({ ...document, spec: { kubelet: { config: value } } });
  expect(config.ok && config.value.spec?.kubelet?.config).toEqual(value);
  expectPrintedEqual(value, emitJson(value), file);
});

test("the credential provider's configuration is no NodeConfig, and says so", (context) => {
  const file = "al2-ecr-credential-provider-config.json";
  const value = read(requireUpstream(context, `${folder}/${file}`));
  expect(codes(readNodeConfig(value).diagnostics)).toEqual([
    "USERDATA_FIELD_TYPE /apiVersion",
    "USERDATA_FIELD_TYPE /kind",
    "USERDATA_FIELD_UNKNOWN /providers",
  ]);
  expectPrintedEqual(value, emitJson(value), file);
});

test("the builds we know are the newest of upstream's history", (context) => {
  const value = read(requireUpstream(context, `${folder}/binary-builds.json`));
  const rows: readonly JsonValue[] = [
    ...listAt(value, "/builtIntoAmiReleases"),
    ...listAt(value, "/makefileTargets"),
  ];
  const newest = new Map<string, string>();
  for (const row of rows) {
    const version = textAt(row, "/kubernetesVersion");
    const date = textAt(row, "/buildDate");
    newest.set(version, [newest.get(version) ?? "", date].toSorted().at(-1) ?? date);
  }
  expect(knownBuilds.length).toBe(newest.size);
  for (const { version, buildDate } of knownBuilds) {
    expect(newest.get(version)).toBe(buildDate);
  }
  expectPrintedEqual(value, emitJson(value), "binary-builds.json");
});

test("the table of accounts is read and printed", (context) => {
  const value = read(requireUpstream(context, `${folder}/ecr-accounts.json`));
  expect(Object.keys(valueAt(value, "/accounts") ?? {}).length).toBeGreaterThan(40);
  expectPrintedEqual(value, emitJson(value), "ecr-accounts.json");
});

test("every line of the table of instances says how many pods a node takes", (context) => {
  const text = readFileSync(requireUpstream(context, `${folder}/instance-info.jsonl`), "utf8");
  const lines = text.split("\n").filter((line) => line !== "");
  const types = lines.map((line) => {
    const value = readText(line, { file: "line.json" });
    const one = readInstanceNetwork(value.ok ? (value.value[0]?.value ?? null) : null);
    return one.ok ? one.value : undefined;
  });
  expect(types).not.toContain(undefined);
  expect(types.length).toBeGreaterThan(1000);
  expect(types.map((type) => JSON.stringify(type))).toEqual(lines);
  const large = types.find((type) => type?.instanceType === "m5.large");
  expect(large && maximumPods(large)).toBe(29);
});

function textAt(value: JsonValue, pointer: string): string {
  const text = valueAt(value, pointer);
  return typeof text === "string" ? text : "";
}

function listAt(value: JsonValue, pointer: string): readonly JsonValue[] {
  const list = valueAt(value, pointer);
  return Array.isArray(list) ? list : [];
}

test.for([
  [{ instanceType: "a", defaultMaxENIs: 0, ipv4AddressesPerInterface: 1 }],
  [{ instanceType: "a", defaultMaxENIs: 1, ipv4AddressesPerInterface: 1, more: 1 }],
  [null],
])("a line that is none is refused: %j", ([value]) => {
  expect(readInstanceNetwork(value ?? null).ok).toBe(false);
});

test.for([
  [{ arch: 1 }, "EKS_FIELD_TYPE /arch"],
  [[], "EKS_FIELD_TYPE "],
  [{ aws_secret_access_key: "secret" }, "EKS_VARIABLE_SECRET /aws_secret_access_key"],
] as const)("a variable file with %j is refused", ([value, found]) => {
  const variables = readEksVariableFile(value, { era: "templates-al2023", release: "2023" });
  expect(codes(variables.diagnostics)).toEqual([found]);
});

test("an era that does not build the system is refused", () => {
  const variables = readEksVariableFile({}, { era: "single", release: "2023" });
  expect(codes(variables.diagnostics)).toEqual(["EKS_SYSTEM "]);
});
