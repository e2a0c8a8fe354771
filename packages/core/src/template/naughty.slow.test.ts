import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { naughtyStrings, refusedStrings, requireTool } from "@imagewright/testkit";
import { parse as parseToml } from "smol-toml";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";

import { isImagewrightError } from "../error.ts";
import type { JsonObject } from "../json-value.ts";
import { parseTemplate, renderTemplate, type TemplateDialect } from "./index.ts";

interface Values {
  readonly v: string;
  readonly list: readonly string[];
}

const schema: JsonObject = {
  type: "object",
  properties: { v: { type: "string" }, list: { type: "array", items: { type: "string" } } },
  required: ["v", "list"],
};

/** A renderer of one value, which gives undefined where the value is refused. */
function renderer(dialect: TemplateDialect, source: string): (v: string) => string | undefined {
  const parsed = parseTemplate<Values>({ name: "naughty", dialect, source, schema });
  expect(parsed.diagnostics).toEqual([]);
  return (v) => {
    if (!parsed.ok) {
      return undefined;
    }
    try {
      return renderTemplate(parsed.value, { v, list: [v, "x", v] });
    } catch (error) {
      expect(isImagewrightError(error, "VALUE_REFUSED")).toBe(true);
      return undefined;
    }
  };
}

/** Runs a shell script that prints words, each ended by NUL. */
function words(shell: string, script: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-"));
  try {
    const file = join(folder, "script.sh");
    writeFileSync(file, script);
    return execFileSync(shell, [file], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { LC_ALL: "C.UTF-8", HOME: "/h" },
    })
      .split("\0")
      .slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const print = String.raw`printf '%s\0'`;

const shellPlaces: readonly {
  readonly source: string;
  readonly read: (v: string) => string;
  readonly only?: "bash";
}[] = [
  { source: `${print} {{v}}\n`, read: (v) => v },
  { source: `${print} --a={{v}}\n`, read: (v) => `--a=${v}` },
  { source: `${print} a~{{v}}z\n`, read: (v) => `a~${v}z` },
  { source: `${print} {a{{v}}b}\n`, read: (v) => `{a${v}b}` },
  { source: `${print} "{{v}}"\n`, read: (v) => v },
  { source: `A=7; ${print} "a\${A}{{v}}!"\n`, read: (v) => `a7${v}!` },
  { source: `${print} '{{v}}'\n`, read: (v) => v },
  { source: `A={{v}}; ${print} "$A"\n`, read: (v) => v },
  { source: `A="x{{v}}" && ${print} "$A"\n`, read: (v) => `x${v}` },
  { source: `export A={{v}}\n${print} "$A"\n`, read: (v) => v },
  { source: `f() { ${print} "$1"; }\nf {{v}}\n`, read: (v) => v },
  { source: `if [ {{v}} = {{v}} ]; then ${print} {{v}}; fi\n`, read: (v) => v },
  {
    source: `case {{v}} in "{{v}}") ${print} {{v}} ;; esac\n`.replace('"{{v}}"', "*"),
    read: (v) => v,
  },
  { source: `for a in {{v}}; do ${print} "$a"; done\n`, read: (v) => v },
  { source: `${print} "$(printf '%s.' {{v}})"\n`, read: (v) => `${v}.` },
  { source: `${print} "$(cat <<EOF\nx{{v}}y\nEOF\n)"\n`, read: (v) => `x${v}y` },
  { source: `${print} "$(cat <<'EOF'\nx{{v}}y\nEOF\n)"\n`, read: (v) => `x${v}y` },
  {
    source: `a=({{#each list}}{{this}} {{/each}}); ${print} "\${a[2]}"\n`,
    read: (v) => v,
    only: "bash",
  },
  {
    source: `${print} "$(cat <<<{{v}})."\n`,
    read: (v) => `${v.replace(/\n+$/u, "")}.`,
    only: "bash",
  },
];

test.for(["bash", "dash"])(
  "%s reads every place of a script as it was meant",
  { timeout: 60_000 },
  (name, context) => {
    const shell = requireTool(context, name);
    const expected: string[] = [];
    let script = "";
    for (const { source, read, only } of shellPlaces) {
      const render = renderer("shell", source);
      for (const v of only === undefined || only === name ? naughtyStrings : []) {
        const text = render(v);
        if (text !== undefined) {
          script += text;
          expected.push(read(v));
        }
      }
    }
    expect(expected.length).toBeGreaterThan(15 * naughtyStrings.length);
    expect(words(shell, script)).toEqual(expected);
  },
);

const dataPlaces: readonly {
  readonly dialect: TemplateDialect;
  readonly source: string;
  readonly expected: (v: string) => unknown;
}[] = [
  { dialect: "yaml", source: "a: {{v}}\n", expected: (v) => ({ a: v }) },
  { dialect: "yaml", source: "- {{v}}\n- - {{v}}\n", expected: (v) => [v, [v]] },
  { dialect: "yaml", source: "a: [{{v}}, {{v}}]\n", expected: (v) => ({ a: [v, v] }) },
  { dialect: "yaml", source: "a: {b: {{v}} }\n", expected: (v) => ({ a: { b: v } }) },
  { dialect: "yaml", source: 'a: "x{{v}}y"\n', expected: (v) => ({ a: `x${v}y` }) },
  { dialect: "yaml", source: "a:\n  {{v}}\nb: {{v}} # c\n", expected: (v) => ({ a: v, b: v }) },
  {
    dialect: "json",
    source: '{"a": {{v}}, "b": "x{{v}}y"}',
    expected: (v) => ({ a: v, b: `x${v}y` }),
  },
  {
    dialect: "json",
    source: "[{{#each list}}{{#unless @first}}, {{/unless}}{{this}}{{/each}}]",
    expected: (v) => [v, "x", v],
  },
  { dialect: "json", source: '{"k{{v}}": 1}', expected: (v) => ({ [`k${v}`]: 1 }) },
  {
    dialect: "toml",
    source: 'a = {{v}}\nb = "x{{v}}y"\nc = [{{v}}, {{v}}]\n',
    expected: (v) => ({ a: v, b: `x${v}y`, c: [v, v] }),
  },
  {
    dialect: "toml",
    source: 'a = """x{{v}}y"""\n[t]\nd = { e = {{v}} }\n',
    expected: (v) => ({ a: `x${v}y`, t: { d: { e: v } } }),
  },
  {
    dialect: "toml",
    source: '[t."k{{v}}"]\na = 1\n',
    expected: (v) => ({ t: { [`k${v}`]: { a: 1 } } }),
  },
];

function readData(dialect: TemplateDialect, text: string): unknown {
  switch (dialect) {
    case "yaml":
      return parseAllDocuments(text)[0]?.toJS();
    case "json":
      return JSON.parse(text);
    default:
      return JSON.parse(JSON.stringify(parseToml(text)));
  }
}

test.for(dataPlaces)(
  "$dialect: every string comes back from $source",
  ({ dialect, source, expected }) => {
    const render = renderer(dialect, source);
    for (const v of naughtyStrings) {
      expect(readData(dialect, render(v) ?? "")).toEqual(expected(v));
    }
  },
);

test("YAML keys come back, or are refused for their length", () => {
  const render = renderer("yaml", "{{v}}: 1\na:\n  {{v}}: 2\n");
  for (const v of naughtyStrings) {
    const text = render(v);
    expect(text === undefined).toBe(v.length > 990);
    if (text !== undefined && v !== "a") {
      expect(readData("yaml", text)).toEqual(
        Object.fromEntries([
          [v, 1],
          ["a", Object.fromEntries([[v, 2]])],
        ]),
      );
    }
  }
});

test("PyYAML reads every place as it was meant", (context) => {
  const python = requireTool(context, "python3");
  const cases = dataPlaces
    .filter(({ dialect }) => dialect === "yaml")
    .flatMap(({ dialect, source, expected }) => {
      const render = renderer(dialect, source);
      return naughtyStrings.map((v) => ({ text: render(v), expected: expected(v) }));
    });
  const program =
    "import json,sys,yaml\nprint(json.dumps([yaml.load(t, Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader)) for t in json.load(sys.stdin)]))";
  const output = execFileSync(python, ["-c", program], {
    input: JSON.stringify(cases.map(({ text }) => text)),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  expect(JSON.parse(output)).toEqual(cases.map(({ expected }) => expected));
});

test("HCL strings never become templates", () => {
  const render = renderer("hcl", 'a = {{v}}\nb = "x{{v}}{{v}}y"\n');
  for (const v of ["${x}", "%{if}", "$", "{x}", "$$", "%"]) {
    const text = render(v) ?? "";
    expect(text.replaceAll("$${", "").replaceAll("%%{", "")).not.toMatch(/[$%]\{/u);
  }
});

test("make carries plain text and refuses everything else", () => {
  const render = renderer("make", "A = {{v}}\n");
  for (const v of naughtyStrings) {
    const text = render(v);
    expect(text).toBe(/^[A-Za-z0-9_./@:+,-]+$/u.test(v) ? `A = ${v}\n` : undefined);
  }
});

test.for(["text", "shell", "yaml", "json", "toml", "hcl", "make", "markdown"] as const)(
  "%s refuses NUL and lone surrogates, and names the field",
  (dialect) => {
    const source = {
      yaml: "a: {{v}}\n",
      shell: "a {{v}}\n",
      toml: "a = {{v}}\n",
      hcl: "a = {{v}}\n",
    };
    const text =
      dialect in source ? Object.entries(source).find(([name]) => name === dialect)?.[1] : "{{v}}";
    const parsed = parseTemplate<Values>({ name: "t", dialect, source: text ?? "", schema });
    for (const v of refusedStrings) {
      try {
        if (parsed.ok) {
          renderTemplate(parsed.value, { v, list: [] });
        }
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({ code: "VALUE_REFUSED", details: { pointer: "/v" } });
      }
    }
  },
);

test.for([
  { dialect: "shell", source: "cat <<EOF\n{{v}}\nEOF\n", v: "a\nEOF\nrm", pointer: "/v" },
  { dialect: "shell", source: "cat <<'EOF'\n{{v}}\nEOF\n", v: "EOF", pointer: "/v" },
  { dialect: "shell", source: "cat <<-EOF\n{{v}}\n\tEOF\n", v: "\tEOF", pointer: "/v" },
  {
    dialect: "shell",
    source: "cat <<EOF\n{{#each list}}{{this}}{{/each}}\nEOF\n",
    v: "EO",
    list: ["EO", "F"],
    pointer: "/list/1",
  },
  { dialect: "markdown", source: "```\n{{v}}\n```\n", v: "```", pointer: "/v" },
  { dialect: "markdown", source: "`{{v}}`\n", v: "a`b", pointer: "/v" },
  { dialect: "markdown", source: "[a]({{v}})\n", v: "a b", pointer: "/v" },
] as const)("$dialect refuses $v in $source", ({ dialect, source, v, pointer, ...rest }) => {
  const parsed = parseTemplate<Values>({ name: "t", dialect, source, schema });
  const list = "list" in rest ? rest.list : [];
  expect(parsed.ok).toBe(true);
  expect(() => (parsed.ok ? renderTemplate(parsed.value, { v, list }) : "")).toThrow(
    expect.objectContaining({
      code: "VALUE_REFUSED",
      details: expect.objectContaining({ pointer }),
    }),
  );
  expect(() =>
    parsed.ok ? renderTemplate(parsed.value, { v: "fine", list: ["fine"] }) : "",
  ).not.toThrow();
});
