import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { isJsonObject, type JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import table from "../data/variables.json" with { type: "json" };
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { ansibleUserVars } from "./ansible-user-vars.ts";
import { checkImageBuilderVariables } from "./check-image-builder-variables.ts";
import type { PackerVariables } from "./var-file.ts";
import { imageBuilderVariableCatalogue } from "./variable-catalogue.ts";

const examples = "examples/image-builder";
const at = "/build/variables";

const rows: readonly {
  readonly system?: ImageBuilderSystem;
  readonly variables: PackerVariables;
  readonly findings: readonly string[];
}[] = [
  { variables: {}, findings: [] },
  { variables: { subnet_id: "subnet-0123", debug_tools: "true" }, findings: [] },
  { variables: { extra_kernel_boot_params: "audit=1 quiet" }, findings: [] },
  {
    variables: { subnet_ids: "x" },
    findings: ["PACKER_VARIABLE_UNKNOWN subnet_ids Did you mean subnet_id?"],
  },
  { variables: { constructor: "x" }, findings: ["PACKER_VARIABLE_UNKNOWN constructor"] },
  {
    system: "qemu",
    variables: { subnet_id: "x" },
    findings: ["PACKER_VARIABLE_OTHER_SYSTEM subnet_id"],
  },
  {
    variables: { additional_s3_bucket: "b" },
    findings: ["PACKER_VARIABLE_DEAD additional_s3_bucket"],
  },
  {
    system: "qemu",
    variables: { goss_skip_install: "true" },
    findings: ["PACKER_VARIABLE_DEAD goss_skip_install"],
  },
  { variables: { runc_url: "https://x.example" }, findings: ["PACKER_VARIABLE_REMOVED runc_url"] },
  {
    variables: { kubernetes_semver: "v1.35.5" },
    findings: ["PACKER_VARIABLE_DERIVED kubernetes_semver"],
  },
  { variables: { volume_size: "20" }, findings: ["PACKER_VARIABLE_DERIVED volume_size"] },
  {
    variables: { ansible_common_vars: "" },
    findings: ["PACKER_VARIABLE_RESERVED ansible_common_vars"],
  },
  { variables: { pause_image: "a b" }, findings: ["PACKER_VARIABLE_VALUE pause_image"] },
  { variables: { pause_image: '"a"' }, findings: ["PACKER_VARIABLE_VALUE pause_image"] },
  { variables: { python_path: "a\\nb" }, findings: ["PACKER_VARIABLE_VALUE python_path"] },
  {
    variables: { node_custom_roles_pre: '"a b"' },
    findings: ["PACKER_VARIABLE_VALUE node_custom_roles_pre"],
  },
  {
    variables: { node_custom_roles_pre: "a\nb" },
    findings: ["PACKER_VARIABLE_VALUE node_custom_roles_pre"],
  },
  {
    variables: { node_custom_roles_pre: "{% x %}" },
    findings: ["PACKER_VARIABLE_VALUE node_custom_roles_pre"],
  },
  {
    variables: { ami_regions: "us-east-1, us-west-2" },
    findings: ["PACKER_VARIABLE_VALUE ami_regions"],
  },
  {
    variables: { ami_description: "{{env `HOME`}}" },
    findings: ["PACKER_VARIABLE_VALUE ami_description"],
  },
  { variables: { ami_description: "any 'text' \"here\"" }, findings: [] },
  { variables: { ami_description: "a\0b" }, findings: ["PACKER_VARIABLE_VALUE ami_description"] },
  {
    variables: { ami_description: "e\u0301" },
    findings: ["PACKER_VARIABLE_NOT_NFC ami_description"],
  },
  { variables: { debug_tools: "yes" }, findings: ["PACKER_VARIABLE_VALUE debug_tools"] },
  { variables: { ami_users: "111122223333,1" }, findings: ["PACKER_VARIABLE_VALUE ami_users"] },
  {
    variables: { containerd_additional_settings: "not base64" },
    findings: ["PACKER_VARIABLE_VALUE containerd_additional_settings"],
  },
  {
    system: "qemu",
    variables: { ssh_password: "word" },
    findings: ["PACKER_VARIABLE_SECRET ssh_password"],
  },
  {
    variables: { ansible_extra_vars: "a=b" },
    findings: ["PACKER_EXTRA_VARS_OVERWRITTEN ansible_extra_vars"],
  },
  {
    variables: { ansible_user_vars: '{"a":"b"' },
    findings: ["PACKER_VARIABLE_VALUE ansible_user_vars"],
  },
  {
    variables: { ansible_user_vars: "gpu_vendor=amd nvidia_bucket_secret=x" },
    findings: ["PACKER_VARIABLE_SECRET ansible_user_vars"],
  },
  {
    variables: { ansible_user_vars: ansibleUserVars({ provider: "cloudstack", motd: "a b" }) },
    findings: [],
  },
  {
    variables: { volume_type: "gp2" },
    findings: [
      "PACKER_VARIABLE_COMBINATION volume_type Set iops to the empty text.",
      "PACKER_VARIABLE_COMBINATION volume_type Set throughput to the empty text.",
    ],
  },
  { variables: { volume_type: "io1", iops: "4000", throughput: "" }, findings: [] },
];

test.for(rows)("row $# of variables: $findings", ({ system = "ami", variables, findings }) => {
  const found = checkImageBuilderVariables(system, variables, at);
  const told = found.map(({ code, pointer, hint }) => {
    const isAdvice = hint.startsWith("Did you mean") || code === "PACKER_VARIABLE_COMBINATION";
    return `${code} ${pointer.slice(at.length + 1)}${isAdvice ? ` ${hint}` : ""}`;
  });
  expect(told).toEqual(findings);
});

function find(distribution: "windows" | "ubuntu", name: string): readonly string[] {
  const image = { os: { distribution, release: "x" } };
  return checkImageBuilderVariables("ami", { [name]: "" }, at, image).map(({ code }) => code);
}

test("variables of Windows images are told from those of the others", () => {
  expect(find("ubuntu", "prepull")).toEqual(["PACKER_VARIABLE_OTHER_SYSTEM"]);
  expect(find("windows", "prepull")).toEqual([]);
  expect(find("windows", "pip_conf_file")).toEqual(["PACKER_VARIABLE_OTHER_SYSTEM"]);
  expect(find("ubuntu", "pip_conf_file")).toEqual([]);
});

test("a secret's value is in no finding", () => {
  const found = checkImageBuilderVariables("azure-sig", { client_secret: "{{hunter2" }, at);
  expect(found.length).toBeGreaterThan(1);
  expect(JSON.stringify(found)).not.toContain("hunter2");
});

test("names and text that Ansible or Packer would take for code are refused", () => {
  expect(ansibleUserVars({ provider: "cloudstack" })).toBe('{"provider":"cloudstack"}');
  expect(() => ansibleUserVars({ "a b": "x" })).toThrow("ansible cannot carry");
  expect(() => ansibleUserVars({ a: "{{ x }}" })).toThrow("ansible cannot carry");
});

test("the catalogue is sorted, without repetitions, and read as a whole", () => {
  const names = imageBuilderVariableCatalogue.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].toSorted());
  expect(names).toHaveLength(table.variables.length);
  for (const { pattern } of imageBuilderVariableCatalogue) {
    expect(() => new RegExp(pattern ?? "", "u")).not.toThrow();
  }
});

