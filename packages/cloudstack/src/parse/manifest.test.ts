import {
  formatImageReference,
  type JsonObject,
  type JsonValue,
  toJsonValue,
} from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { uuid } from "../__fixtures__/targets.ts";
import { parseManifest } from "./manifest.ts";

const at = "/spec/template/spec/template";
const group = "infrastructure.cluster.x-k8s.io";

function templateWith(machine: JsonValue, version = "v1beta3"): JsonObject {
  return {
    apiVersion: `${group}/${version}`,
    kind: "CloudStackMachineTemplate",
    metadata: { name: "node" },
    spec: { template: { spec: machine } },
  };
}

/** The references as text, then code and pointer of each finding. */
function outcome(object: JsonObject): readonly string[] {
  const parsed = parseManifest(object);
  return [
    ...(parsed.ok ? parsed.value.map(({ reference }) => formatImageReference(reference)) : []),
    ...parsed.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`),
  ];
}

test.for<[string, JsonValue, readonly string[]]>([
  ["a name", { name: "node" }, ["cloudstack-template:?name=node"]],
  ["an id", { id: uuid }, [`cloudstack-template:?id=${uuid}`, `CLOUDSTACK_ID_LOOKUP ${at}`]],
  [
    "an id and a name",
    { id: uuid, name: "node" },
    [`cloudstack-template:?id=${uuid}&name=node`, `CLOUDSTACK_ID_LOOKUP ${at}`],
  ],
  [
    "an id that is none",
    { id: "node" },
    ["cloudstack-template:?id=node", `CLOUDSTACK_ID_FORM ${at}`, `CLOUDSTACK_ID_LOOKUP ${at}`],
  ],
  ["an empty id beside a name", { id: "", name: "node" }, ["cloudstack-template:?name=node"]],
  ["neither", {}, [`CLOUDSTACK_TEMPLATE_REQUIRED ${at}`]],
  ["two empty texts", { id: "", name: "" }, [`CLOUDSTACK_TEMPLATE_REQUIRED ${at}`]],
  [
    "a name as text",
    "node",
    ["cloudstack-template:?name=node", `CLOUDSTACK_TEMPLATE_STRING ${at}`],
  ],
  [
    "an id as text",
    uuid,
    [
      `cloudstack-template:?id=${uuid}`,
      `CLOUDSTACK_TEMPLATE_STRING ${at}`,
      `CLOUDSTACK_ID_LOOKUP ${at}`,
    ],
  ],
  ["an empty text", "", [`CLOUDSTACK_TEMPLATE_STRING ${at}`, `CLOUDSTACK_REFERENCE_EMPTY ${at}`]],
  ["a name that YAML took for a number", { name: 2404 }, [`CLOUDSTACK_TEMPLATE_FIELD ${at}/name`]],
  ["a list", [], [`CLOUDSTACK_TEMPLATE_FIELD ${at}`]],
  ["null", null, [`CLOUDSTACK_TEMPLATE_FIELD ${at}`]],
  [
    "a misspelt field",
    { name: "node", ID: uuid },
    ["cloudstack-template:?name=node", `CLOUDSTACK_FIELD_PRUNED ${at}/ID`],
  ],
])("%s", ([, template, expected]) => {
  expect(outcome(templateWith({ offering: { name: "small" }, template }))).toEqual(expected);
});

test.for<[string, JsonObject, readonly string[]]>([
  [
    "a machine of v1beta1 says its zone",
    templateWith({ template: { name: "node" }, zoneName: "zone-1" }, "v1beta1"),
    ["cloudstack-template:?zone=zone-1&name=node"],
  ],
  [
    "v1beta2 is read alike",
    templateWith({ template: { name: "node" } }, "v1beta2"),
    ["cloudstack-template:?name=node"],
  ],
  [
    "a version that is gone",
    templateWith({ template: "node" }, "v1alpha4"),
    [
      "cloudstack-template:?name=node",
      "CLOUDSTACK_API_VERSION /apiVersion",
      `CLOUDSTACK_TEMPLATE_STRING ${at}`,
    ],
  ],
  [
    "the book's image section",
    templateWith({ image: "node" }),
    ["CLOUDSTACK_FIELD_PRUNED /spec/template/spec/image", `CLOUDSTACK_TEMPLATE_REQUIRED ${at}`],
  ],
  [
    "a CloudStackMachine",
    {
      apiVersion: `${group}/v1beta3`,
      kind: "CloudStackMachine",
      spec: { template: { name: "node" } },
    },
    ["cloudstack-template:?name=node"],
  ],
  [
    "a template without a machine",
    { apiVersion: `${group}/v1beta3`, kind: "CloudStackMachineTemplate" },
    ["CLOUDSTACK_OBJECT_INCOMPLETE "],
  ],
  ["a cluster", { apiVersion: `${group}/v1beta3`, kind: "CloudStackCluster", spec: {} }, []],
  [
    "an object of another group",
    { ...templateWith({ template: { name: "node" } }), apiVersion: "example.invalid/v1beta3" },
    [],
  ],
])("%s", ([, object, expected]) => {
  expect(outcome(object)).toEqual(expected);
});

const fields = fc.dictionary(fc.constantFrom("id", "name"), fc.jsonValue());
const anyTemplate = fc.oneof(fc.jsonValue(), fields).map((value) => toJsonValue(value));

test("whatever stands in its place, a template is read or refused", () => {
  fc.assert(
    fc.property(anyTemplate, (template) => {
      const { ok, diagnostics } = parseManifest(templateWith({ template }));
      expect(ok).toBe(!diagnostics.some(({ severity }) => severity === "error"));
    }),
    { numRuns: 10_000 },
  );
});
