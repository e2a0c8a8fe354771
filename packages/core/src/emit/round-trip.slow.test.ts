import { naughtyStrings, requirePython, requireTool } from "@imagewright/testkit";
import fc from "fast-check";
import { load } from "js-yaml";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";

import { isImagewrightError } from "../error.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";
import { runJudge } from "./__fixtures__/run-judge.ts";
import {
  emitCommand,
  emitHclVariables,
  emitJson,
  emitMultipart,
  emitToml,
  emitYaml,
  emitYamlDocuments,
} from "./index.ts";

const numRuns = 10_000;
const timeout = 120_000;

/** Lines of a script or a document, with blanks, tabs and markers where readers may stumble. */
const line = fc.oneof(
  fc.constantFrom(
    "",
    "",
    " ",
    "\t",
    "#",
    "# a",
    "- a",
    "a: b",
    "---",
    "...",
    "%TAG",
    "  two",
    "\ttab",
    "end ",
    "end\t",
    "| ",
    "é",
    "\u00a0",
    "\u2028x",
    "\u0085",
  ),
  fc.string({ maxLength: 8 }),
);
const multiline = fc
  .tuple(fc.array(line, { minLength: 2, maxLength: 6 }), fc.constantFrom("", "", "\n", "\n\n"))
  .map(([lines, end]) => lines.join("\n") + end);
const text = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom(...naughtyStrings.filter(({ length }) => length < 200)),
    },
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
    { weight: 2, arbitrary: fc.string({ maxLength: 12 }) },
    { weight: 3, arbitrary: multiline },
  )
  .filter((sample) => !sample.includes("\0"));
const number = fc
  .oneof(fc.integer(), fc.maxSafeInteger(), fc.double({ noDefaultInfinity: true, noNaN: true }))
  .filter((sample) => !Object.is(sample, -0))
  .filter((sample) => !Number.isInteger(sample) || Number.isSafeInteger(sample));
const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    text,
    number,
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(text, tie("json"), { maxKeys: 4 }),
  ),
}));

describe("reading what was written gives the value", () => {
  test("YAML: yaml and js-yaml", { timeout }, () => {
    fc.assert(
      fc.property(json, (value) => {
        const written = emitYaml(value);
        expect(written).toMatch(/[^\n]\n$/u);
        expect(parseYaml(written)).toEqual(plain(value));
        expect(load(written)).toEqual(plain(value));
      }),
      { numRuns },
    );
  });

  test("YAML: many lines in one text", { timeout }, () => {
    fc.assert(
      fc.property(multiline, (value) => {
        const written = emitYaml({ a: value, b: [value, [value]], c: { d: value } });
        const expected = { a: value, b: [value, [value]], c: { d: value } };
        expect(parseYaml(written)).toEqual(expected);
        expect(load(written)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  test("JSON", { timeout }, () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(emitJson(value))).toEqual(plain(value));
        expect(emitJson(value).endsWith("\n")).toBe(true);
      }),
      { numRuns },
    );
  });

  test("TOML: smol-toml", { timeout }, () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.dictionary(text, json, { maxKeys: 4 }), (value) => {
        const written = writtenOrRefused(() => emitToml(value));
        refused += written === undefined ? 1 : 0;
        if (written !== undefined) {
          expect(parseToml(written)).toEqual(plain(value));
        }
      }),
      { numRuns },
    );
    expect(refused).toBeLessThan(numRuns * 0.8);
  });
});

