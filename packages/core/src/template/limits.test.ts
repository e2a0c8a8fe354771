import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import {
  emptyModel,
  exampleModel,
  type ExampleModel,
  exampleSchema,
} from "./__fixtures__/example-model.ts";
import {
  type CheckedTemplate,
  noOverrides,
  parseOverrides,
  parseTemplate,
  renderTemplate,
  type TemplateDialect,
  type TemplateSource,
} from "./index.ts";

function checked(
  source: string,
  partials: TemplateSource["partials"] = {},
  dialect: TemplateDialect = "text",
): CheckedTemplate<ExampleModel> {
  const parsed = parseTemplate<ExampleModel>({
    name: "template",
    dialect,
    source,
    schema: exampleSchema,
    partials,
  });
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.diagnostics));
  }
  return parsed.value;
}

function codes(source: string, partials: TemplateSource["partials"] = {}): string[] {
  const template = { name: "t", dialect: "shell", schema: exampleSchema } as const;
  return parseTemplate({ ...template, source, partials }).diagnostics.map(({ code }) => code);
}

test("a source may be 256 KB long, and no longer", () => {
  expect(codes(`echo ${"x".repeat(262_144 - 5)}`)).toEqual([]);
  expect(codes(`echo ${"x".repeat(262_144 - 4)}`)).toEqual(["TEMPLATE_TOO_LARGE"]);
});

test.for([
  "{{#if isOn}}x",
  "{{#each tags}}",
  "{{#if isOn}}{{else if isOn}}",
  "{{a (b ",
  "{{#if isOn}}{{!--}}",
  "\\{{x{{#if isOn}}",
  "{{^isOn}}",
])("3,000 times %s is refused before the parser sees it", (piece) => {
  expect(codes(piece.repeat(3000))).toContain("TEMPLATE_TOO_DEEP");
});

test("100 levels of loops are checked", () => {
  const rooted = "{{#each @root.tags}} a".repeat(100) + "{{/each}}".repeat(100);
  expect(codes(rooted)).toEqual([]);
});

test.for(['"$(', "${A:-", " <<E"])("a shell that opens %s without end is refused", (piece) => {
  const source = `${piece.repeat(200_000 / piece.length)}{{#if isOn}}a{{/if}}{{#each tags}}b{{/each}}`;
  expect(codes(source)).toContain("TEMPLATE_TEXT");
});

test("partials that multiply are given up", () => {
  const partials = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [
      `p${index}`,
      {
        source: `{{> p${index + 1} this a${index}=@root.name}}{{> p${index + 1} this b${index}=@root.name}}`,
      },
    ]),
  );
  const all = { ...partials, p30: { source: "x" } };
  expect(codes("{{> p0 cluster}}", all)).toContain("TEMPLATE_TOO_COMPLEX");
});

test("loops inside loops stop at the limit of the output", () => {
  const template = checked(
    "{{#each @root.tags}}".repeat(12) + "0123456789" + "{{/each}}".repeat(12),
  );
  expect(() => renderTemplate(template, exampleModel, { limits: { output: 10_000 } })).toThrow(
    expect.objectContaining({
      code: "TEMPLATE_LIMIT",
      details: { template: "template", limit: "output", maximum: 10_000 },
    }),
  );
});

test("loops that print nothing stop at the limit of the steps", () => {
  const template = checked("{{#each @root.tags}}".repeat(30) + "{{/each}}".repeat(30));
  expect(() => renderTemplate(template, exampleModel)).toThrow(
    expect.objectContaining({ code: "TEMPLATE_LIMIT" }),
  );
});

test("partials stop at the limit of the depth", () => {
  const node = { source: "{{label}}{{#each children}}{{> node this}}{{/each}}" };
  const template = checked("{{#each tree}}{{> node this}}{{/each}}", { node });
  expect(renderTemplate(template, exampleModel)).toBe("rootleafother");
  const deep = Array.from({ length: 60 }).reduce<ExampleModel["tree"][number]>(
    (child) => ({ label: "x", children: [child] }),
    { label: "end", children: [] },
  );
  expect(() => renderTemplate(template, { ...emptyModel, tree: [deep] })).toThrow(
    expect.objectContaining({ details: { template: "template", limit: "depth", maximum: 50 } }),
  );
});

