import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { valueAt } from "../../json-pointer.ts";
import { readYaml } from "../../read/read-yaml.ts";
import type { ObjectChange } from "../object-change.ts";
import { copy, patch, placeIn, planOf, readTree, stepOf } from "./__fixtures__/plans.ts";
import { writePlanToFiles } from "./write-plan-to-files.ts";

const file = "base/workers.yaml";
const prod = "overlays/prod/kustomization.yaml";
const rotation = copy("AWSMachineTemplate web", "web-b2", placeIn(file, 1), {
  "/spec/template/spec/ami/id": ["ami-0aaaaaaaaaaaaaaaa", "ami-0bbbbbbbbbbbbbbbb"],
});

function owner(pointer: string): ObjectChange {
  return patch("MachineDeployment web", placeIn(file), { [pointer]: [undefined, 1] });
}

/** What is said of a change when the overlay of production is another one. */
function said(
  change: ObjectChange,
  overlay: string,
  others: Readonly<Record<string, string>> = {},
): readonly string[] {
  const head = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
  const sources = new Map([...readTree(), [prod, head + overlay], ...Object.entries(others)]);
  const plan = planOf("web", stepOf(1, change));
  return writePlanToFiles([plan], sources).diagnostics.map(
    ({ code, source }) => `${code} ${source?.file}`,
  );
}

const lost = [`PLAN_WRITE_KUSTOMIZE_COPY ${prod}`];
const hit = [`PLAN_WRITE_KUSTOMIZE_PATCH ${prod}`];
const takes = "resources: [../../base/]\n";

test.for<readonly [string, ObjectChange, string, readonly string[]]>([
  [
    "of a copy by a pattern that fits it",
    rotation,
    `${takes}patches: [{path: size.yaml, target: {kind: AWSMachineTemplate, name: web.*}}]`,
    [],
  ],
  [
    "of a copy by its kind",
    rotation,
    `${takes}patches: [{path: size.yaml, target: {kind: AWSMachineTemplate}}]`,
    [],
  ],
  [
    "of a copy by the old name",
    rotation,
    `${takes}patches: [{path: size.yaml, target: {kind: AWSMachineTemplate, name: web}}]`,
    lost,
  ],
  [
    "of a copy by a pattern that does not fit it",
    rotation,
    `${takes}patches: [{path: size.yaml, target: {name: "web|db"}}]`,
    lost,
  ],
  [
    "of a copy by a pattern that is none",
    rotation,
    `${takes}patches: [{path: size.yaml, target: {name: "web["}}]`,
    [],
  ],
  [
    "of a copy in the old form",
    rotation,
    `${takes}patchesJson6902: [{path: size.yaml, target: {version: v1beta2, group: infrastructure.cluster.x-k8s.io, kind: AWSMachineTemplate, name: web}}]`,
    lost,
  ],
  [
    "of another group",
    rotation,
    `${takes}patchesJson6902: [{path: size.yaml, target: {group: example.com, kind: AWSMachineTemplate, name: web}}]`,
    [],
  ],
  ["of a copy that is an object", rotation, `${takes}patchesStrategicMerge: [merge.yaml]`, lost],
  [
    "of a copy in a text",
    rotation,
    `${takes}patchesStrategicMerge:\n- |-\n  apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\n  kind: AWSMachineTemplate\n  metadata: {name: web}\n`,
    lost,
  ],
  [
    "of a component",
    rotation,
    `${takes}components: [../../component]`,
    ["PLAN_WRITE_KUSTOMIZE_COPY component/kustomization.yaml"],
  ],
  [
    "of files that it does not take in",
    rotation,
    "patches: [{path: size.yaml, target: {name: web}}]",
    [],
  ],
  [
    "in a circle",
    rotation,
    `${takes}bases: [.]\npatches: [{path: gone.yaml, target: {name: web}}]`,
    lost,
  ],
  [
    "of the field that is edited",
    owner("/spec/replicas"),
    `${takes}patches: [{path: replicas.yaml}]`,
    hit,
  ],
  [
    "of another field",
    owner("/spec/minReadySeconds"),
    `${takes}patches: [{path: replicas.yaml}]`,
    [],
  ],
  [
    "of the field by an operation",
    owner("/spec/replicas"),
    `${takes}patches: [{target: {name: web}, patch: '[{"op": "add", "path": "/spec/replicas", "value": 1}]'}]`,
    hit,
  ],
  [
    "of another field by an operation",
    owner("/spec/replicas"),
    `${takes}patches: [{target: {name: web}, patch: '[{"op": "add", "path": "/spec/paused", "value": true}]'}]`,
    [],
  ],
  [
    "that cannot be read",
    owner("/spec/replicas"),
    `${takes}patches: [{target: {name: web}, patch: 'a: ['}]`,
    hit,
  ],
  [
    "of a whole list",
    owner("/spec/a/0/b"),
    `${takes}patches: [{target: {name: web}, patch: 'spec: {a: [{c: 1}]}'}]`,
    hit,
  ],
])("a patch %s", ([, change, overlay, found]) => {
  const others = {
    "overlays/prod/merge.yaml":
      "apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: AWSMachineTemplate\nmetadata: {name: web}\n",
    "overlays/prod/replicas.yaml":
      "apiVersion: cluster.x-k8s.io/v1beta2\nkind: MachineDeployment\nmetadata: {name: web}\nspec: {replicas: 3}\n",
    "component/kustomization.yaml":
      "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: size.yaml, target: {name: web}}]\n",
    "component/size.yaml": "[{op: remove, path: /spec/template/spec/instanceType}]\n",
  };
  expect(said(change, overlay, others).toSorted()).toEqual([...found].toSorted());
});

