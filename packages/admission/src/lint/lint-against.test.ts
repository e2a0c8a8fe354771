import type { JsonObject, SourceDocument, Webhook } from "@imagewright/core";
import { expect, test } from "vitest";

import { customResourceSource } from "../crd/custom-resource-source.ts";
import { parseCustomResource } from "../crd/custom-resource.ts";
import { lintManifests } from "./lint-manifests.ts";

const definition = parseCustomResource({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  spec: {
    group: "example.com",
    names: { kind: "Widget", plural: "widgets" },
    scope: "Namespaced",
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: "object",
            properties: { spec: { type: "object", properties: { size: { type: "integer" } } } },
          },
        },
      },
    ],
  },
});

/** A widget keeps its size. */
const webhook: Webhook = {
  group: "example.com",
  kinds: ["Widget"],
  versions: ["v1"],
  validate: ({ object, oldObject }) =>
    oldObject === undefined || JSON.stringify(object["spec"]) === JSON.stringify(oldObject["spec"])
      ? []
      : [{ code: "SIZE_FIXED", severity: "error", message: "no", pointer: "/spec", hint: "Stay." }],
};

function widget(name: string, size: number, namespace?: string): JsonObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  return { apiVersion: "example.com/v1", kind: "Widget", metadata, spec: { size } };
}

function documentsOf(objects: readonly JsonObject[]): readonly SourceDocument[] {
  return objects.map((value, index) => ({
    file: "a.yaml",
    index,
    value,
    locate: () => ({ file: "a.yaml", line: index + 1, column: 1 }),
  }));
}

function verdicts(objects: readonly JsonObject[], against: readonly JsonObject[]): unknown {
  const report = lintManifests({
    documents: documentsOf(objects),
    against: documentsOf(against),
    source: customResourceSource(definition.ok ? [definition.value] : []),
    webhooks: [webhook],
    rules: [],
    targetVersions: {},
  });
  return report.objects.map(({ name, isUpdate, verdict }) => `${name} ${isUpdate} ${verdict}`);
}

test("objects that are there are replaced, others created", () => {
  const old = [widget("a", 1), widget("b", 1), widget("c", 1, "other")];
  expect(verdicts([widget("a", 1), widget("b", 2), widget("c", 2)], old)).toEqual([
    "a true admitted",
    "b true refused",
    "c false admitted",
  ]);
});

test("of several old objects of one name the last counts, and nameless ones do not", () => {
  const old = [widget("a", 1), widget("a", 2), widget("", 1)];
  expect(verdicts([widget("a", 2), widget("", 2)], old)).toEqual([
    "a true admitted",
    " false refused",
  ]);
});

test("old documents that are no objects are passed over", () => {
  expect(verdicts([widget("a", 1)], [{}, { kind: "List", apiVersion: "v1" }])).toEqual([
    "a false admitted",
  ]);
});