test("the catalogue names every variable that upstream's files set", (context) => {
  const folder = requireUpstream(context, `${examples}/packer`);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".json") && !/scripts|ppc64le|\/packer/u.test(path),
  );
  const names = new Set(
    paths.flatMap((path) => Object.keys(stringsOf(readJson(join(folder, path))))),
  );
  const known = new Set(imageBuilderVariableCatalogue.map(({ name }) => name));
  expect(paths.length).toBeGreaterThan(50);
  expect([...names].filter((name) => !known.has(name))).toEqual([]);
});

test.for([
  { file: "custom-roles.json", codes: [] },
  { file: "gvisor.json", codes: [] },
  { file: "cloudstack.json", codes: [] },
  { file: "flatcar-usb.json", codes: [] },
  { file: "security.json", codes: [] },
  { file: "gpu-amd.json", codes: [] },
  { file: "gpu-nvidia.json", codes: ["PACKER_VARIABLE_SECRET"] },
  { file: "proxy.json", codes: ["PACKER_VARIABLE_DERIVED"] },
  { file: "internal-repos.json", codes: ["PACKER_VARIABLE_DERIVED"] },
  {
    file: "extra-rpms.docs-stale.json",
    codes: ["PACKER_VARIABLE_DERIVED", "PACKER_VARIABLE_VALUE"],
  },
  { file: "ansible-user-vars.json", codes: ["PACKER_VARIABLE_VALUE", "PACKER_VARIABLE_UNKNOWN"] },
])("upstream's example $file: $codes", ({ file, codes }, context) => {
  const path = requireUpstream(context, `${examples}/var-files/${file}`);
  const found = checkImageBuilderVariables("qemu", stringsOf(readJson(path)), at);
  expect(found.map(({ code }) => code)).toEqual(codes);
});

