import { hasErrors, type JsonObject, type JsonValue } from "@imagewright/core";
import fc from "fast-check";
import { expect, test } from "vitest";

import { widget, widgetSource } from "../__fixtures__/widget.ts";
import { judgeCreation, judgeUpdate } from "../admission.ts";

const part: JsonObject = {
  type: "object",
  required: ["id"],
  properties: {
    id: { type: "string", maxLength: 2 },
    size: { type: "integer", default: 1, maximum: 3 },
    note: { type: "string", nullable: true },
  },
};
const source = widgetSource({
  type: "object",
  required: ["size"],
  properties: {
    size: { type: "integer", default: 2, "x-kubernetes-validations": [{ rule: "self < 3" }] },
    id: { type: "string", enum: ["a", "b"] },
    parts: {
      type: "array",
      maxItems: 3,
      items: part,
      "x-kubernetes-list-type": "map",
      "x-kubernetes-list-map-keys": ["id"],
    },
    tags: { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" },
    note: { "x-kubernetes-int-or-string": true },
    free: { type: "object", "x-kubernetes-preserve-unknown-fields": true, properties: { part } },
    map: { type: "object", additionalProperties: part, minProperties: 1 },
    one: {
      type: "object",
      properties: { a: part, b: part },
      oneOf: [{ required: ["a"] }, { required: ["b"] }],
    },
  },
});

const names = ["size", "id", "parts", "tags", "note", "free", "map", "one", "a", "b", "part", "x"];
const { value: values } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<JsonValue>("a", "b", "abc", 0, 1, 2, 4, 1.5, true, null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 5 }),
  ),
}));
const specs = fc.dictionary(fc.constantFrom(...names), values, { maxKeys: 6 });

test("what is stored is admitted again, and stored as it is", () => {
  let stored = 0;
  fc.assert(
    fc.property(specs, (spec) => {
      const first = judgeCreation(widget(spec), source, { fieldValidation: "Ignore" });
      if (first.stored === undefined) {
        return;
      }
      stored += 1;
      const second = judgeCreation(first.stored, source);
      expect(second).toMatchObject({ admitted: true, pruned: [], stored: first.stored });
      expect(second.diagnostics).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  expect(stored).toBeGreaterThan(1000);
});

test("an object that is replaced by itself passes, whatever is wrong with it", () => {
  fc.assert(
    fc.property(specs, (spec) => {
      const { diagnostics } = judgeUpdate(widget(spec), widget(spec), source, {
        fieldValidation: "Ignore",
      });
      // A rule that breaks, as it does on a value of another type, is tolerated nowhere.
      const errors = diagnostics.filter(
        ({ severity, code, message }) =>
          severity === "error" && (code !== "ADMISSION_RULE" || message.startsWith("failed rule")),
      );
      expect(errors).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
});

test("an update finds no error that a creation does not find", () => {
  fc.assert(
    fc.property(specs, specs, (before, after) => {
      const created = judgeCreation(widget(after), source).diagnostics;
      const updated = judgeUpdate(widget(before), widget(after), source).diagnostics;
      const known = new Set(created.map(({ code, pointer }) => `${code} ${pointer}`));
      // Where an update is tolerated so far, rules are asked that a creation never gets to.
      const news = updated.filter(
        ({ severity, code, pointer }) =>
          severity === "error" && code !== "ADMISSION_RULE" && !known.has(`${code} ${pointer}`),
      );
      expect(news).toEqual([]);
      expect(hasErrors(updated) && !hasErrors(created)).toBe(false);
    }),
    { numRuns: 10_000 },
  );
});

test("a verdict never throws, and says all of the object's places", () => {
  fc.assert(
    fc.property(values, (value) => {
      const { admitted, diagnostics } = judgeCreation(value, source);
      expect(admitted).toBe(!hasErrors(diagnostics));
    }),
    { numRuns: 10_000 },
  );
});
