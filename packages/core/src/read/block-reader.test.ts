import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { readBlockYaml } from "./block-reader.ts";
import { createFindings } from "./findings.ts";
import { readFullYaml } from "./full-reader.ts";
import { defaultReadLimits } from "./read-limits.ts";
import type { SourceNode } from "./source-node.ts";

/** The documents of the full parser, or how it refuses the text. */
function readFully(text: string): readonly unknown[] {
  const findings = createFindings({ file: "f" }, defaultReadLimits);
  const documents = readFullYaml(text, findings, defaultReadLimits);
  return findings.isEmpty
    ? describeAll(
        text,
        documents.filter(({ isEmpty }) => !isEmpty),
      )
    : ["refused"];
}

function readQuickly(text: string): readonly unknown[] | undefined {
  const documents = readBlockYaml(text, defaultReadLimits, true);
  return documents && describeAll(text, documents);
}

interface Read {
  readonly index: number;
  readonly value: unknown;
  readonly node: SourceNode;
}

/** Values, and the place and text of every part. */
function describeAll(text: string, documents: readonly Read[]): readonly unknown[] {
  return documents.map(({ index, value, node }) => [
    index,
    JSON.stringify(value),
    describeNode(text, node),
  ]);
}

function describeNode(text: string, node: SourceNode): unknown {
  const { start, end, keys, keyStarts, children } = node;
  return children === undefined
    ? [start, text.slice(start, end)]
    : [start, keys, keyStarts, children.map((child) => describeNode(text, child))];
}

const fragments = [
  "a:",
  "b:",
  "a: ",
  "c: x",
  "d: 1",
  "- ",
  "-",
  "- x",
  "- a: b",
  "  ",
  "    ",
  " ",
  "# c",
  " # c",
  "x y",
  '"q"',
  "'s'",
  "'it''s'",
  '"a\\nb"',
  '"a\n  b"',
  "'a\n\n   b '",
  '"a\\ \n  \\ b"',
  '"a\n  \\  b\\ "',
  "[]",
  "{}",
  "[a, b]",
  "{a: b}",
  '{a: [1, "x"]}',
  "|\n",
  "|-\n",
  "|+\n",
  ">\n",
  ">-\n",
  "---\n",
  "--- #x\n",
  "...",
  ": ",
  "e :",
  " f: g",
  "0x1",
  "1.5",
  "true",
  "~",
  "yes",
  "*a",
  "&a",
  "!t",
  "a:b",
  "a#b",
  "-1",
  "--f",
  "? a",
  '"k": v',
  "\t",
  "[a\n, b]",
  "${A}",
  "{{ x }}",
  "x:",
  '"x":y',
  "[x",
  '"a\\\\"',
  "''",
  "a: |\n  t\n",
  "k: >-\n  a\n  b\n\n  c\n",
  "- |\n  t\n",
  "- - x\n",
  "  - y\n",
  "p: q r\n  s t\n",
  "\u00a0",
  "x\u00a0",
  "\u3000y ",
  '"x\u00a0\n  \u00a0"',
  "\n",
  "\n",
  "\n",
  "\n",
  "\n",
  "\n",
  "\n",
  "\n",
];

test("what the quick reader takes, the full parser reads alike, to the last offset", () => {
  let taken = 0;
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 9 }),
      (parts) => {
        const text = parts.join("");
        const quick = readQuickly(text);
        taken += quick === undefined ? 0 : 1;
        expect(quick ?? readFully(text)).toEqual(readFully(text));
      },
    ),
    { numRuns: 20_000 },
  );
  expect(taken).toBeGreaterThan(1000);
});

test.for([
  { name: "a trap", text: "a: yes\n" },
  { name: "a duplicate key", text: "a: 1\na: 2\n" },
  { name: "a tag", text: "a: !b c\n" },
  { name: "an anchor", text: "a: &b c\n" },
  { name: "a directive", text: "%YAML 1.2\n---\na: b\n" },
  { name: "a tab", text: "a:\tb\n" },
  { name: "a number past 2^53", text: "a: 9007199254740993\n" },
  { name: "NUL in an escape", text: 'a: "\\u0000"\n' },
  { name: "brackets over lines", text: "a: [b,\n  c]\n" },
  { name: "a text that ends without a line feed", text: "a: |\n  b" },
  { name: "a key of 1001 characters", text: `${"k".repeat(1001)}: 1\n` },
  { name: "a root that is a scalar", text: "a\n" },
])("$name is left to the full parser", ({ text }) => {
  expect(readQuickly(text)).toBe(undefined);
});

test("without places, the same values are read, and nothing of their parts is kept", () => {
  const text = "a:\n  b: [1]\n  c: |\n    x\n---\n- d: e\n- f\n";
  const [plain, placed] = [false, true].map((keeps) =>
    readBlockYaml(text, defaultReadLimits, keeps),
  );
  const values = (read: typeof plain): unknown =>
    read?.map(({ index, value, node }) => [index, value, node.start, node.end]);
  expect(values(plain)).toEqual(values(placed));
  expect(plain?.map(({ node }) => Object.keys(node))).toEqual([
    ["start", "end"],
    ["start", "end"],
  ]);
});

test.for([
  "examples/azure-capz/managed-image-id.yaml",
  "crds/nodepools.karpenter.sh.yaml",
  "crds/machines.cluster.x-k8s.io.yaml",
  "crds/clusterclasses.cluster.x-k8s.io.yaml",
  "crds/workflowtemplates.argoproj.io.yaml",
])("%s is read quickly, and alike", (path, context) => {
  const text = readFileSync(requireUpstream(context, path), "utf8");
  const quick = readQuickly(text);
  expect(quick).toBeDefined();
  expect(quick).toEqual(readFully(text));
});