/** The systems of the cases. */
const systems: readonly ImageBuilderSystem[] = ["ami", "azure-sig", "qemu"];

/** Where we are stricter or milder than Packer 1.6.6, and why. */
const differences = new Map([
  ['{"encrypted":"true"}', "EC2 refuses public encrypted images later"],
  ['{"encrypted":"true","ami_groups":"all"}', "EC2 refuses public encrypted images later"],
  ['{"ami_regions":"us-east-1, us-west-2"}', "the blank becomes part of the region"],
  ['{"unknown_var":"x"}', "a name that nothing reads"],
  ['{"sig_image_version":"v1.2.3"}', "Azure refuses the version later"],
  ['{"volume_type":"gp3","iops":"","throughput":""}', "newer plugins take gp3 without them"],
  ['{"output_directory":"/tmp"}', "only the machine that builds knows what exists"],
]);

test("what Packer refuses is refused, and nothing else but what we say", (context) => {
  const cases = readJson(requireUpstream(context, `${examples}/packer-validate-cases.json`));
  const list = isJsonObject(cases) && Array.isArray(cases["cases"]) ? cases["cases"] : [];
  const judged = list.flatMap((entry: JsonValue) => {
    const { provider, varFile, accepted } = isJsonObject(entry) ? entry : {};
    const text = typeof varFile === "string" ? varFile : "";
    const variables = readText(text);
    const isText =
      isJsonObject(variables) &&
      Object.values(variables).every((value) => typeof value === "string");
    const system = systems.find((name) => name === provider);
    return isText && system !== undefined
      ? [{ text, accepted, ours: isAccepted(system, stringsOf(variables)) }]
      : [];
  });
  const unlike = judged.filter(({ accepted, ours }) => accepted !== ours).map(({ text }) => text);
  expect(judged.length).toBeGreaterThan(55);
  expect(unlike.toSorted()).toEqual([...differences.keys()].toSorted());
});

/** Without errors, those about the model's own fields aside. */
function isAccepted(system: ImageBuilderSystem, variables: PackerVariables): boolean {
  return checkImageBuilderVariables(system, variables, at).every(
    ({ severity, code }) => severity !== "error" || code === "PACKER_VARIABLE_DERIVED",
  );
}

function readJson(path: string): JsonValue {
  // One annotation: what JSON.parse returns is any, and always JSON.
  const value: JsonValue = JSON.parse(readFileSync(path, "utf8"));
  return value;
}

function readText(text: string): JsonValue {
  // As above.
  const value: JsonValue = JSON.parse(text);
  return value;
}

function stringsOf(value: JsonValue): PackerVariables {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.map(([name, item]) => [name, typeof item === "string" ? item : ""]),
  );
}
