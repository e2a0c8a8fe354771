import { describe, expect, test } from "vitest";

import type { Severity } from "../../diagnostic.ts";
import { textAt } from "../../json-fields.ts";
import type { ManifestRule } from "../../plugin/manifest-rule.ts";
import { group } from "../__fixtures__/group-states.ts";
import type { SourcePlace } from "../cluster-state.ts";
import type { ObjectChange } from "../object-change.ts";
import type { GuardContext, PlanObjects, StoredObject } from "../plan-contribution.ts";
import { changeObjects, planObjects } from "../plan-objects.ts";
import { context, hop, stored, told } from "./__fixtures__/guarded-plan.ts";
import { guardByRules } from "./guard-by-rules.ts";

const severities: ReadonlyMap<string, Severity> = new Map([
  ["red", "error"],
  ["yellow", "warning"],
  ["blue", "info"],
]);

/** Says that a widget is red, an error, or yellow, a warning, or blue, which is information. */
const colors: ManifestRule = {
  group: "example.com",
  kinds: ["Widget"],
  check: ({ object, manifests }) => {
    const color = textAt(object, "/color") ?? "";
    const severity = severities.get(color);
    const message = `${color} among ${manifests.objects.length}`;
    return severity === undefined
      ? []
      : [{ code: color.toUpperCase(), severity, message, pointer: "/color", hint: "" }];
  },
};

const one = stored({ color: "green" }, "one");
const two = stored({ color: "green" }, "two");

function paint(target: StoredObject, from: string, to: string): ObjectChange {
  return {
    change: "patch",
    object: target.address,
    fields: [{ pointer: "/color", from, to }],
  };
}

/** A plan of a cluster with two widgets, with what each hop changes. */
function plan(
  hops: readonly (readonly ObjectChange[])[],
  objects: readonly StoredObject[] = [one, two],
): GuardContext {
  let before: PlanObjects = planObjects(
    objects.map((entry) => ({ ...entry, source: at(entry.address.name) })),
  );
  const made = hops.map((changes, index) => {
    const after = changeObjects(before);
    for (const change of changes) {
      expect(after.apply(change)).toBe(true);
    }
    const step = hop(`1.${34 + index}.1`, { before, after, changes, groups: [] });
    before = after;
    return step;
  });
  const nodeGroups = objects.map(({ address }) =>
    group({ place: { object: address, pointer: "" } }),
  );
  return context(made, { state: { nodeGroups } });
}

function at(name: string): SourcePlace {
  return { file: `${name}.yaml`, document: 0, pointer: "", line: 3 };
}

