import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isImagewrightError } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { afterAll, expect, test } from "vitest";

import { judgeCreation } from "../admission.ts";
import type { CustomResourceSource } from "../crd/custom-resource-source.ts";
import { folderSource, openDefinitions } from "./open-definitions.ts";

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true });
  }
});

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "definitions-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function definition(kind: string, group = "example.com"): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind.toLowerCase()}s.${group}
spec:
  group: ${group}
  names:
    plural: ${kind.toLowerCase()}s
    kind: ${kind}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gmu, "    ").replace("    ", "  - ");
}

const dump = `apiVersion: v1
kind: List
metadata: { resourceVersion: "" }
items:
${indent(definition("Widget"))}${indent(definition("Gadget"))}`;
const json = JSON.stringify({
  apiVersion: "v1",
  kind: "List",
  items: [JSON.parse(asJson("Widget")), JSON.parse(asJson("Gadget"))],
});

function asJson(kind: string): string {
  const read = readYaml(definition(kind), { file: "a.yaml" });
  return JSON.stringify(read.ok ? read.value[0]?.value : undefined);
}

const component = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";

test.for<[string, Readonly<Record<string, string>>, string]>([
  [
    "a file of one definition each",
    {
      "widgets.example.com.yaml": definition("Widget"),
      "gadgets.example.com.yml": definition("Gadget"),
    },
    "",
  ],
  [
    "files that controller-gen wrote",
    {
      "example.com_widgets.yaml": definition("Widget"),
      "example.com_gadgets.yaml": definition("Gadget"),
    },
    "",
  ],
  [
    "files of other names",
    { "a.yaml": definition("Widget"), "b.yaml": definition("Gadget"), "notes.txt": "x" },
    "",
  ],
  [
    "a stream in a folder",
    { "all.yaml": `${definition("Widget")}---\n${component}---\n${definition("Gadget")}` },
    "",
  ],
  ["a dump in a folder", { "all.yaml": dump, "kustomization.yaml": "resources: []\n" }, ""],
  ["a dump in JSON in a folder", { "all.json": json }, ""],
  [
    "a stream",
    { "all.yaml": `${component}---\n${definition("Widget")}---\n${definition("Gadget")}` },
    "all.yaml",
  ],
  ["a dump", { "all.yaml": dump }, "all.yaml"],
  ["a dump in JSON", { "all.json": json }, "all.json"],
])("definitions are found in %s", ([, files, name]) => {
  const source = openDefinitions(join(folderOf(files), name));
  expect(source("example.com", "Widget")?.plural).toBe("widgets");
  expect(source("example.com", "Gadget")?.plural).toBe("gadgets");
  expect(source("example.com", "Other")).toBeUndefined();
  expect(source("example.org", "Widget")).toBeUndefined();
});

test("files of other kinds are never read", () => {
  const source = folderSource(
    folderOf({
      "widgets.example.com.yaml": definition("Widget"),
      "gadgets.example.com.yaml": "kind: [",
      "widgetsets.example.com.yaml": "kind: [",
      "example.com_gadgets.yaml": "kind: [",
    }),
  );
  expect(source("example.com", "Widget")?.kind).toBe("Widget");
});

function refusal(ask: () => unknown): readonly string[] {
  try {
    ask();
  } catch (error) {
    if (isImagewrightError(error, "INPUT_INVALID")) {
      return error.details.diagnostics.map(
        ({ code, source }) => `${code} ${source?.line ?? "-"}:${source?.column ?? "-"}`,
      );
    }
    throw error;
  }
  return [];
}

const broken = definition("Widget")
  .replace("  scope: Namespaced\n", "")
  .replace("openAPIV3Schema", "schema");
const old = definition("Widget").replace("k8s.io/v1", "k8s.io/v1beta1");

test.for<[string, Readonly<Record<string, string>>, string, readonly string[]]>([
  ["a file that is absent", {}, "none.yaml", ["ADMISSION_CRD_MISSING -:-"]],
  ["a text that is no YAML", { "all.yaml": "a: [\n" }, "all.yaml", ["READ_UNCLOSED 1:4"]],
  [
    "a file without definitions",
    { "all.yaml": component },
    "all.yaml",
    ["ADMISSION_CRD_MISSING 1:1"],
  ],
  [
    "every fault of a definition",
    { "all.yaml": broken },
    "all.yaml",
    ["ADMISSION_CRD_INVALID 6:3", "ADMISSION_CRD_INVALID 11:7"],
  ],
  ["a definition of the old API", { "all.yaml": old }, "all.yaml", ["ADMISSION_CRD_OLD 1:13"]],
  [
    "a kind that is defined twice",
    { "all.yaml": `${definition("Widget")}---\n${definition("Widget")}` },
    "all.yaml",
    ["ADMISSION_CRD_DUPLICATE 27:11"],
  ],
])("%s is refused, by line and column", ([, files, name, expected]) => {
  const path = join(folderOf(files), name);
  expect(refusal(() => openDefinitions(path))).toEqual(expected);
});

test.for<[string, Readonly<Record<string, string>>]>([
  [
    "of the usual names",
    {
      "widgets.example.com.yaml": definition("Widget"),
      "widgets.example.com.yml": definition("Widget"),
    },
  ],
  ["of other names", { "a.yaml": definition("Widget"), "b.yaml": definition("Widget") }],
])("two files %s that define one kind are refused", ([, files]) => {
  const source = folderSource(folderOf(files));
  expect(refusal(() => source("example.com", "Widget"))).toEqual(["ADMISSION_CRD_DUPLICATE -:-"]);
});

test("every stored definition is found by its kind, of whatever name its file is", (context) => {
  const folder = requireUpstream(context, "crds");
  const source = folderSource(folder);
  const kinds: readonly (readonly [string, string])[] = [
    ["infrastructure.cluster.x-k8s.io", "AWSMachineTemplate"],
    ["infrastructure.cluster.x-k8s.io", "AzureMachineTemplate"],
    ["infrastructure.cluster.x-k8s.io", "CloudStackMachineTemplate"],
    ["karpenter.k8s.aws", "EC2NodeClass"],
    ["karpenter.sh", "NodePool"],
    ["cluster.x-k8s.io", "ClusterClass"],
    ["node.eks.aws", "NodeConfig"],
  ];
  expect(readdirSync(folder).length).toBeGreaterThan(50);
  for (const [group, kind] of kinds) {
    expect(source(group, kind)).toMatchObject({ group, kind });
  }
  expect(source("example.com", "AWSMachineTemplate")).toBeUndefined();
});

function judge(source: CustomResourceSource, version: string): boolean {
  const read = readYaml(template(version), { file: "example.yaml" });
  const [document] = read.ok ? read.value : [];
  return document !== undefined && judgeCreation(document.value, source).admitted;
}

test("the custom AMI page's version is refused, its body is admitted under today's", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  expect([judge(source, "v1beta1"), judge(source, "v1beta2")]).toEqual([false, true]);
});

function template(version: string): string {
  return `apiVersion: infrastructure.cluster.x-k8s.io/${version}
kind: AWSMachineTemplate
metadata:
  name: example
spec:
  template:
    spec:
      ami:
        id: ami-09709369c53539c11
      instanceType: m5.xlarge
`;
}