test.for([
  ["a function", { name: () => "called" }, "/name"],
  ["a map", { cluster: new Map([["name", "x"]]) }, "/cluster"],
  [
    "an instance of a class",
    {
      cluster: new (class Cluster {
        name = "x";
      })(),
    },
    "/cluster",
  ],
  ["null", { name: null }, "/name"],
  ["undefined", { name: undefined }, "/name"],
  ["a list", { name: ["x"] }, "/name"],
  ["NaN", { count: Number.NaN }, "/count"],
  ["an integer beyond 2^53", { count: 2 ** 60 }, "/count"],
] as const)("%s in the model is refused with its pointer", ([, wrong, pointer]) => {
  const template = checked("{{name}}{{count}}{{#with cluster}}{{name}}{{/with}}");
  // What a caller without a type checker can pass.
  const model: ExampleModel = Object.assign({}, exampleModel, wrong);
  expect(() => renderTemplate(template, model)).toThrow(
    expect.objectContaining({
      code: "VALUE_REFUSED",
      details: expect.objectContaining({ pointer }),
    }),
  );
});

test("only own properties are read", () => {
  const template = checked("{{#if note}}inherited{{else}}absent{{/if}}");
  const polluted: ExampleModel = JSON.parse('{"__proto__": {"note": "x"}}');
  expect(renderTemplate(template, polluted)).toBe("absent");
});

test("safe text passes as it is, and only text of the dialect", () => {
  const template = checked("{{{script}}}\n", {}, "shell");
  expect(renderTemplate(template, exampleModel)).toBe("echo 'done' | cat\n");
  const wrong: ExampleModel = Object.assign({}, exampleModel, {
    script: { dialect: "yaml", text: "x" },
  });
  expect(() => renderTemplate(template, wrong)).toThrow(
    expect.objectContaining({ code: "VALUE_REFUSED" }),
  );
});

const builtIns: readonly TemplateSource[] = [
  {
    name: "greeting",
    dialect: "shell",
    source: "echo {{> who}}\n",
    schema: exampleSchema,
    partials: { who: { source: "{{@root.name}}" } },
  },
  { name: "other", dialect: "text", source: "{{version}}", schema: exampleSchema },
];

test("an override replaces a template by its name", () => {
  const parsed = parseOverrides(builtIns, {
    greeting: { source: "printf {{> who}} {{version}}\n" },
  });
  const overrides = parsed.ok ? parsed.value : noOverrides;
  const template = checked("unused");
  expect(renderTemplate({ ...template, name: "greeting" }, exampleModel, { overrides })).toBe(
    "printf 'image one' 1.34.1\n",
  );
  expect(renderTemplate({ ...template, name: "other" }, exampleModel, { overrides })).toBe(
    "unused",
  );
});

test("an override replaces a partial wherever it is called", () => {
  const parsed = parseOverrides(builtIns, { who: { source: "{{@root.cluster.name}}" } });
  expect(parsed.ok && [...parsed.value.keys()]).toEqual(["greeting"]);
  const overrides = parsed.ok ? parsed.value : noOverrides;
  const template = { ...checked("unused"), name: "greeting" };
  expect(renderTemplate(template, exampleModel, { overrides })).toBe("echo blue\n");
});

test("overrides are checked like the originals", () => {
  const parsed = parseOverrides(builtIns, {
    greting: { source: "x" },
    greeting: { source: "{{name}} {{> who}}\n", file: "mine.hbs" },
    who: { source: "{{@root.nam}}", file: "who.hbs" },
  });
  expect(
    parsed.diagnostics.map(({ code, source }) => [
      code,
      source?.file,
      source?.line,
      source?.column,
    ]),
  ).toEqual([
    ["TEMPLATE_OVERRIDE_UNKNOWN", "greting", 1, 1],
    ["TEMPLATE_PLACE", "mine.hbs", 1, 3],
    ["TEMPLATE_PATH_UNKNOWN", "who.hbs", 1, 3],
  ]);
});

test("nothing generates code", () => {
  const script = fileURLToPath(new URL("__fixtures__/without-code-generation.ts", import.meta.url));
  const output = execFileSync(
    process.execPath,
    [
      "--conditions=@imagewright/source",
      "--disallow-code-generation-from-strings",
      "--disable-proto=throw",
      "--frozen-intrinsics",
      "--no-warnings",
      script,
    ],
    { encoding: "utf8" },
  );
  expect(output).toBe("echo 'image one'\nrefused: TEMPLATE_PATH_UNKNOWN\n");
});
