import fc from "fast-check";
import { expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../../json-value.ts";
import type { ManifestRule } from "../../plugin/manifest-rule.ts";
import type { Webhook } from "../../plugin/webhook.ts";
import { toJsonValue } from "../../to-json-value.ts";
import type { GuardContext, GuardedHop, StoredObject } from "../plan-contribution.ts";
import { planObjects } from "../plan-objects.ts";
import { componentCases } from "./__fixtures__/component-cases.ts";
import { stored } from "./__fixtures__/guarded-plan.ts";
import { imageCases } from "./__fixtures__/image-cases.ts";
import { operationCases } from "./__fixtures__/operation-cases.ts";
import { rolloutCases } from "./__fixtures__/rollout-cases.ts";
import { coreGuards } from "./core-guards.ts";
import { guardByRules } from "./guard-by-rules.ts";
import { guardByWebhooks } from "./guard-by-webhooks.ts";

const contexts = [...imageCases, ...componentCases, ...operationCases, ...rolloutCases].map(
  ({ hazard }) => hazard,
);

/** A rule and a webhook that look at everything, and at whatever else there is. */
const rule: ManifestRule = {
  group: "example.com",
  kinds: ["Widget"],
  check: ({ object, manifests }) => [
    {
      code: "SEEN",
      severity: "warning",
      message: `${manifests.objects.length}`,
      pointer: "",
      hint: "",
    },
    ...(object["bad"] === undefined
      ? []
      : [{ code: "BAD", severity: "error" as const, message: "", pointer: "/bad", hint: "" }]),
  ],
};
const webhook: Webhook = {
  group: "example.com",
  kinds: ["Widget"],
  versions: ["v1"],
  validate: ({ object }) =>
    object["bad"] === undefined
      ? []
      : [{ code: "BAD", severity: "error", message: "", pointer: "/bad", hint: "" }],
};
const guards = [...coreGuards, guardByRules([rule]), guardByWebhooks([webhook])];

const words = fc.oneof(
  fc.string(),
  fc.constantFrom(
    "",
    "v",
    "1",
    "1.34",
    "v1.34.1+a",
    "99999999999999999999.1.1",
    "__proto__",
    "constructor",
    "100%",
    "[1-9]",
    "[9-",
    "2026-13-45",
    "latest",
    "/a~b~2",
  ),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e308),
);

/** Facts with other texts and numbers in some places; what is a function, or a choice, stays. */
function spoiled<Fact>(
  fact: Fact,
  next: () => { readonly text: string | undefined; readonly number: number | undefined },
): Fact {
  const seen = new Map<object, object>();
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === "string") {
      return choices.has(key) ? value : (next().text ?? value);
    }
    if (typeof value === "number") {
      return key === "line" ? value : (next().number ?? value);
    }
    if (typeof value !== "object" || value === null || "find" in value) {
      return value;
    }
    const known = seen.get(value);
    if (known !== undefined) {
      return known;
    }
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [] : {};
    seen.set(value, copy);
    for (const [name, child] of Object.entries(value)) {
      Object.assign(copy, { [name]: visit(child, name) });
    }
    return copy;
  };
  // What a visit returns has the shape of what it was given.
  return visit(fact, "") as Fact;
}

/** Fields of which the type lists all values. */
const choices = new Set([
  "kind",
  "by",
  "form",
  "about",
  "effect",
  "change",
  "update",
  "role",
  "state",
  "architecture",
  "apiVersion",
]);

const json = fc.jsonValue().map((value) => toJsonValue(value));

test("no guard fails, whatever texts, numbers and objects a plan has", () => {
  const plans = fc.record({
    context: fc.constantFrom(...contexts),
    texts: fc.array(fc.option(words, { nil: undefined }), { minLength: 1, maxLength: 40 }),
    counts: fc.array(fc.option(numbers, { nil: undefined }), { minLength: 1, maxLength: 7 }),
    at: fc.option(words, { nil: undefined }),
    bodies: fc.array(json, { maxLength: 3 }),
    pointer: fc.constantFrom("", "/spec", "/spec/a/name", "/bad", "no pointer", "/metadata/name"),
  });
  let found = 0;
  fc.assert(
    fc.property(plans, ({ context, texts, counts, at, bodies, pointer }) => {
      let turn = 0;
      const given = spoiled(context, () => {
        turn += 1;
        return { text: texts[turn % texts.length], number: counts[turn % counts.length] };
      });
      const all = withObjects({ ...given, ...(at !== undefined && { at }) }, bodies, pointer);
      for (const guard of guards) {
        found += guard(all).length;
      }
    }),
    { numRuns: 10_000 },
  );
  expect(found).toBeGreaterThan(10_000);
});

/** The plan with objects, the cluster's own among them, of which each hop changes one. */
function withObjects(
  context: GuardContext,
  bodies: readonly JsonValue[],
  pointer: string,
): GuardContext {
  const widgets: readonly StoredObject[] = bodies.map((spec, index) =>
    stored({ spec }, `w${index}`),
  );
  const before = planObjects(widgets);
  const hops = context.hops.map((hop): GuardedHop => ({
    ...hop,
    before,
    after: planObjects(widgets.map((one) => ({ ...one, object: changed(one.object) }))),
    changes: widgets.map(({ address }) => ({
      change: "patch",
      object: address,
      fields: [{ pointer, to: bodies[0] ?? 1 }],
    })),
  }));
  const [first] = widgets;
  const place = first && { object: first.address, pointer: "" };
  return {
    ...context,
    hops,
    cluster: { ...context.cluster, ...(place !== undefined && { place }) },
  };
}

function changed(object: JsonObject): JsonObject {
  return { ...object, bad: true };
}
