import fc from "fast-check";
import { expect, test } from "vitest";

import type { JsonObject } from "../../json-value.ts";
import { fieldChanges, withFieldChanges } from "../field-changes.ts";
import type { FieldChange } from "../object-change.ts";
import { composeChanges } from "./compose-changes.ts";

test.for<readonly [string, FieldChange[], FieldChange[], FieldChange[] | undefined]>([
  [
    "a field that changes twice changes once",
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/a", from: 2, to: 3 }],
    [{ pointer: "/a", from: 1, to: 3 }],
  ],
  [
    "a field that changes back does not change",
    [
      { pointer: "/spec/paused", to: true },
      { pointer: "/a", from: 1, to: 2 },
    ],
    [{ pointer: "/spec/paused", from: true }],
    [{ pointer: "/a", from: 1, to: 2 }],
  ],
  [
    "a field inside of a new map is a part of it",
    [{ pointer: "/a", to: { b: 1 } }],
    [
      { pointer: "/a/c", to: 2 },
      { pointer: "/a/b", from: 1 },
    ],
    [{ pointer: "/a", to: { c: 2 } }],
  ],
  [
    "a map that is taken out holds what it held first",
    [
      { pointer: "/a/b", from: 1, to: 2 },
      { pointer: "/a/c", to: 3 },
    ],
    [{ pointer: "/a", from: { b: 2, c: 3 } }],
    [{ pointer: "/a", from: { b: 1 } }],
  ],
  [
    "a change that is made already is made once",
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/a", from: 1, to: 2 }],
  ],
  [
    "names that begin alike are not one another's parts",
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/ab", from: 1, to: 2 }],
    [
      { pointer: "/a", from: 1, to: 2 },
      { pointer: "/ab", from: 1, to: 2 },
    ],
  ],
  [
    "another value than the one before",
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/a", from: 5, to: 3 }],
    undefined,
  ],
  [
    "another map than the one before",
    [{ pointer: "/a/b", from: 1, to: 2 }],
    [{ pointer: "/a", from: { b: 1 } }],
    undefined,
  ],
  [
    "a field of what is no map",
    [{ pointer: "/a", from: 1, to: 2 }],
    [{ pointer: "/a/b", to: 3 }],
    undefined,
  ],
  [
    "items that move",
    [{ pointer: "/a/0", from: 1 }],
    [{ pointer: "/a/1", from: 3, to: 4 }],
    undefined,
  ],
])("%s", ([, earlier, later, composed]) => {
  expect(composeChanges(earlier, later)).toEqual(composed);
});

const json = fc.letrec<{ value: JsonObject[string] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<string | number | boolean>("x", 1, true),
    fc.dictionary(fc.constantFrom("a", "b", "0", "~/"), tie("value"), { maxKeys: 3 }),
    fc.array(tie("value"), { maxLength: 2 }),
  ),
})).value;
const object = fc.dictionary(fc.constantFrom("a", "b", "c"), json, { maxKeys: 3 });

test("changes that follow each other lead where they lead together", () => {
  fc.assert(
    fc.property(object, object, object, (first, second, third) => {
      const composed = composeChanges(fieldChanges(first, second), fieldChanges(second, third));
      if (composed !== undefined) {
        expect(withFieldChanges(first, composed)).toEqual(third);
      }
    }),
    { numRuns: 5000 },
  );
});
