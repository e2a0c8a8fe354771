import { spawnSync } from "node:child_process";

import { requireTool } from "@imagewright/testkit";
import { assert, dictionary, jsonValue, oneof, property, string, constantFrom } from "fast-check";
import { expect, test } from "vitest";

import { parsePointer, replaceAt } from "../../json-pointer.ts";
import type { JsonObject, JsonValue } from "../../json-value.ts";
import { fieldChanges, withFieldChanges } from "../field-changes.ts";
import type { FieldChange, PatchChange } from "../object-change.ts";
import { karpenterExample, kubeadmExample, topologyExample } from "./__fixtures__/example-plan.ts";
import { jsonPatch, mergePatch } from "./__fixtures__/fake-cluster.ts";
import { kubectlPatch } from "./kubectl-patch.ts";
import { planStages } from "./plan-stages.ts";

const address = { group: "", version: "v1", kind: "Widget", name: "a" };

function patchOf(fields: readonly FieldChange[]): PatchChange {
  return { change: "patch", object: address, fields };
}

function applied(object: JsonObject, { type, body }: ReturnType<typeof kubectlPatch>): unknown {
  return type === "merge" ? mergePatch(object, body) : jsonPatch(object, body as JsonObject[]);
}

test.for<{
  readonly name: string;
  readonly object?: JsonObject;
  readonly fields: readonly FieldChange[];
  readonly patch: { readonly type: string; readonly body: JsonValue };
}>([
  {
    name: "fields in maps are one merge patch",
    fields: [
      { pointer: "/spec/version", from: "v1.33.4", to: "v1.34.1" },
      { pointer: "/spec/template/name", from: "a", to: "b" },
      { pointer: "/metadata/annotations/cluster.x-k8s.io~1paused", from: "true" },
    ],
    patch: {
      type: "merge",
      body: {
        spec: { version: "v1.34.1", template: { name: "b" } },
        metadata: { annotations: { "cluster.x-k8s.io/paused": null } },
      },
    },
  },
  {
    name: "a whole list is replaced by a merge patch",
    fields: [{ pointer: "/spec/terms", from: [{ id: "a" }], to: [{ id: "b" }] }],
    patch: { type: "merge", body: { spec: { terms: [{ id: "b" }] } } },
  },
  {
    name: "an item of a list is changed after its name was tested",
    object: { spec: { variables: [{ name: "image", value: { id: "a" } }] } },
    fields: [{ pointer: "/spec/variables/0/value/id", from: "a", to: "b" }],
    patch: {
      type: "json",
      body: [
        { op: "test", path: "/spec/variables/0/name", value: "image" },
        { op: "test", path: "/spec/variables/0/value/id", value: "a" },
        { op: "replace", path: "/spec/variables/0/value/id", value: "b" },
      ],
    },
  },
  {
    name: "maps that are missing in an item are made",
    object: { spec: { list: [{ name: "a" }] } },
    fields: [{ pointer: "/spec/list/0/metadata/annotations/x", to: "1" }],
    patch: {
      type: "json",
      body: [
        { op: "test", path: "/spec/list/0/name", value: "a" },
        { op: "add", path: "/spec/list/0/metadata", value: {} },
        { op: "add", path: "/spec/list/0/metadata/annotations", value: {} },
        { op: "add", path: "/spec/list/0/metadata/annotations/x", value: "1" },
      ],
    },
  },
  {
    name: "a map takes the place of another by a JSON patch, which merges nothing",
    fields: [{ pointer: "/spec/value", from: { a: 1 }, to: { b: 1 } }],
    patch: {
      type: "json",
      body: [
        { op: "test", path: "/spec/value", value: { a: 1 } },
        { op: "replace", path: "/spec/value", value: { b: 1 } },
      ],
    },
  },
  {
    name: "null is set by a JSON patch, since a merge patch would remove",
    fields: [{ pointer: "/spec/value", to: null }],
    patch: { type: "json", body: [{ op: "add", path: "/spec/value", value: null }] },
  },
  {
    name: "a key of digits in a map is no index",
    object: { data: { 0: "a" } },
    fields: [{ pointer: "/data/0", from: "a", to: "b" }],
    patch: { type: "merge", body: { data: { 0: "b" } } },
  },
])("$name", ({ object, fields, patch }) => {
  expect(kubectlPatch(patchOf(fields), object)).toEqual(patch);
});

test("a patch does to an object what the change says, and a JSON patch nothing to another", () => {
  const name = oneof(constantFrom("name", "0", "1", "a/b", "~", "__proto__"), string());
  const object = dictionary(name, jsonValue({ maxDepth: 3 }), { noNullPrototype: true });
  assert(
    property(object, object, (before, after) => {
      const [a, b] = [before as JsonObject, after as JsonObject];
      const fields = fieldChanges(a, b);
      const patch = kubectlPatch(patchOf(fields), a);
      expect(applied(a, patch)).toEqual(withFieldChanges(a, fields));
      const named = fields.find(({ from }) => from !== undefined);
      if (patch.type === "json" && named !== undefined && parsePointer(named.pointer).length > 0) {
        const other = replaceAt(a, named.pointer, "something else");
        expect(other && applied(other, patch)).toBeUndefined();
      }
    }),
    { numRuns: 2_000 },
  );
});

test("kubectl makes of an object what the change says", { timeout: 60_000 }, (context) => {
  const kubectl = requireTool(context, "kubectl");
  for (const { plan, objects } of [kubeadmExample(), topologyExample(), karpenterExample()]) {
    const staged = planStages(plan, objects).flatMap(({ steps }) => steps);
    for (const { change, before, after } of staged.flatMap(({ changes }) => changes)) {
      if (change.change === "patch" && before !== undefined) {
        const { type, body } = kubectlPatch(change, before);
        const options = [`--type=${type}`, `--patch=${JSON.stringify(body)}`, "--output=json"];
        const run = spawnSync(kubectl, ["patch", "--local", "--filename=-", ...options], {
          input: JSON.stringify(before),
          encoding: "utf8",
        });
        expect(run.stderr).toBe("");
        expect(JSON.parse(run.stdout)).toEqual(after);
      }
    }
  }
});
