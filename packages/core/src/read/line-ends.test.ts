import fc from "fast-check";
import { expect, test } from "vitest";

import { formatPointer } from "../json-pointer.ts";
import type { JsonValue } from "../json-value.ts";
import { createFindings } from "./findings.ts";
import { readFullYaml } from "./full-reader.ts";
import { createLineIndex } from "./line-index.ts";
import { createReadDocument, type ReadDocument } from "./read-document.ts";
import { defaultReadLimits } from "./read-limits.ts";
import { readYaml } from "./read-yaml.ts";

/** The documents as the full parser reads them with the line ends they have. */
function readAsWritten(text: string): readonly ReadDocument[] | undefined {
  const findings = createFindings({ file: "f" }, defaultReadLimits);
  const lines = createLineIndex(text);
  const documents = readFullYaml(text, findings, defaultReadLimits);
  return findings.isEmpty
    ? documents
        .filter(({ isEmpty }) => !isEmpty)
        .map(({ index, value, node }) =>
          createReadDocument({
            file: "f",
            index,
            value,
            start: node.start,
            places: () => node,
            lines,
            written: { text, lines },
          }),
        )
    : undefined;
}

function readUnified(text: string): readonly ReadDocument[] | undefined {
  const parsed = readYaml(text, { file: "f" });
  return parsed.ok ? parsed.value : undefined;
}

/** Everything that can be asked of a document. */
function describeDocument(document: ReadDocument): unknown {
  const places = pointersOf(document.value, "").map((pointer) => [
    pointer,
    document.locate(pointer, "key"),
    document.locate(pointer),
    document.sourceText(pointer),
  ]);
  return [document.index, JSON.stringify(document.value), places];
}

function pointersOf(value: JsonValue, pointer: string): readonly string[] {
  if (typeof value !== "object" || value === null) {
    return [pointer];
  }
  const inner = Object.entries(value).flatMap(([key, entry]: [string, JsonValue]) =>
    pointersOf(entry, pointer + formatPointer([key])),
  );
  return [pointer, ...inner];
}

const fragments = [
  "a: ",
  "b:",
  "- ",
  "  ",
  "    ",
  "c: |",
  "d: >-",
  "e: |+",
  "f: |2",
  "text",
  "more text ",
  '"q',
  'q"',
  '"escaped\\',
  "'s",
  "s'",
  "[1,",
  "2]",
  "{x: 1,",
  "y: 2}",
  "# c",
  " # c",
  "? ",
  ": ",
  "---",
  "...",
  "\t",
  "!!str ",
];

const line = fc.array(fc.constantFrom(...fragments), { maxLength: 3 });
const lines = fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r\n")), { maxLength: 6 });

test("CR LF and LF are read alike, and every place and text stays that of the file", () => {
  let taken = 0;
  fc.assert(
    fc.property(lines, (rows) => {
      const text = rows.map(([parts, end]) => parts.join("") + end).join("");
      const unified = readUnified(text);
      taken += unified?.length ?? 0;
      expect(unified?.map(describeDocument)).toEqual(readAsWritten(text)?.map(describeDocument));
    }),
    { numRuns: 5000 },
  );
  expect(taken).toBeGreaterThan(500);
});

test("a text over lines keeps its line ends where it is shown as written", () => {
  const [document] = readUnified('a: |\r\n  b\r\n  c\r\nd: "e\r\n  f"\r\n') ?? [];
  expect(document?.value).toEqual({ a: "b\nc\n", d: "e f" });
  expect(document?.sourceText("/a")).toBe("|\r\n  b\r\n  c\r\n");
  expect(document?.sourceText("/d")).toBe('"e\r\n  f"');
  expect(document?.locate("/d")).toEqual({ file: "f", line: 4, column: 4 });
});
