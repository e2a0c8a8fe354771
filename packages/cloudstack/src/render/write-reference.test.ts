import {
  type CloudStackTemplateReference,
  type JsonObject,
  type JsonValue,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { uuid } from "../__fixtures__/targets.ts";
import { writeReference } from "./write-reference.ts";

const at = "/spec/template/spec/template";
const kind = "cloudstack-template";

function objectWith(machine: JsonValue, version = "v1beta3"): JsonObject {
  return {
    apiVersion: `infrastructure.cluster.x-k8s.io/${version}`,
    kind: "CloudStackMachineTemplate",
    metadata: { name: "node", annotations: { "example.com/note": "kept" } },
    spec: { template: { spec: machine } },
  };
}

/** The template as it is written, or nothing; then severity and code of each finding. */
function written(
  machine: JsonObject,
  reference: Omit<CloudStackTemplateReference, "kind">,
  version?: string,
): readonly unknown[] {
  const object = objectWith({ offering: { name: "small" }, ...machine }, version);
  const parsed = writeReference(object, { pointer: at, reference: { kind, ...reference } });
  const findings = parsed.diagnostics.map(({ severity, code }) => `${severity} ${code}`);
  if (!parsed.ok) {
    return findings;
  }
  const expected = (template: JsonValue): JsonObject =>
    objectWith({ offering: { name: "small" }, ...machine, template }, version);
  const { value } = parsed;
  const { template } = JSON.parse(JSON.stringify(value)).spec.template.spec;
  expect(value).toEqual(expected(template));
  return [template, ...findings];
}

test.for<
  [
    string,
    JsonObject,
    Omit<CloudStackTemplateReference, "kind">,
    string | undefined,
    readonly unknown[],
  ]
>([
  ["a name for a name", { template: { name: "a" } }, { name: "b" }, undefined, [{ name: "b" }]],
  ["an id for a name", { template: { name: "a" } }, { id: uuid }, undefined, [{ id: uuid }]],
  [
    "both for an id",
    { template: { id: "x" } },
    { id: uuid, name: "b" },
    "v1beta2",
    [{ id: uuid, name: "b" }],
  ],
  [
    "an empty id, and a field nobody knows, stay",
    { template: { id: "", note: 1, name: "a" } },
    { name: "b" },
    undefined,
    [{ id: "", note: 1, name: "b" }],
  ],
  [
    "a text becomes an object where the schema wants one",
    { template: "a" },
    { name: "b" },
    "v1beta1",
    [{ name: "b" }, "warning CLOUDSTACK_TEMPLATE_STRING"],
  ],
  ["a text stays one where it belongs", { template: "a" }, { name: "b" }, "v1alpha4", ["b"]],
  ["an id as text", { template: "a" }, { id: uuid }, "v1alpha3", [uuid]],
  [
    "a text carries only one of both",
    { template: "a" },
    { id: uuid, name: "b" },
    "v1alpha4",
    ["error CLOUDSTACK_REFERENCE_FORM"],
  ],
  [
    "a name that looks like an id would be read as one",
    { template: "a" },
    { name: uuid },
    "v1alpha4",
    ["error CLOUDSTACK_REFERENCE_FORM"],
  ],
  [
    "an empty name",
    { template: { name: "a" } },
    { name: "" },
    undefined,
    ["error CLOUDSTACK_REFERENCE_FORM"],
  ],
  [
    "a zone that is written nowhere",
    { template: { name: "a" } },
    { zone: "zone-1", name: "b" },
    undefined,
    [{ name: "b" }, "warning CLOUDSTACK_ZONE_UNUSED"],
  ],
  [
    "the zone of the machine",
    { template: { name: "a" }, zoneName: "zone-1" },
    { zone: "zone-1", name: "b" },
    "v1beta1",
    [{ name: "b" }],
  ],
  [
    "another zone than that of the machine",
    { template: { name: "a" }, zoneName: "zone-1" },
    { zone: "zone-2", name: "b" },
    "v1beta1",
    ["error CLOUDSTACK_ZONE_OTHER"],
  ],
  ["a list", { template: [] }, { name: "b" }, undefined, ["error CLOUDSTACK_TEMPLATE_FIELD"]],
  ["no template at all", {}, { name: "b" }, undefined, ["error CLOUDSTACK_PLACE"]],
])("%s", ([, machine, reference, version, expected]) => {
  expect(written(machine, reference, version)).toEqual(expected);
});

test("a reference of another cloud, and a place that is none, are refused", () => {
  const object = objectWith({ template: { name: "a" } });
  const reference = { kind, name: "b" } as const;
  const codes = [
    writeReference(object, {
      pointer: at,
      reference: { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" },
    }),
    writeReference(object, { pointer: "/spec/template", reference }),
    writeReference({ ...object, kind: "CloudStackCluster" }, { pointer: at, reference }),
  ].map(({ ok, diagnostics }) => [ok, ...diagnostics.map(({ code }) => code)]);
  expect(codes).toEqual([
    [false, "CLOUDSTACK_REFERENCE_FORM"],
    [false, "CLOUDSTACK_PLACE"],
    [false, "CLOUDSTACK_PLACE"],
  ]);
});
