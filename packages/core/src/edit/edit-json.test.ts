import fc from "fast-check";
import { expect, test } from "vitest";

import { formatPointer, replaceAt } from "../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { readJson } from "../read/read-json.ts";
import { editJson } from "./edit-json.ts";
import type { FieldEdit } from "./edit.ts";

const file = "a.json";

test.for<readonly [string, string, readonly FieldEdit[], string]>([
  [
    "everything on one line",
    '{"a":1,"b":[1,2],"c":{}}',
    [
      { action: "set", pointer: "/a", value: "x" },
      { action: "set", pointer: "/c/d", value: { e: 1 } },
      { action: "remove", pointer: "/b/0" },
      { action: "set", pointer: "/z", value: [1] },
    ],
    '{"a":"x","b":[2],"c":{"d":{"e":1}},"z":[1]}',
  ],
  [
    "indented with tabs",
    '{\n\t"a": 1,\n\t"b": [\n\t\t1,\n\t\t2\n\t],\n\t"c": {}\n}\n',
    [
      { action: "set", pointer: "/c/d", value: { e: 1 } },
      { action: "remove", pointer: "/b/1" },
      { action: "set", pointer: "/z", value: [1, { q: 2 }] },
    ],
    '{\n\t"a": 1,\n\t"b": [\n\t\t1\n\t],\n\t"c": {\n\t\t"d": {\n\t\t\t"e": 1\n\t\t}\n\t},\n\t"z": [\n\t\t1,\n\t\t{\n\t\t\t"q": 2\n\t\t}\n\t]\n}\n',
  ],
  [
    "a list on one line of several",
    '{\n  "l": [1, 2],\n  "m": { "a": 1 }\n}',
    [
      { action: "insert", pointer: "/l", value: { k: [3] } },
      { action: "set", pointer: "/m/b", value: "two" },
    ],
    '{\n  "l": [1, 2, { "k": [3] }],\n  "m": { "a": 1, "b": "two" }\n}',
  ],
  [
    "CR LF",
    "[\r\n  1\r\n]",
    [{ action: "insert", pointer: "", value: 2 }],
    "[\r\n  1,\r\n  2\r\n]",
  ],
  [
    "signs that YAML readers would quote",
    '{ "a": "x" }',
    [
      { action: "set", pointer: "/a", value: "no\u00a0\n" },
      { action: "rename", pointer: "/a", name: 'b"' },
    ],
    '{ "b\\"": "no\u00a0\\n" }',
  ],
  [
    "a list whose items are not indented",
    '{"items": [\n{\n    "a": {\n        "b": 1\n    }\n}\n]}\n',
    [{ action: "insert", pointer: "/items", value: { c: { d: 1 } } }],
    '{"items": [\n{\n    "a": {\n        "b": 1\n    }\n},\n{\n    "c": {\n        "d": 1\n    }\n}\n]}\n',
  ],
  ["an empty map", "{}", [{ action: "set", pointer: "/a/b", value: 1 }], '{"a": {"b": 1}}'],
  ["an emptied map", '{\n  "a": 1\n}\n', [{ action: "remove", pointer: "/a" }], "{}\n"],
])("%s", ([, before, edits, after]) => {
  const edited = editJson(before, edits, { file });
  expect(edited.ok ? edited.value : edited.diagnostics).toEqual(after);
});

test.for<readonly [string, FieldEdit, string]>([
  ["", { action: "set", pointer: "/a", value: 1 }, "1:1 EDIT_DOCUMENT"],
  ["3", { action: "set", pointer: "/a", value: 1 }, "1:1 EDIT_DOCUMENT"],
  ['{"a":1,}', { action: "set", pointer: "/a", value: 2 }, "1:8 READ_SYNTAX"],
  ['{"a":\n1}', { action: "set", pointer: "/a/b", value: 2 }, "2:1 EDIT_POINTER"],
  ['{"a":1}', { action: "set", pointer: "/a", value: 2, from: 3 }, "1:6 EDIT_STALE"],
  ['{"a":1}', { action: "set", pointer: "/b", value: Number.NaN }, "1:1 EDIT_VALUE"],
])("%s is refused: %j", ([before, edit, found]) => {
  const { ok, diagnostics } = editJson(before, [edit], { file });
  expect(ok).toBe(false);
  expect(
    diagnostics.map(({ source, code }) => `${source?.line}:${source?.column} ${code}`),
  ).toEqual([found]);
});

const json = fc
  .jsonValue({ maxDepth: 3 })
  .map((value) => JSON.stringify(value))
  .filter((text) => readJson(text, { file }).ok)
  .map((text) => JSON.parse(text) as JsonValue);
const map = fc.dictionary(fc.string({ maxLength: 3 }), json, { minKeys: 1, maxKeys: 4 });
const format = fc.constantFrom<string | number | undefined>(undefined, 1, 2, 4, "\t");

test("an edit says what it asks for, in a text that stays formatted", () => {
  fc.assert(
    fc.property(map, format, fc.nat(), json, fc.boolean(), (value, indent, at, put, removes) => {
      const before = JSON.stringify(value, null, indent);
      const ways = waysIn(value);
      const pointer = formatPointer(ways[at % ways.length] ?? []);
      const expected = replaceAt(value, pointer, removes ? undefined : put);
      const edit: FieldEdit = removes
        ? { action: "remove", pointer }
        : { action: "set", pointer, value: put };
      const edited = editJson(before, [edit], { file });
      expect(edited).toEqual({ ok: true, diagnostics: [], value: expect.any(String) });
      const after = edited.ok ? edited.value : "";
      expect(JSON.parse(after)).toEqual(expected);
      if (typeof put !== "object" || put === null || removes) {
        expect(after).toBe(JSON.stringify(expected, null, indent));
      }
    }),
    { numRuns: 2000 },
  );
});

function waysIn(
  value: JsonValue | JsonObject,
  way: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  const entries = isJsonList(value)
    ? [...value.entries()]
    : Object.entries(isJsonObject(value) ? value : {});
  return entries.flatMap(([segment, item]) => [
    [...way, segment],
    ...waysIn(item, [...way, segment]),
  ]);
}