test("what kustomize builds patches the copy as it patched the original", (context) => {
  const kubectl = requireTool(context, "kubectl");
  const plan = planOf("web", stepOf(1, rotation));
  const written = writePlanToFiles([plan], readTree());
  const after = written.ok ? written.value.map((edit) => [edit.file, edit.after] as const) : [];
  const folder = mkdtempSync(join(tmpdir(), "imagewright-kustomize-"));
  try {
    for (const [name, text] of [...readTree(), ...after]) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const { status, stdout, stderr } = spawnSync(kubectl, ["kustomize", "overlays/prod"], {
      cwd: folder,
      encoding: "utf8",
    });
    if (stderr.includes("cannot unmarshal object into Go struct field Kustomization.patches")) {
      // kubectl before 1.21 holds a kustomize that knows no patches of many objects.
      expect(status).toBe(1);
      return;
    }
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const built = readYaml(stdout, { file: "built.yaml" });
    const templates = (built.ok ? built.value : []).map(({ value }) => value);
    const told = templates
      .filter((value) => valueAt(value, "/kind") === "AWSMachineTemplate")
      .map((value) => [
        valueAt(value, "/metadata/name"),
        valueAt(value, "/spec/template/spec/instanceType"),
      ]);
    expect(told).toEqual([
      ["web", "m5.4xlarge"],
      ["web-b2", "m5.4xlarge"],
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a kustomization at the top finds its files, however they are named", () => {
  const sources = new Map([
    [
      "./kustomization.yaml",
      "kind: Kustomization\nresources: [a.yaml]\npatches: [{path: ./p.yaml}]\n",
    ],
    ["./a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"],
    ["./p.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {b: c}\n"],
  ]);
  const plan = planOf("a", stepOf(1, copy("ConfigMap a", "a-2", placeIn("./a.yaml"), {})));
  expect(writePlanToFiles([plan], sources).diagnostics).toMatchObject([
    { code: "PLAN_WRITE_KUSTOMIZE_COPY", source: { file: "./kustomization.yaml" } },
  ]);
});
