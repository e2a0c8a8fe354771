import { spawnSync } from "node:child_process";

import { requirePython, requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import recorded from "./__fixtures__/plain-scalars.json" with { type: "json" };
import { readPlainScalar } from "./plain-scalar.ts";

/** What kubectl and PyYAML made of a text; an object stands for an error or a timestamp. */
interface Recorded {
  readonly text: string;
  readonly kubectl: unknown;
  readonly pyyaml: unknown;
}

const scalars: readonly Recorded[] = recorded.scalars;

test.for(scalars)("$text: refused if and only if readers differ", ({ text, kubectl, pyyaml }) => {
  const { value, fault } = readPlainScalar(text);
  const isAlike = value === kubectl && value === pyyaml;
  expect(fault).toBe(isAlike ? undefined : "ambiguous");
});

test.for([
  { text: "", value: null },
  { text: "~", value: null },
  { text: "TRUE", value: true },
  { text: "False", value: false },
  { text: "-12", value: -12 },
  { text: "0x1F", value: 31 },
  { text: "1.30", value: 1.3 },
  { text: ".5", value: 0.5 },
  { text: "9007199254740991", value: Number.MAX_SAFE_INTEGER },
  { text: "0.30000000000000004", value: 0.30000000000000004 },
  { text: "12:3a", value: "12:3a" },
  { text: "yesterday", value: "yesterday" },
  { text: "v1.34.1", value: "v1.34.1" },
  { text: "1.34.1", value: "1.34.1" },
  { text: "ami-0123456789abcdef0", value: "ami-0123456789abcdef0" },
  { text: "10.0.0.0/16", value: "10.0.0.0/16" },
  { text: "100m", value: "100m" },
  { text: "30s", value: "30s" },
])("$text is $value for every reader", ({ text, value }) => {
  expect(readPlainScalar(text)).toEqual({ value });
});

test.for([
  { text: "9007199254740993", fault: "inexact" },
  { text: "-9007199254740992", fault: "inexact" },
  { text: "12345678901234567890", fault: "inexact" },
  { text: "0xffffffffffffffff", fault: "inexact" },
  { text: "0.12345678901234567890", fault: "inexact" },
  { text: "1.0e+400", fault: "inexact" },
  { text: "1.0e-400", fault: "inexact" },
  { text: ".inf", fault: "not-finite" },
  { text: "-.Inf", fault: "not-finite" },
  { text: ".NaN", fault: "not-finite" },
])("$text is $fault", ({ text, fault }) => {
  expect(readPlainScalar(text).fault).toBe(fault);
});

/** Every text of one to three signs that numbers and dates are made of. */
const short = ["0", "1", "7", "8", "_", ".", ":", "x", "o", "b", "e", "+", "-", "a"];
const made = short
  .flatMap((a) => [a, ...short.flatMap((b) => [a + b, ...short.map((c) => a + b + c)])])
  .filter((text) => !/^(?:[-:]|---|\.\.\.)$|:$/u.test(text));

test("PyYAML reads what is not refused as we do", (context) => {
  const script =
    "import sys, json, yaml\n" +
    "def read(text):\n" +
    "    try: return yaml.safe_load('a: ' + text)['a']\n" +
    "    except Exception: return {}\n" +
    "print(json.dumps([read(text) for text in json.load(sys.stdin)], default=lambda value: {}))";
  const python = requirePython(context, "yaml");
  const { stdout } = spawnSync(python, ["-c", script], {
    input: JSON.stringify(made),
    encoding: "utf8",
  });
  const theirs: unknown[] = JSON.parse(stdout);
  expect(differences(theirs)).toEqual([]);
});

test("kubectl reads what is not refused as we do", { timeout: 30_000 }, (context) => {
  const kubectl = requireTool(context, "kubectl");
  const head = "apiVersion: v1\nkind: List\nmetadata:\n  name: a\nvalues:\n";
  const { stdout } = spawnSync(kubectl, ["annotate", "--local", "-f", "-", "-o", "json", "a=b"], {
    input: head + made.map((text) => `- ${text}\n`).join(""),
    encoding: "utf8",
  });
  const object: { values: unknown[] } = JSON.parse(stdout);
  expect(differences(object.values)).toEqual([]);
});

function differences(theirs: readonly unknown[]): readonly string[] {
  return made.filter((text, index) => {
    const { value, fault } = readPlainScalar(text);
    return fault === undefined && value !== theirs[index];
  });
}