describe("guardByRules", () => {
  test("tells of what a hop brings, with its version and where the object stands", () => {
    const found = guardByRules([colors])(plan([[paint(one, "green", "red")]]));
    expect(found).toEqual([
      {
        code: "RED",
        severity: "error",
        message: "red among 2 (from 1.34.1 on: Widget shop/one)",
        pointer: "/color",
        source: { file: "one.yaml", line: 3, column: 1 },
        hint: "",
      },
    ]);
  });

  test.for([
    { title: "what was there before", from: "red", to: "red" },
    { title: "what is only information", from: "green", to: "blue" },
    { title: "what the hop takes away", from: "red", to: "green" },
  ])("is silent about $title", ({ from, to }) => {
    const before = stored({ color: from }, "one");
    const hops = [[paint(before, from, to)]];
    expect(told([guardByRules([colors])], plan(hops, [before, two]))).toEqual([]);
  });

  test("tells at the first hop only", () => {
    const hops = [
      [],
      [paint(one, "green", "red")],
      [paint(one, "red", "green")],
      [paint(one, "green", "red")],
    ];
    expect(told([guardByRules([colors])], plan(hops))).toEqual([
      "RED red among 2 (from 1.35.1 on: Widget shop/one)",
    ]);
  });

  test("tells once of all objects of which the same is said", () => {
    const hops = [[paint(one, "green", "red"), paint(two, "green", "red")]];
    expect(told([guardByRules([colors])], plan(hops))).toEqual([
      "RED red among 2 (from 1.34.1 on: Widget shop/one, Widget shop/two)",
    ]);
  });

  test("does not tell of a copy what was said of the object it is a copy of", () => {
    const red = stored({ color: "red" }, "one");
    const copy: ObjectChange = {
      change: "copy",
      object: { ...red.address, name: "one-2" },
      of: red.address,
      fields: [{ pointer: "/size", to: 2 }],
    };
    const again: ObjectChange = {
      change: "copy",
      object: { ...red.address, name: "one-3" },
      of: copy.object,
      fields: [{ pointer: "/size", from: 2, to: 3 }],
    };
    expect(told([guardByRules([colors])], plan([[copy], [again]], [red, two]))).toEqual([]);
  });

  test.for([
    { who: "an owner", isNamespaced: true },
    { who: "an owner that names no namespace", isNamespaced: false },
  ])("knows a template that was there before the plan, and $who takes", ({ isNamespaced }) => {
    const reference = { apiGroup: "example.com", kind: "Widget", name: "one" };
    const made = stored({ color: "green", ref: reference }, "owner");
    const { namespace: _, ...nowhere } = made.address;
    const owner = isNamespaced ? made : { ...made, address: nowhere };
    const there = stored({ color: "yellow" }, "one-2");
    const refer: ObjectChange = {
      change: "patch",
      object: owner.address,
      fields: [{ pointer: "/ref/name", from: "one", to: "one-2" }],
    };
    const { hops, ...rest } = plan([[]], [owner, stored({ color: "green" }, "one")]);
    const before = planObjects([owner, stored({ color: "green" }, "one"), there]);
    const after = changeObjects(before);
    expect(after.apply(refer)).toBe(true);
    const guarded = hops.map((guardedHop) => ({ ...guardedHop, before, after, changes: [refer] }));
    expect(told([guardByRules([colors])], { ...rest, hops: guarded })).toEqual([
      "YELLOW yellow among 3 (from 1.34.1 on: Widget shop/one-2)",
    ]);
  });

  test("tells of objects that the plan adds", () => {
    const create: ObjectChange = {
      change: "create",
      object: { ...one.address, name: "new" },
      manifest: stored({ color: "yellow" }, "new").object,
    };
    expect(told([guardByRules([colors])], plan([[create]]))).toEqual([
      "YELLOW yellow among 3 (from 1.34.1 on: Widget shop/new)",
    ]);
  });

  test("leaves out codes that others tell of", () => {
    const hops = [[paint(one, "green", "red")]];
    expect(told([guardByRules([colors], ["RED"])], plan(hops))).toEqual([]);
  });

  test("leaves out codes that others tell of for the kind it is about, and for no other", () => {
    const change = paint(one, "green", "red");
    const except = (kind: string): readonly string[] =>
      told([guardByRules([colors], [`RED ${kind}`])], plan([[change]]));
    expect(except("Widget")).toEqual([]);
    expect(except("Gadget")).toHaveLength(1);
    const refers = stored({ color: "green", ref: { kind: "Gadget" } }, "one");
    const atReference: ManifestRule = {
      ...colors,
      check: (asked) => colors.check(asked).map((found) => ({ ...found, pointer: "/ref" })),
    };
    const about = (kind: string): readonly string[] =>
      told([guardByRules([atReference], [`RED ${kind}`])], plan([[change]], [refers]));
    expect(about("Gadget")).toEqual([]);
    expect(about("Widget")).toHaveLength(1);
  });

  test("says that a rule broke, and goes on with the others", () => {
    const broken: ManifestRule = {
      ...colors,
      check: ({ object }) => {
        if (object["color"] === "red") {
          throw new TypeError("no such color");
        }
        return [];
      },
    };
    const hops = [[paint(one, "green", "red")]];
    expect(told([guardByRules([broken, colors])], plan(hops))).toEqual([
      "PLAN_JUDGE_FAILED a rule broke: no such color (from 1.34.1 on: Widget shop/one)",
      "RED red among 2 (from 1.34.1 on: Widget shop/one)",
    ]);
  });

  test("asks no rule of another kind or group", () => {
    const others = [
      { ...colors, kinds: ["Gadget"] },
      { ...colors, group: "" },
    ];
    expect(told([guardByRules(others)], plan([[paint(one, "green", "red")]]))).toEqual([]);
  });
});
