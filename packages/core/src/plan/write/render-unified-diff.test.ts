import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { requireTool, type SkippableContext } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { diffLines, linesOf } from "./line-diff.ts";
import { type FileEdit, renderUnifiedDiff } from "./render-unified-diff.ts";

const texts: readonly (readonly [string, string, string])[] = [
  ["a line in the middle", "a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nD\ne\nf\ng\nh\n"],
  ["two places far apart", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n", "0\n2\n3\n4\n5\n6\n7\n8\n9\n11\n"],
  ["lines at both ends", "a\nb\n", "x\na\nb\ny\n"],
  ["a text without a line feed at its end", "a\nb", "a\nc"],
  ["a line feed that is added at the end", "a\nb", "a\nb\n"],
  ["a line feed that is lost at the end", "a\nb\n", "a\nb"],
  ["an empty text", "", "a\nb\n"],
  ["a text that becomes empty", "a\nb\n", ""],
  ["line ends of Windows", "a\r\nb\r\nc\r\n", "a\r\nB\r\nc\r\n"],
  ["line ends that are mixed", "a\r\nb\nc\r\n", "a\r\nb\nC\r\n"],
  [
    "lines that look like a diff",
    "--- a\n+++ b\n@@ -1 +1 @@\n",
    "--- a\n+++ c\n@@ -1 +1 @@\n\\ No\n",
  ],
  ["tabs and blanks at line ends", "a\t\nb  \n", "a\t\nb\n"],
];

/** What `git apply` or `patch` make of the files before a diff. */
function applied(
  program: readonly string[],
  context: SkippableContext,
  edits: readonly FileEdit[],
): Readonly<Record<string, string>> {
  const [name = "", ...parameters] = program;
  const tool = requireTool(context, name);
  const folder = mkdtempSync(join(tmpdir(), "imagewright-diff-"));
  try {
    for (const { file, before } of edits) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), before);
    }
    const input = renderUnifiedDiff(edits);
    const { status, stdout, stderr } = spawnSync(tool, parameters, {
      cwd: folder,
      encoding: "utf8",
      input,
    });
    expect({ status, said: status === 0 ? "" : stdout + stderr }).toEqual({ status: 0, said: "" });
    return Object.fromEntries(
      edits.map(({ file }) => [file, readFileSync(join(folder, file), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const readers = [
  ["git", "apply", "--whitespace=nowarn", "-"],
  // Files that become empty are kept: their names are not those of nothing.
  ["patch", "-p1", "--binary", "--no-backup-if-mismatch", "--fuzz=0"],
] as const;

for (const program of readers) {
  test.for(texts)(`${program[0]} applies %s`, ([, before, after], context) => {
    const edits = [{ file: "clusters/orders.yaml", before, after }];
    expect(applied(program, context, edits)).toEqual({ "clusters/orders.yaml": after });
  });

  test.for(["two words.yaml", 'say "a".yaml', "tab\there.yaml", "äöü.yaml", "back\\slash.yaml"])(
    `${program[0]} finds a file called %j`,
    (file, context) => {
      const edits = [{ file: `a b/${file}`, before: "a: 1\n", after: "a: 2\n" }];
      expect(applied(program, context, edits)).toEqual({ [`a b/${file}`]: "a: 2\n" });
    },
  );

  test(`${program[0]} applies the diff of many generated files at once`, (context) => {
    const line = fc.constantFrom("a", "b", "  c: 1", "---", "", "x".repeat(200), "ü \t");
    const text = fc
      .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
      .map(([lines, isOpen]) => lines.join("\n") + (lines.length > 0 && !isOpen ? "\n" : ""));
    const pairs = fc.sample(fc.tuple(text, text), { numRuns: 400, seed: 4 });
    const edits = pairs.map(([before, after], index) => ({ file: `${index}.txt`, before, after }));
    const changed = edits.filter(({ before, after }) => before !== after);
    const wanted = Object.fromEntries(changed.map(({ file, after }) => [file, after]));
    expect(changed.length).toBeGreaterThan(350);
    expect(applied(program, context, changed)).toEqual(wanted);
  });
}

test("blocks say exactly what differs, and never more than git's shortest way", () => {
  const line = fc.constantFrom("a\n", "b\n", "c\n", "---\n", "  x: 1\n");
  const lines = fc.array(line, { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const blocks = diffLines(before, after);
      const made: string[] = [];
      let [done, newDone, changed] = [0, 0, 0];
      for (const { start, end, newStart, newEnd } of blocks) {
        expect(start - done).toBe(newStart - newDone);
        made.push(...before.slice(done, start), ...after.slice(newStart, newEnd));
        [done, newDone, changed] = [end, newEnd, changed + end - start + newEnd - newStart];
      }
      expect([...made, ...before.slice(done)]).toEqual(after);
      expect(changed).toBe(before.length + after.length - 2 * longestCommon(before, after));
    }),
    { numRuns: 5000 },
  );
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row: number[] = Array.from({ length: b.length + 1 }, () => 0);
  for (const line of a) {
    const next = [0];
    for (const [index, other] of b.entries()) {
      next.push(
        line === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0),
      );
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

test("thousands of changes in a long text are told apart line by line", () => {
  const before = Array.from({ length: 20_000 }, (_, index) => [
    `name: ${index}\n`,
    "x: 1\n",
    "y\n",
  ]);
  const after = before.map(([name = "", ...rest]) => [name, "x: 2\n", ...rest.slice(1)]);
  const blocks = diffLines(before.flat(), after.flat());
  expect(blocks).toHaveLength(20_000);
  expect(blocks[7]).toEqual({ start: 22, end: 23, newStart: 22, newEnd: 23 });
});

test("texts that have nothing in common are one block", () => {
  const before = Array.from({ length: 5000 }, (_, index) => `a${index}\n`);
  const after = before.map((line) => `b${line}`);
  expect(diffLines(before, after)).toEqual([{ start: 0, end: 5000, newStart: 0, newEnd: 5000 }]);
});

test.for<readonly [string, string, string, readonly string[]]>([
  [
    "a document starts at its marker, though the next one starts with the same lines",
    "kind: A\nname: a\n---\nkind: B\n",
    "kind: A\nname: a\n---\nkind: A\nname: b\n---\nkind: B\n",
    ["---\n", "kind: A\n", "name: b\n"],
  ],
  [
    "a field starts at its key, though the one before it ends with the same line",
    "a:\n  x: 1\nc:\n  x: 1\n",
    "a:\n  x: 1\nb:\n  x: 1\nc:\n  x: 1\n",
    ["b:\n", "  x: 1\n"],
  ],
  ["equal lines are added below", "a\na\n", "a\na\na\n", ["a\n"]],
  [
    "a blank line goes before what it keeps apart no more",
    "a\n\nb\n\nc\n",
    "a\n\nb\n\nd\n\nc\n",
    ["d\n", "\n"],
  ],
])("%s", ([, before, after, added]) => {
  const [block, second] = diffLines(linesOf(before), linesOf(after));
  expect(second).toBeUndefined();
  expect(linesOf(after).slice(block?.newStart, block?.newEnd)).toEqual(added);
});

test("files that do not change are left out, and a leading dot is no part of a name", () => {
  const same = { file: "a", before: "x\n", after: "x\n" };
  expect(renderUnifiedDiff([same])).toBe("");
  expect(renderUnifiedDiff([same, { file: "./b", before: "", after: "y\n" }])).toBe(
    "diff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -0,0 +1 @@\n+y\n",
  );
});
