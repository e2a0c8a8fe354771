import { readFileSync } from "node:fs";

import { isJsonObject, valueAt } from "@imagewright/core";
import { editYaml, type YamlEdit } from "@imagewright/core/edit";
import { readYaml } from "@imagewright/core/read";
import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { conversionEdits } from "./conversion-edits.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

const folder = new URL("__fixtures__/commented/", import.meta.url);
const options = { file: "prod.yaml" };

function editsOf(text: string): readonly YamlEdit[] {
  const read = readYaml(text, options);
  return (read.ok ? read.value : []).flatMap(({ value }, document) => {
    const edits = isJsonObject(value) ? conversionEdits(value) : undefined;
    return edits?.ok === true ? edits.value.map((edit) => ({ ...edit, document })) : [];
  });
}

test("a commented file keeps every line that says the same in v1beta2", async () => {
  const text = readFileSync(new URL("v1beta1.yaml", folder), "utf8");
  const edited = editYaml(text, editsOf(text), options);
  expect(edited.diagnostics).toEqual([]);
  const converted = edited.ok ? edited.value : "";
  await expectGolden(new URL("__golden__/commented/", import.meta.url), [
    { path: "v1beta2.yaml", text: converted },
  ]);
  expect(editsOf(converted)).toEqual([]);
});

test("edits say what the conversion says", () => {
  const text = readFileSync(new URL("v1beta1.yaml", folder), "utf8");
  const edited = editYaml(text, editsOf(text), options);
  const [before, after] = [
    readYaml(text, options),
    readYaml(edited.ok ? edited.value : "", options),
  ];
  const objects = (before.ok ? before.value : []).map(({ value }) => value).filter(isJsonObject);
  expect(after.ok && after.value.map(({ value }) => value)).toEqual(
    objects.map((object) => {
      const converted = convertToV1Beta2(object);
      return converted.ok && converted.value.object;
    }),
  );
});

test("a field that stays in its map is renamed, with what stands below it", () => {
  const edits = conversionEdits({
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "ClusterClass",
    spec: {
      infrastructure: { ref: { apiVersion: "a.b/v1", kind: "A", name: "a", namespace: "b" } },
      controlPlane: { ref: { apiVersion: "a.b/v1", kind: "A", name: "a" } },
    },
  });
  expect(edits.ok && edits.value).toEqual([
    { action: "rename", pointer: "/spec/infrastructure/ref", name: "templateRef" },
    { action: "rename", pointer: "/spec/controlPlane/ref", name: "templateRef" },
    { action: "set", pointer: "/apiVersion", value: "cluster.x-k8s.io/v1beta2" },
    { action: "remove", pointer: "/spec/infrastructure/templateRef/namespace" },
  ]);
});

test("an object that cannot be converted has no edits", () => {
  const object = {
    apiVersion: "cluster.x-k8s.io/v1beta1",
    kind: "MachineHealthCheck",
    spec: { nodeStartupTimeout: "soon" },
  };
  expect(conversionEdits(object).diagnostics.map(({ code }) => code)).toEqual([
    "CAPI_CONVERT_DURATION",
  ]);
  expect(valueAt(object, "/spec/nodeStartupTimeout")).toBe("soon");
});
