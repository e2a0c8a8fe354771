import { describe, expect, test } from "vitest";

import { numberAt } from "../../json-fields.ts";
import type { JsonObject } from "../../json-value.ts";
import type { Webhook } from "../../plugin/webhook.ts";
import type { ObjectChange } from "../object-change.ts";
import { planObjects } from "../plan-objects.ts";
import { context, hop, stored, told } from "./__fixtures__/guarded-plan.ts";
import { guardByWebhooks } from "./guard-by-webhooks.ts";

/** Gives widgets the size they had, or 1, lets none shrink, and wants a color at creation. */
const sizes: Webhook = {
  group: "example.com",
  kinds: ["Widget"],
  versions: ["v1"],
  mutate: ({ object, oldObject }) =>
    "size" in object ? object : { ...object, size: oldObject?.["size"] ?? 1 },
  validate: ({ object, oldObject }) => {
    const facts = { severity: "error", pointer: "/size", hint: "" } as const;
    const note = { ...facts, code: "NOTE", severity: "warning", message: "noted" } as const;
    if (oldObject === undefined) {
      const found = { ...facts, code: "COLOR", message: "no color" };
      return "color" in object ? [note] : [found];
    }
    const [oldSize = 0, size = 0] = [oldObject, object].map((widget) => numberAt(widget, "/size"));
    const message = `${oldSize} to ${size}`;
    return size < oldSize ? [{ ...facts, code: "SHRINKS", message }, note] : [];
  },
};

const one = stored({}, "one");

function resize(from: number | undefined, to: number): ObjectChange {
  const before = from === undefined ? {} : { from };
  return { change: "patch", object: one.address, fields: [{ pointer: "/size", ...before, to }] };
}

function judge(changes: readonly ObjectChange[], webhook = sizes): readonly string[] {
  const step = hop("1.34.1", { before: planObjects([one]), changes });
  return told([guardByWebhooks([webhook])], context([step]));
}

const create = (color: JsonObject): ObjectChange => ({
  change: "create",
  object: { ...one.address, name: "new" },
  manifest: stored(color, "new").object,
});

describe("guardByWebhooks", () => {
  test("judges a patch as an update, with defaults on both sides", () => {
    expect(judge([resize(undefined, 0)])).toEqual([
      "SHRINKS 1 to 0 (on the way to 1.34.1: Widget shop/one)",
    ]);
    expect(judge([resize(undefined, 2)])).toEqual([]);
  });

  test("judges each patch against what the one before it left", () => {
    expect(judge([resize(undefined, 5), resize(5, 3)])).toEqual([
      "SHRINKS 5 to 3 (on the way to 1.34.1: Widget shop/one)",
    ]);
  });

  test("takes what a webhook made of a patch for what the next one replaces", () => {
    const grown = resize(undefined, 5);
    const emptied: ObjectChange = {
      change: "patch",
      object: one.address,
      fields: [{ pointer: "/size", from: 5 }],
    };
    expect(judge([grown, emptied, resize(undefined, 3)])).toEqual([
      "SHRINKS 5 to 3 (on the way to 1.34.1: Widget shop/one)",
    ]);
  });

  test("judges what is added as a creation", () => {
    expect(judge([create({})])).toEqual(["COLOR no color (on the way to 1.34.1: Widget shop/new)"]);
    expect(judge([create({ color: "red" })])).toEqual([]);
  });

  test("judges a copy as a creation", () => {
    const copy: ObjectChange = {
      change: "copy",
      object: { ...one.address, name: "copy" },
      of: one.address,
      fields: [],
    };
    expect(judge([copy])).toEqual(["COLOR no color (on the way to 1.34.1: Widget shop/copy)"]);
  });

  test("leaves out what others tell of", () => {
    const before = planObjects([one]);
    const given = context([hop("1.34.1", { before, changes: [create({})] })]);
    expect(told([guardByWebhooks([sizes], ["COLOR"])], given)).toEqual([]);
    expect(told([guardByWebhooks([sizes], ["SHRINKS"])], given)).toHaveLength(1);
  });

  test("says the same of two hops once", () => {
    const before = planObjects([one]);
    const hops = ["1.34.1", "1.35.2"].map((version) =>
      hop(version, { before, changes: [create({})] }),
    );
    expect(told([guardByWebhooks([sizes])], context(hops))).toHaveLength(1);
  });

  test.for<{ title: string; webhook: Webhook; changes: readonly ObjectChange[] }>([
    { title: "of other versions", webhook: { ...sizes, versions: ["v2"] }, changes: [create({})] },
    { title: "of other kinds", webhook: { ...sizes, kinds: ["Gadget"] }, changes: [create({})] },
    {
      title: "that is deleted",
      webhook: sizes,
      changes: [{ change: "delete", object: one.address }],
    },
    { title: "whose change cannot be made", webhook: sizes, changes: [resize(7, 0)] },
  ])("does not judge an object $title", ({ webhook, changes }) => {
    expect(judge(changes, webhook)).toEqual([]);
  });

  test("says that a webhook broke", () => {
    const broken: Webhook = {
      ...sizes,
      mutate: () => {
        throw new TypeError("no such widget");
      },
    };
    expect(judge([resize(undefined, 2)], broken)).toEqual([
      "PLAN_JUDGE_FAILED a webhook broke: no such widget (on the way to 1.34.1: Widget shop/one)",
    ]);
  });
});
