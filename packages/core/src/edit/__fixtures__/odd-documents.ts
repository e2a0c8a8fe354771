import fc from "fast-check";

import type { JsonValue } from "../../json-value.ts";
import { diceOf, writeOddly } from "./odd-yaml.ts";

/** Keys that have to be quoted, and others. */
export const name = fc.constantFrom(
  "a",
  "b",
  "spec",
  "x-y",
  "example.com/team",
  "1",
  "yes",
  "é",
  "k l",
  "",
);
const text = fc.oneof(
  fc.constantFrom(
    "v1.31.2",
    "1.30",
    "on",
    "",
    "it's",
    'say "a"',
    "a: b",
    "a #b",
    "# c",
    "{{ x }}",
    "two\nlines",
    "a\n\nb\n",
    "l\n",
    " lead",
    "é",
    "- a",
    "0o7",
    "2024-01-01",
    "x:y",
    "tab\t",
  ),
  fc.string({ maxLength: 6 }),
);
const scalar = fc.oneof(text, fc.integer({ min: -99, max: 9999 }), fc.boolean(), fc.constant(null));
const values = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(name, tie("json"), { maxKeys: 3 }),
  ),
}));
/** Any value. */
export const { json } = values;

/** What a document holds. */
export const root = fc.dictionary(name, json, { minKeys: 1, maxKeys: 4 });
/** A document, and one of the many ways to write it. */
export const written = fc
  .tuple(root, fc.array(fc.nat(5039), { minLength: 0, maxLength: 80 }))
  .map(([value, numbers]) => ({ value, text: writeOddly(value, diceOf(numbers)) }));