describe("the readers of the field agree about random documents", () => {
  const samples = fc.sample(json, { numRuns: 2000, seed: 20_261_121 });
  const scripts = fc.sample(multiline, { numRuns: 4000, seed: 20_261_121 });
  const values: JsonValue[] = [...samples, ...scripts, { scripts }, scripts.map((a) => [{ a }])];

  test.for(["SafeLoader", "CSafeLoader"])("PyYAML's %s", { timeout }, (loader, context) => {
    const python = requirePython(context, "yaml");
    const script = `import json, yaml
with open("file", encoding="utf-8", newline="") as file:
    for value in yaml.load_all(file.read(), Loader=yaml.${loader}):
        print(json.dumps(value))
`;
    const { stdout, stderr } = runJudge(python, ["-c", script], {
      file: emitYamlDocuments(values),
    });
    expect(stderr).toBe("");
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((row): unknown => JSON.parse(row)),
    ).toEqual(values.map((value) => plain(value)));
  });

  test("kubectl", { timeout }, (context) => {
    const kubectl = requireTool(context, "kubectl");
    const items = [...samples, ...scripts, scripts.map((a) => [{ a }])];
    const file = emitYaml({
      apiVersion: "example.org/v1",
      kind: "Sample",
      metadata: { name: "a" },
      spec: { items },
    });
    const options = ["annotate", "--local", "-f", "file.yaml", "-o", "json", "a=b"];
    const { stdout, stderr } = runJudge(kubectl, options, { "file.yaml": file });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toMatchObject({ spec: { items: plain(items) } });
  });

  test("tomllib", { timeout }, (context) => {
    const python = requirePython(context, "tomllib");
    const tables = fc
      .sample(fc.dictionary(text, json, { maxKeys: 4 }), { numRuns: 2000, seed: 20_261_121 })
      .filter((value) => writtenOrRefused(() => emitToml(value)) !== undefined);
    const script = `import json, tomllib
for text in json.load(open("file", "rb")):
    print(json.dumps(tomllib.loads(text)))
`;
    const file = emitJson(tables.map((value) => emitToml(value)));
    const { stdout, stderr } = runJudge(python, ["-c", script], { file });
    expect(stderr).toBe("");
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((row): unknown => JSON.parse(row)),
    ).toEqual(plain(tables));
  });

  test.for(["bash", "dash"])(
    "%s, for words and wrapped commands",
    { timeout },
    (shell, context) => {
      const program = requireTool(context, shell);
      const words = fc.sample(text, { numRuns, seed: 20_261_121 });
      const script = emitCommand(["printf", "%s\\0", ...words]);
      const { stdout, stderr } = runJudge(program, ["script"], { script });
      expect(stderr).toBe("");
      expect(stdout.split("\0").slice(0, -1)).toEqual(words);
    },
  );

  test("Python's mail reader", { timeout }, (context) => {
    const python = requirePython(context, "email");
    const texts = fc
      .sample(text, { numRuns, seed: 20_261_121 })
      .filter((one) => !one.includes("\r"));
    const script = `import base64, email, json, sys
archive = email.message_from_bytes(open("file", "rb").read())
json.dump([base64.b64encode(p.get_payload(decode=True)).decode() for p in archive.get_payload()], sys.stdout)
`;
    const file = emitMultipart(texts.map((one) => ({ contentType: "text/x-sample", text: one })));
    const { stdout } = runJudge(python, ["-c", script], { file });
    expect(JSON.parse(stdout)).toEqual(texts.map((one) => Buffer.from(one).toString("base64")));
  });
});

describe("writing is a function of the value", () => {
  test("the same value gives the same bytes, whatever it is made of", { timeout }, () => {
    fc.assert(
      fc.property(json, (value) => {
        const copy: JsonValue = structuredClone(value);
        expect(emitYaml(copy)).toBe(emitYaml(value));
        expect(emitJson(copy)).toBe(emitJson(value));
      }),
      { numRuns: 1000 },
    );
  });

  test("a value that one format refuses for its kind is refused by all", { timeout }, () => {
    const fault = fc.constantFrom<unknown>(
      undefined,
      Number.NaN,
      Infinity,
      -0,
      2 ** 53,
      1n,
      Symbol("a"),
      () => 1,
      new Date(0),
      new Map(),
      "\0",
      "\ud800",
    );
    const place = fc.constantFrom<(value: unknown) => JsonObject>(
      (value) => deep({ a: value }),
      (value) => deep({ a: [{ b: value }] }),
      (value) => deep({ a: { "b/c~d": [1, value] } }),
    );
    fc.assert(
      fc.property(fault, place, (value, put) => {
        const document = put(value);
        for (const emit of [emitYaml, emitJson, emitToml, emitHclVariables]) {
          expect(() => emit(document)).toThrow(expect.objectContaining({ code: "VALUE_REFUSED" }));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Without null prototypes, which `toEqual` would tell apart. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** What the types forbid, to see that it is refused all the same. */
function deep(value: Record<string, unknown>): JsonObject {
  return value as JsonObject;
}

function writtenOrRefused(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    if (isImagewrightError(error, "VALUE_REFUSED")) {
      return undefined;
    }
    throw error;
  }
}
