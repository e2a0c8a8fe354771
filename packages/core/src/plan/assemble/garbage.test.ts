import { expect, test } from "vitest";

import { cluster, group } from "../__fixtures__/group-states.ts";
import type { ObjectAddress } from "../object-address.ts";
import { planObjects } from "../plan-objects.ts";
import { garbageOf } from "./garbage.ts";

const template: ObjectAddress = {
  group: "example.com",
  version: "v1",
  kind: "Template",
  name: "old",
};
const owner: ObjectAddress = { ...template, kind: "Owner", name: "workers" };
const link = { place: { object: owner, pointer: "/spec/ref" }, target: template, isFound: true };
const objects = planObjects([
  { address: template, object: { kind: "Template" } },
  { address: owner, object: { kind: "Owner", spec: { ref: { kind: "Template", name: "new" } } } },
]);
const state = cluster(group({ place: { object: owner, pointer: "" }, infrastructure: link }));

test("a template that its owner left is garbage", () => {
  expect(garbageOf(state, objects, [], [])).toEqual([{ object: template }]);
});

test("a template that another cluster uses too has to stay", () => {
  const shared = { ...state, shared: [{ ...template, version: "v2" }] };
  expect(garbageOf(shared, objects, [], [])).toEqual([
    { object: template, keep: "objects of another cluster refer to it" },
  ]);
});
