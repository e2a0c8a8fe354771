import { requirePython } from "@imagewright/testkit";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { isCollection, isNode, isScalar, parse, parseDocument } from "yaml";

import { runJudge } from "../emit/__fixtures__/run-judge.ts";
import { emitYamlDocuments } from "../emit/yaml.ts";
import { isSameJson } from "../json-fields.ts";
import { formatPointer, parsePointer, replaceAt, valueAt } from "../json-pointer.ts";
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../json-value.ts";
import { readYaml } from "../read/read-yaml.ts";
import { json, name, root, written } from "./__fixtures__/odd-documents.ts";
import { editYaml } from "./edit-yaml.ts";
import type { FieldEdit } from "./edit.ts";

const numRuns = 10_000;
const timeout = 300_000;
const file = "odd.yaml";

interface Case {
  readonly value: JsonObject;
  readonly text: string;
  readonly edit: FieldEdit;
  readonly expected: JsonObject;
}

/** An edit somewhere in the document, and what it leaves. */
const oneEdit = fc
  .tuple(
    written,
    fc.nat(),
    fc.constantFrom("set", "set", "add", "remove", "insert", "rename"),
    json,
    name,
    fc.nat(3),
  )
  .map(([document, at, action, value, key, index]): Case | undefined => {
    const ways = waysIn(document.value);
    const way = ways[at % ways.length] ?? [];
    return makeCase(document, way, action, value, key, index);
  })
  .filter((one) => one !== undefined);

function makeCase(
  { value, text: before }: { readonly value: JsonObject; readonly text: string },
  way: readonly (string | number)[],
  action: string,
  put: JsonValue,
  key: string,
  index: number,
): Case | undefined {
  const pointer = formatPointer(way);
  const old = way.reduce<JsonValue | undefined>(step, value);
  const base = { value, text: before };
  switch (action) {
    case "set": {
      const expected = replaceAt(value, pointer, put);
      return expected && { ...base, edit: { action, pointer, value: put }, expected };
    }
    case "add": {
      const deeper = formatPointer([...way, key]);
      const expected = isJsonObject(old) ? replaceAt(value, deeper, put) : undefined;
      return (
        expected && { ...base, edit: { action: "set", pointer: deeper, value: put }, expected }
      );
    }
    case "remove": {
      const list = way.slice(0, -1).reduce<JsonValue | undefined>(step, value);
      if (isJsonList(list) && list.some((item, at) => at !== way.at(-1) && isSameJson(item, old))) {
        return undefined; // its twin would be taken out the second time
      }
      const expected = replaceAt(value, pointer, undefined);
      return expected && { ...base, edit: { action, pointer, from: old ?? null }, expected };
    }
    case "insert": {
      if (!isJsonList(old) || old.some((item) => isSameJson(item, put))) {
        return undefined;
      }
      const position = Math.min(index, old.length);
      const expected = replaceAt(value, pointer, old.toSpliced(position, 0, put));
      return (
        expected && { ...base, edit: { action, pointer, value: put, index: position }, expected }
      );
    }
    default: {
      const parent = way.slice(0, -1).reduce<JsonValue | undefined>(step, value);
      if (!isJsonObject(parent) || Object.hasOwn(parent, key)) {
        return undefined;
      }
      const renamed = Object.fromEntries(
        Object.entries(parent).map(([one, item]) => [one === way.at(-1) ? key : one, item]),
      );
      const expected =
        way.length === 1 ? renamed : replaceAt(value, formatPointer(way.slice(0, -1)), renamed);
      return expected && { ...base, edit: { action: "rename", pointer, name: key }, expected };
    }
  }
}

function step(value: JsonValue | undefined, segment: string | number): JsonValue | undefined {
  return isJsonList(value)
    ? value[Number(segment)]
    : isJsonObject(value)
      ? value[segment]
      : undefined;
}

function waysIn(
  value: JsonValue,
  way: readonly (string | number)[] = [],
): (readonly (string | number)[])[] {
  const entries = isJsonList(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([segment, item]) => [
    [...way, segment],
    ...waysIn(item, [...way, segment]),
  ]);
}

