import type { Diagnostic, JsonObject, JsonValue, Webhook } from "@imagewright/core";
import { defineDiagnostics } from "@imagewright/core";
import { expect, test } from "vitest";

import {
  sourceOf,
  widget,
  widgetDefinition,
  widgetSource,
  widgetVersion,
} from "../__fixtures__/widget.ts";
import { judgeCreation, judgeUpdate } from "../admission.ts";
import { combineSources, customResourceSource } from "../crd/custom-resource-source.ts";
import type { FieldValidation, JudgeOptions, Verdict } from "../verdict.ts";

const spec: JsonObject = {
  type: "object",
  properties: {
    size: { type: "integer", maximum: 9, default: 1 },
    colour: { type: "string", enum: ["red", "green"] },
    parts: {
      type: "array",
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["id"],
      items: {
        type: "object",
        required: ["id"],
        properties: { id: { type: "string" }, size: { type: "integer", maximum: 9 } },
      },
    },
    tags: {
      type: "array",
      "x-kubernetes-list-type": "set",
      items: { type: "string", maxLength: 3 },
    },
    plain: { type: "array", items: { type: "string", maxLength: 3 } },
    one: {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    },
  },
};
const source = widgetSource(spec);

function codes({ diagnostics }: Verdict): readonly string[] {
  return diagnostics.map(({ code, pointer }) => `${code.replace("ADMISSION_", "")} ${pointer}`);
}

test.for<[FieldValidation | undefined, boolean, readonly string[]]>([
  [undefined, false, ["UNKNOWN_FIELD /spec/colr", "UNKNOWN_FIELD /metadata/lables"]],
  ["Strict", false, ["UNKNOWN_FIELD /spec/colr", "UNKNOWN_FIELD /metadata/lables"]],
  ["Warn", true, ["FIELD_PRUNED /spec/colr", "FIELD_PRUNED /metadata/lables"]],
  ["Ignore", true, []],
])("under %s, unknown fields are dropped: admitted %s", ([fieldValidation, admitted, expected]) => {
  const object = widget({ colr: "red" }, { metadata: { name: "w", lables: {} } });
  const options = fieldValidation === undefined ? {} : { fieldValidation };
  const verdict = judgeCreation(object, source, options);
  expect([verdict.admitted, codes(verdict)]).toEqual([admitted, expected]);
  expect(verdict.pruned).toEqual(["/spec/colr", "/metadata/lables"]);
  expect(verdict.stored).toEqual(admitted ? widget({ size: 1 }) : undefined);
});

test.for<[string, JsonValue, JsonValue, readonly string[]]>([
  ["what was wrong and stays", { size: 12 }, { size: 12, colour: "red" }, ["RATCHETED /spec/size"]],
  ["what was wrong and gets otherwise wrong", { size: 12 }, { size: 13 }, ["VALUE /spec/size"]],
  ["what was right and gets wrong", { size: 1 }, { size: 12 }, ["VALUE /spec/size"]],
  [
    "an item of a map-like list that moved",
    { parts: [{ id: "a", size: 12 }, { id: "b" }] },
    { parts: [{ id: "b" }, { id: "a", size: 12 }] },
    ["RATCHETED /spec/parts/1/size"],
  ],
  [
    "an item of a map-like list that got another key",
    { parts: [{ id: "a", size: 12 }] },
    { parts: [{ id: "c", size: 12 }] },
    ["VALUE /spec/parts/0/size"],
  ],
  [
    "a field of an item that stays wrong beside one that changes",
    { parts: [{ id: "a", size: 12 }] },
    {
      parts: [
        { id: "a", size: 12 },
        { id: "b", size: 10 },
      ],
    },
    ["RATCHETED /spec/parts/0/size", "VALUE /spec/parts/1/size"],
  ],
  ["an item of a set", { tags: ["long", "a"] }, { tags: ["long", "b"] }, ["VALUE /spec/tags/0"]],
  [
    "a set that stays whole",
    { tags: ["long", "a"] },
    { tags: ["long", "a"], colour: "red" },
    ["RATCHETED /spec/tags/0"],
  ],
  [
    "an item of a plain list",
    { plain: ["long"] },
    { plain: ["long", "a"] },
    ["VALUE /spec/plain/0"],
  ],
  ["a combination that stays", { one: {} }, { one: {}, colour: "red" }, ["RATCHETED /spec/one"]],
  [
    "a combination whose value changes",
    { one: {} },
    { one: { a: "x", b: "y" } },
    ["COMBINATION /spec/one"],
  ],
  ["items that stood twice before", { tags: ["a", "a"] }, { tags: ["a", "a", "b", "b"] }, []],
  ["items that stand twice now", { tags: ["a"] }, { tags: ["a", "a"] }, ["DUPLICATE /spec/tags/1"]],
  [
    "a stranger that was there before",
    { colr: "red" },
    { colr: "red" },
    ["UNKNOWN_FIELD /spec/colr"],
  ],
])("on update: %s", ([, before, after, expected]) => {
  expect(codes(judgeUpdate(widget(before), widget(after), source))).toEqual(expected);
});

