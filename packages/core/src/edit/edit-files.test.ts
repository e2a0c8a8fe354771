import { readFileSync } from "node:fs";

import { expectGolden, requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { runJudge } from "../emit/__fixtures__/run-judge.ts";
import { editJson } from "./edit-json.ts";
import { editYaml } from "./edit-yaml.ts";
import type { FieldEdit, YamlEdit } from "./edit.ts";

const image = "ami-0f1e2d3c4b5a69788";

const controlPlane = { "/kind": "KubeadmControlPlane" };
const template = { "/metadata/name": "orders-workers-1-33" };
const deployment = { "/kind": "MachineDeployment", "/metadata/name": "orders-workers" };

/** A team rotates a template and moves its cluster to another minor version. */
const workers: readonly YamlEdit[] = [
  {
    action: "set",
    document: controlPlane,
    pointer: "/spec/version",
    value: "v1.34.1",
    from: "v1.33.4",
  },
  {
    action: "set",
    document: controlPlane,
    pointer: "/spec/machineTemplate/infrastructureRef/name",
    value: "orders-control-plane-1-34",
  },
  {
    action: "insert",
    document: controlPlane,
    pointer: "/spec/kubeadmConfigSpec/preKubeadmCommands",
    value: "kubeadm version\nkubelet --version\n",
    index: 1,
  },
  {
    action: "copyDocument",
    document: template,
    edits: [
      { action: "set", pointer: "/metadata/name", value: "orders-workers-1-34" },
      { action: "set", pointer: "/spec/template/spec/ami/id", value: image },
    ],
  },
  { action: "set", document: deployment, pointer: "/spec/template/spec/version", value: "v1.34.1" },
  {
    action: "set",
    document: deployment,
    pointer: "/spec/template/spec/infrastructureRef/name",
    value: "orders-workers-1-34",
  },
  {
    action: "set",
    document: deployment,
    pointer: "/metadata/annotations/example.com~1rolled",
    value: "yes",
  },
];

/** A team freezes a pool, switches its image and drops what nobody needs any more. */
const pools: readonly YamlEdit[] = [
  {
    action: "set",
    document: 0,
    pointer: "/items/0/spec/amiSelectorTerms/0/alias",
    value: "al2023@v20261101",
  },
  {
    action: "insert",
    document: 0,
    pointer: "/items/0/spec/amiSelectorTerms",
    value: { id: image },
  },
  { action: "remove", document: 0, pointer: "/items/0/spec/tags" },
  {
    action: "insert",
    document: 0,
    pointer: "/items/1/spec/disruption/budgets",
    value: { nodes: "0", reasons: ["Drifted"] },
    index: 0,
  },
  {
    action: "set",
    document: 0,
    pointer: "/items/1/spec/template/metadata/labels",
    value: { "example.com/minor": "1.34" },
  },
  {
    action: "insert",
    document: 0,
    pointer: "/items/1/spec/template/spec/requirements/0/values",
    value: "arm64",
  },
  {
    action: "insert",
    document: 0,
    pointer: "/items/1/spec/template/spec/requirements",
    value: { key: "kubernetes.io/os", operator: "In", values: ["linux"] },
  },
];

const variables: readonly FieldEdit[] = [
  { action: "set", pointer: "/kubernetes_semver", value: "v1.34.1" },
  { action: "set", pointer: "/kubernetes_series", value: "v1.34" },
  { action: "insert", pointer: "/ami_regions", value: "us-east-1" },
  { action: "remove", pointer: "/tags/team" },
  { action: "set", pointer: "/tags/minor", value: "1.34" },
];

test.for<readonly [string, (text: string) => ReturnType<typeof editYaml>]>([
  ["workers.yaml", (text) => editYaml(text, workers, { file: "workers.yaml" })],
  ["pools.yaml", (text) => editYaml(text, pools, { file: "pools.yaml" })],
  ["image.json", (text) => editJson(text, variables, { file: "image.json" })],
])("the diff of %s shows what the edits say, and no more", async ([name, edit], context) => {
  const diff = requireTool(context, "diff");
  const before = readFileSync(new URL(`__fixtures__/files/${name}`, import.meta.url), "utf8");
  const edited = edit(before);
  expect(edited.diagnostics).toEqual([]);
  const after = edited.ok ? edited.value : "";
  const labels = ["--label", `before/${name}`, "--label", `after/${name}`];
  const { stdout } = runJudge(diff, ["-u", ...labels, "before", "after"], { before, after });
  await expectGolden(new URL(`__golden__/${name.replace(".", "-")}/`, import.meta.url), [
    { path: name, text: after },
    { path: "expected.diff", text: stdout },
  ]);
  expect(edit(after)).toEqual({ ok: true, diagnostics: [], value: after });
});