function edited(before: string, edits: readonly FieldEdit[]): string {
  const result = editYaml(
    before,
    edits.map((edit) => ({ document: 0, ...edit })),
    { file },
  );
  if (!result.ok) {
    throw new Error(`refused: ${JSON.stringify(result.diagnostics)}`);
  }
  return result.value;
}

function read(after: string): unknown {
  const result = readYaml(after, { file });
  return result.ok ? plain(result.value[0]?.value) : result.diagnostics;
}

/** Without null prototypes, which `toEqual` would tell apart. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

test("what is written oddly is read as it was meant", { timeout }, () => {
  fc.assert(
    fc.property(written, (one) => {
      expect(read(one.text)).toEqual(plain(one.value));
    }),
    { numRuns },
  );
});

describe("one edit of an oddly written document", () => {
  test("says what it asks for, to every reader", { timeout }, () => {
    fc.assert(
      fc.property(oneEdit, (one) => {
        const after = edited(one.text, [one.edit]);
        expect(read(after)).toEqual(plain(one.expected));
        expect(parse(after)).toEqual(plain(one.expected));
        expect(load(after)).toEqual(plain(one.expected));
      }),
      { numRuns },
    );
  });

  test("made again changes nothing", { timeout }, () => {
    fc.assert(
      fc.property(oneEdit, (one) => {
        const after = edited(one.text, [one.edit]);
        expect(edited(after, [one.edit])).toBe(after);
      }),
      { numRuns },
    );
  });
  test("leaves every line outside of it as it is", { timeout }, () => {
    fc.assert(
      fc.property(oneEdit, (one) => {
        const after = edited(one.text, [one.edit]);
        const { start, end } = reachOf(one);
        expect(after.startsWith(one.text.slice(0, start))).toBe(true);
        const rest = one.text.slice(end);
        expect(after.endsWith(rest) || after.trimEnd().endsWith(rest.trimEnd())).toBe(true);
      }),
      { numRuns },
    );
  });
});

test("every comment outlives the edit of a scalar", { timeout }, () => {
  const comments =
    /# (?:a file|marked|and a comment|and this|above \d|note: \d|in brackets|the end)/gu;
  fc.assert(
    fc.property(
      oneEdit.filter(({ value, edit }) => {
        const old = edit.action === "set" ? valueAt(value, edit.pointer) : {};
        return typeof old !== "object" || old === null;
      }),
      (one) => {
        const after = edited(one.text, [one.edit]);
        expect(after.match(comments)).toEqual(one.text.match(comments));
      },
    ),
    { numRuns },
  );
});

test("setting what is there changes nothing", { timeout }, () => {
  fc.assert(
    fc.property(written, fc.nat(), (one, at) => {
      const ways = waysIn(one.value);
      const way = ways[at % ways.length] ?? [];
      const value = way.reduce<JsonValue | undefined>(step, one.value) ?? null;
      expect(edited(one.text, [{ action: "set", pointer: formatPointer(way), value }])).toBe(
        one.text,
      );
    }),
    { numRuns },
  );
});

test("many edits together give what they give one after the other", { timeout }, () => {
  const several = fc
    .tuple(
      written,
      fc.array(
        fc.tuple(
          fc.nat(),
          fc.constantFrom("set", "add", "remove", "insert"),
          json,
          name,
          fc.nat(3),
        ),
        { minLength: 2, maxLength: 5 },
      ),
    )
    .map(([document, plans]) => {
      const edits: FieldEdit[] = [];
      let value: JsonObject = document.value;
      for (const [at, action, put, key, index] of plans) {
        const ways = waysIn(value);
        const way = ways[at % Math.max(1, ways.length)];
        const one = way && makeCase({ value, text: "" }, way, action, put, key, index);
        if (one !== undefined) {
          edits.push(one.edit);
          value = one.expected;
        }
      }
      return { text: document.text, edits, expected: value };
    });
  fc.assert(
    fc.property(several, ({ text: before, edits, expected }) => {
      expect(read(edited(before, edits))).toEqual(plain(expected));
    }),
    { numRuns },
  );
});

test("PyYAML reads edited documents alike", { timeout }, (context) => {
  const python = requirePython(context, "yaml");
  const cases = fc.sample(oneEdit, { numRuns: 3000, seed: 20_261_121 });
  const texts = cases.map((one) => edited(one.text, [one.edit]));
  const script = `import json, yaml
for text in json.load(open("file", encoding="utf-8")):
    print(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader)))
`;
  const { stdout, stderr } = runJudge(python, ["-c", script], { file: JSON.stringify(texts) });
  expect(stderr).toBe("");
  const rows = stdout
    .trimEnd()
    .split("\n")
    .map((row): unknown => JSON.parse(row));
  expect(rows).toEqual(cases.map(({ expected }) => plain(expected)));
});

test("documents are added behind others, whatever these look like", { timeout }, () => {
  fc.assert(
    fc.property(written, root, root, (one, second, added) => {
      const lineFeed = one.text.includes("\r\n") ? "\r\n" : "\n";
      const gap = one.text.endsWith("\n") ? "" : lineFeed;
      const stream = `${one.text}${gap}---${lineFeed}${emitYamlDocuments([second]).replaceAll("\n", lineFeed)}`;
      const result = editYaml(stream, [{ action: "insertDocument", after: 0, value: added }], {
        file,
      });
      const after = result.ok ? readYaml(result.value, { file }) : result;
      const values =
        after.ok && typeof after.value !== "string"
          ? after.value.map(({ value }) => plain(value))
          : after;
      const same = [one.value, second].some((value) => isSameJson(value, added));
      expect(values).toEqual([one.value, ...(same ? [] : [added]), second].map(plain));
    }),
    { numRuns: 2000 },
  );
});

/** The lines that an edit may change, as another parser sees them. */
function reachOf({ text: before, edit, value }: Case): {
  readonly start: number;
  readonly end: number;
} {
  const document = parseDocument(before, { schema: "failsafe", uniqueKeys: false });
  // A map or list that is emptied is written anew.
  const parent = parsePointer(edit.pointer).slice(0, -1);
  const left =
    edit.action === "remove" ? parent.reduce<JsonValue | undefined>(step, value) : [1, 2];
  const isEmptied = isJsonList(left) ? left.length === 1 : Object.keys(left ?? {}).length === 1;
  const segments = isEmptied ? parent : parsePointer(edit.pointer);
  let node: unknown = document.contents;
  let start = 0;
  let end = before.length;
  for (const segment of segments) {
    if (!isCollection(node) || node.range === null || node.range === undefined) {
      break;
    }
    const items: readonly unknown[] = node.items;
    const item = items.find((one, index) =>
      isPairOf(one) ? isScalar(one.key) && one.key.source === segment : index === Number(segment),
    );
    const [place, next] = isPairOf(item) ? [item.key, item.value] : [item, item];
    if (item === undefined || node.flow === true) {
      break;
    }
    const first = isNode(place) ? (place.range?.[0] ?? 0) : 0;
    const last = isNode(next) ? (next.range?.[1] ?? first) : first;
    start = before.lastIndexOf("\n", first - 1) + 1;
    const found = before.indexOf("\n", Math.max(first, last - 1));
    end = found === -1 ? before.length : found + 1;
    node = next;
  }
  if (edit.action === "remove") {
    // One of the blank lines around it.
    end += /^[ \t]*\r?\n/u.exec(before.slice(end))?.[0].length ?? 0;
    // The comments right above it, or the dash that the removed one stands behind.
    while (
      start > 0 &&
      /^[ \t]*(?:#|-[ \t]*\n|-[ \t]+#)/u.test(before.slice(before.lastIndexOf("\n", start - 2) + 1))
    ) {
      start = before.lastIndexOf("\n", start - 2) + 1;
    }
  }
  return { start, end };
}

function isPairOf(value: unknown): value is { readonly key: unknown; readonly value: unknown } {
  return typeof value === "object" && value !== null && "key" in value;
}