test.for<[string, boolean]>([
  ["1.29", false],
  ["1.30", true],
])("under Kubernetes %s an update that leaves faults alone passes: %s", ([kubernetes, passes]) => {
  const ruled = widgetSource({
    type: "object",
    properties: {
      size: { type: "integer", maximum: 9 },
      name: { type: "string", "x-kubernetes-validations": [{ rule: "self != 'bad'" }] },
      tags: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } },
    },
  });
  for (const fault of [{ size: 12 }, { name: "bad" }, { tags: ["a", "a"] }]) {
    const object = widget(fault);
    const options = { targetVersions: { kubernetes } };
    expect(judgeUpdate(object, object, ruled, options).admitted).toBe(passes);
  }
});

test("a tolerated fault is a warning, and the update passes", () => {
  const verdict = judgeUpdate(widget({ size: 12 }), widget({ size: 12, colour: "red" }), source);
  expect(verdict.admitted).toBe(true);
  expect(verdict.diagnostics).toMatchObject([
    { severity: "warning", found: "12", expected: "at most 9" },
  ]);
});

test.for<[string, JsonObject, JsonObject, readonly string[]]>([
  [
    "another name",
    { metadata: { name: "w" } },
    { metadata: { name: "v" } },
    ["IDENTITY /metadata/name"],
  ],
  [
    "another namespace",
    { metadata: { name: "w", namespace: "a" } },
    { metadata: { name: "w", namespace: "b" } },
    ["IDENTITY /metadata/namespace"],
  ],
  [
    "another uid",
    { metadata: { name: "w", uid: "1" } },
    { metadata: { name: "w", uid: "2" } },
    ["IDENTITY /metadata/uid"],
  ],
  ["a uid left out", { metadata: { name: "w", uid: "1" } }, { metadata: { name: "w" } }, []],
  ["another kind", { kind: "Gadget" }, {}, ["IDENTITY /kind"]],
  ["another group", { apiVersion: "example.org/v1" }, {}, ["IDENTITY /apiVersion"]],
])("an update to %s", ([, before, after, expected]) => {
  expect(codes(judgeUpdate(widget({}, before), widget({}, after), source))).toEqual(expected);
});

test.for<[string, JsonObject, readonly string[]]>([
  ["a prefix of a name", { generateName: "w-" }, []],
  ["a prefix that begins no name", { generateName: "W-" }, ["METADATA /metadata/generateName"]],
  ["neither name nor prefix", {}, ["METADATA /metadata/name"]],
  ["fields that are null", { name: "w", creationTimestamp: null, labels: null }, []],
  [
    "a time that is none",
    { name: "w", creationTimestamp: "now" },
    ["METADATA /metadata/creationTimestamp"],
  ],
  [
    "a version of another cluster",
    { name: "w", resourceVersion: "12" },
    ["METADATA /metadata/resourceVersion"],
  ],
  [
    "an owner without a uid",
    { name: "w", ownerReferences: [{ apiVersion: "v1", kind: "A", name: "a" }] },
    ["METADATA /metadata/ownerReferences"],
  ],
  [
    "an annotation that is no text",
    { name: "w", annotations: { a: true } },
    ["METADATA /metadata/annotations/a"],
  ],
  [
    "annotations without end",
    { name: "w", annotations: { a: "x".repeat(300_000) } },
    ["METADATA /metadata/annotations"],
  ],
  ["labels that are a list", { name: "w", labels: [] }, ["METADATA /metadata/labels"]],
  ["a namespace in capitals", { name: "w", namespace: "A" }, ["METADATA /metadata/namespace"]],
])("metadata with %s", ([, metadata, expected]) => {
  expect(codes(judgeCreation(widget({}, { metadata }), source))).toEqual(expected);
});

test("the namespace of a kind that has none is dropped, and said", () => {
  const cluster = sourceOf(widgetDefinition([widgetVersion("v1", spec)], { scope: "Cluster" }));
  const verdict = judgeCreation(widget({}, { metadata: { name: "w", namespace: "a" } }), cluster);
  expect(codes(verdict)).toEqual(["NAMESPACE_DROPPED /metadata/namespace"]);
  expect(verdict.stored?.["metadata"]).toEqual({ name: "w" });
});

const versions = [
  widgetVersion("v1", spec),
  widgetVersion("v1beta1", spec, { deprecated: true }),
  widgetVersion("v1alpha1", spec, { deprecated: true, deprecationWarning: "v1alpha1 goes in May" }),
  widgetVersion("v0", spec, { served: false }),
];

test.for<[string, string | undefined]>([
  ["v1", undefined],
  ["v1beta1", "example.com/v1beta1 Widget is deprecated; use example.com/v1 Widget"],
  ["v1alpha1", "v1alpha1 goes in May"],
])("the version %s warns: %s", ([version, message]) => {
  const object = widget({}, { apiVersion: `example.com/${version}` });
  const [first] = judgeCreation(object, sourceOf(widgetDefinition(versions))).diagnostics;
  expect(first?.message).toBe(message);
});

test.for<[string, JsonObject, readonly string[]]>([
  ["changes nothing but its name", { conversion: { strategy: "None" } }, ["RATCHETED /spec/size"]],
  [
    "is a webhook's business",
    { conversion: { strategy: "Webhook" } },
    ["VALUE /spec/size", "NOT_CHECKED "],
  ],
  ["is not told", {}, ["VALUE /spec/size", "NOT_CHECKED "]],
])("an old object of another version, where conversion %s", ([, rest, expected]) => {
  const old = widget({ size: 12 }, { apiVersion: "example.com/v0" });
  const verdict = judgeUpdate(
    old,
    widget({ size: 12 }),
    sourceOf(widgetDefinition(versions, rest)),
  );
  expect(codes(verdict)).toEqual(expected);
  expect(verdict.unchecked.map(({ part }) => part)).toEqual(
    expected.includes("NOT_CHECKED ") ? ["transition"] : [],
  );
});

test("rules about changes are not checked where the old object is not known", () => {
  const rule = { rule: "self == oldSelf" };
  const optional = { rule: "oldSelf.hasValue() || self < 5", optionalOldSelf: true };
  const size = {
    type: "integer",
    "x-kubernetes-validations": [rule, optional, { rule: "self < 9" }],
  };
  const ruled: JsonObject = { type: "object", properties: { size } };
  const both = ["v1", "v0"].map((name) => widgetVersion(name, ruled));
  const old = widget({ size: 6 }, { apiVersion: "example.com/v0" });
  const verdict = judgeUpdate(old, widget({ size: 7 }), sourceOf(widgetDefinition(both)));
  expect(verdict.admitted).toBe(true);
  expect(verdict.unchecked.map(({ part, pointer }) => `${part} ${pointer}`)).toEqual([
    "transition ",
    "rule /spec/size",
    "rule /spec/size",
  ]);
  const renamed = sourceOf(widgetDefinition(both, { conversion: { strategy: "None" } }));
  expect(codes(judgeUpdate(old, widget({ size: 7 }), renamed))).toEqual(["RULE /spec/size"]);
});

const withStatus = sourceOf(
  widgetDefinition([widgetVersion("v1", spec, { subresources: { status: {} } })]),
);

test.for<[string, JsonObject | undefined, JsonObject, JsonValue | undefined, readonly string[]]>([
  ["a creation", undefined, { status: { ready: true } }, undefined, ["STATUS_DROPPED /status"]],
  ["a creation with none to speak of", undefined, { status: {} }, undefined, []],
  [
    "a creation with a status of the wrong type",
    undefined,
    { status: { ready: 1 } },
    undefined,
    ["STATUS_DROPPED /status"],
  ],
  [
    "an update",
    { status: { ready: false } },
    { status: { ready: true } },
    { ready: false },
    ["STATUS_DROPPED /status"],
  ],
  ["an update without one", { status: { ready: false } }, {}, { ready: false }, []],
  [
    "an update that gives the first one",
    {},
    { status: { ready: true } },
    undefined,
    ["STATUS_DROPPED /status"],
  ],
])("the status of %s is not the object's to say", ([, before, after, status, expected]) => {
  const object = widget({}, after);
  const verdict =
    before === undefined
      ? judgeCreation(object, withStatus)
      : judgeUpdate(widget({}, before), object, withStatus);
  expect(codes(verdict)).toEqual(expected);
  expect(verdict.stored?.["status"]).toEqual(status);
});

test.for<[JsonObject, readonly string[]]>([
  [{ size: 0 }, []],
  [{ size: -1 }, ["VALUE /spec/size"]],
  [{ size: "1" }, ["TYPE /spec/size"]],
])("the replicas of a scale subresource: %j", ([given, expected]) => {
  const scale = { specReplicasPath: ".spec.size", statusReplicasPath: ".status.size" };
  const version = widgetVersion("v1", spec, { subresources: { scale } });
  const verdict = judgeCreation(widget(given), sourceOf(widgetDefinition([version])));
  expect(codes(verdict)).toEqual(expected);
});

test("a status that defaults wrote is dropped without a word", () => {
  const openAPIV3Schema = {
    type: "object",
    properties: {
      status: {
        type: "object",
        default: {},
        properties: { phase: { type: "string", default: "Pending" } },
      },
    },
  };
  const version = { name: "v1", served: true, storage: true, schema: { openAPIV3Schema } };
  const own = sourceOf(widgetDefinition([{ ...version, subresources: { status: {} } }]));
  const { spec: _, ...object } = widget(null);
  const verdict = judgeCreation(object, own);
  expect([verdict.stored, codes(verdict)]).toEqual([object, []]);
  const given = judgeCreation({ ...object, status: { phase: "Ready" } }, own);
  expect(codes(given)).toEqual(["STATUS_DROPPED /status"]);
});

test("where a definition preserves unknown fields, none is dropped, however deep", () => {
  const own = sourceOf(
    widgetDefinition(
      [
        widgetVersion("v1", {
          type: "object",
          properties: { a: { type: "array" }, b: { type: "object", additionalProperties: true } },
        }),
      ],
      { preserveUnknownFields: true },
    ),
  );
  const object = widget({ a: [{ x: 1 }], b: { y: { z: 1 } }, c: { d: [{}] } }, { e: 1 });
  const verdict = judgeCreation(object, own);
  expect([verdict.stored, verdict.pruned, codes(verdict)]).toEqual([object, [], []]);
});

test("a kind without a status subresource keeps what it is given", () => {
  const { stored } = judgeCreation(widget({}, { status: { ready: true } }), source);
  expect(stored?.["status"]).toEqual({ ready: true });
});

const ours = defineDiagnostics({
  OURS_REFUSED: { severity: "error", cause: "A test refuses it.", remedy: "Do not test." },
});
const base = { group: "example.com", kinds: ["Widget"], versions: ["v1"] };

function ask(webhooks: readonly Webhook[], object: JsonObject, old?: JsonObject): Verdict {
  const options: JudgeOptions = { webhooks, targetVersions: { widget: "1.2.0" } };
  return old === undefined
    ? judgeCreation(object, source, options)
    : judgeUpdate(old, object, source, options);
}

test("webhooks change the object in their order, and see defaults and each other's changes", () => {
  const seen: JsonValue[] = [];
  const adding = (name: string, value: JsonValue): Webhook => ({
    ...base,
    mutate({ object }) {
      seen.push(object["spec"] ?? null);
      return { ...object, spec: { ...(object["spec"] as JsonObject), [name]: value } };
    },
  });
  const verdict = ask([adding("parts", [{ id: "a" }]), adding("colour", "green")], widget({}));
  expect(seen).toEqual([{ size: 1 }, { size: 1, parts: [{ id: "a" }] }]);
  expect(verdict.stored?.["spec"]).toEqual({ size: 1, parts: [{ id: "a" }], colour: "green" });
});

function overwrite({ object }: { readonly object: JsonObject }): JsonObject {
  return { ...object, spec: { size: 12, extra: 1 } };
}

test("what a webhook writes is judged by the schema, and pruned", () => {
  expect(codes(ask([{ ...base, mutate: overwrite }], widget({})))).toEqual([
    "FIELD_PRUNED /spec/extra",
    "VALUE /spec/size",
  ]);
});

test("a validating webhook sees what is stored, the old object and the releases it runs in", () => {
  const reviews: JsonValue[] = [];
  const validate: Webhook["validate"] = ({ object, oldObject, targetVersions }) => {
    reviews.push([object["spec"] ?? null, oldObject?.["spec"] ?? null, { ...targetVersions }]);
    return [ours.report("OURS_REFUSED", { message: "no", pointer: "/spec/size" })];
  };
  const verdict = ask([{ ...base, validate }], widget({ colour: "red" }), widget({}));
  expect(reviews).toEqual([[{ colour: "red", size: 1 }, { size: 1 }, { widget: "1.2.0" }]]);
  expect([verdict.admitted, codes(verdict)]).toEqual([false, ["OURS_REFUSED /spec/size"]]);
});

function broken(): never {
  throw new TypeError("no such field");
}

test.for<[string, readonly Webhook[], JsonObject, readonly string[]]>([
  ["of another kind", [{ ...base, kinds: ["Gadget"], validate: broken }], widget({}), []],
  ["of another group", [{ ...base, group: "example.org", validate: broken }], widget({}), []],
  [
    "of another version",
    [{ ...base, versions: ["v2"], validate: broken }],
    widget({}),
    ["NOT_CHECKED "],
  ],
  [
    "that breaks while it validates",
    [{ ...base, validate: broken }],
    widget({}),
    ["WEBHOOK_FAILED ", "NOT_CHECKED "],
  ],
  [
    "that breaks while it mutates",
    [{ ...base, mutate: broken }],
    widget({}),
    ["WEBHOOK_FAILED ", "NOT_CHECKED "],
  ],
  [
    "that returns no object",
    [{ ...base, mutate: () => ({ a: undefined }) as unknown as JsonObject }],
    widget({}),
    ["WEBHOOK_FAILED ", "NOT_CHECKED "],
  ],
  [
    "whose object breaks the schema",
    [{ ...base, validate: broken }],
    widget({ size: "1" }),
    ["TYPE /spec/size", "NOT_CHECKED "],
  ],
])("a webhook %s", ([, webhooks, object, expected]) => {
  const verdict = ask(webhooks, object);
  expect(codes(verdict)).toEqual(expected);
  expect(verdict.unchecked.length > 0).toBe(expected.includes("NOT_CHECKED "));
});

const refuseTwice: Webhook = {
  ...base,
  validate: () =>
    ["/spec/size", "/spec/other"].map((pointer) =>
      ours.report("OURS_REFUSED", { message: "no", pointer }),
    ),
};

test("what the schema says of a place, a webhook does not repeat", () => {
  expect(codes(ask([refuseTwice], widget({ size: 99 })))).toEqual([
    "VALUE /spec/size",
    "OURS_REFUSED /spec/other",
  ]);
});

function refuseWithoutEnd(): readonly Diagnostic[] {
  return Array.from({ length: 500 }, () => ours.report("OURS_REFUSED", { message: "no" }));
}

test("findings of a webhook without end are counted", () => {
  const { diagnostics } = ask([{ ...base, validate: refuseWithoutEnd }], widget({}));
  expect(diagnostics.length).toBe(101);
  expect(diagnostics.at(-1)?.code).toBe("ADMISSION_MORE_ERRORS");
});

test("a kind that is defined twice is refused, wherever its definitions come from", () => {
  const resource = source("example.com", "Widget");
  const all = resource === undefined ? [] : [resource, resource];
  expect(() => customResourceSource(all)).toThrow("example.com/Widget is defined twice");
  const both = combineSources([source, source]);
  expect(() => both("example.com", "Widget")).toThrow("example.com/Widget is defined twice");
  expect(both("example.com", "Gadget")).toBeUndefined();
});

test("the objects that are judged are left as they are", () => {
  const freeze = (value: JsonValue): JsonValue => {
    if (typeof value === "object" && value !== null) {
      Object.values(value).forEach(freeze);
      Object.freeze(value);
    }
    return value;
  };
  const [old, object] = [
    widget({ parts: [{ id: "a" }] }),
    widget({ parts: [{ id: "a", size: null }] }),
  ];
  expect(judgeUpdate(freeze(old), freeze(object), source).admitted).toBe(true);
});
