import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { parseTemplate } from "./parse-template.ts";
import { placeMachines } from "./place-machines.ts";
import type { TemplateDialect } from "./template-dialect.ts";

/** What is wrong with a text, or still open at its end. */
function readThrough(dialect: TemplateDialect, text: string): string | undefined {
  return placeMachines[dialect].use((machine) => {
    const { state, fault } = machine.text(machine.start, text);
    return fault?.reason ?? machine.unclosed(state);
  });
}

test.for([
  "a=$(case $x in a) echo 1 ;; (b|c) echo 2 ;; esac)\n",
  'while read -r l; do echo "$l"; done < <(ls -1 2>&1 | tee /x)\n',
  "cat <<A <<'B'\n$(date)\nA\nit's\nB\n",
  'cat <<-"END" | sed \'s/a/b/\'\n\ttext "\n\tEND\n',
  "x=$(cat <<EOF\n)\"'\nEOF\n)\n",
  "echo ${A:-\"it's\"} \"${B:-it's}\" ${#C} $# $((1 << 2)) $'it\\'s'\n",
  "f() { local a=(1 2 '3)'); echo \"${a[@]}\" # it's\n}\n",
  "if [[ $a =~ ^(x|y)$ && ! -f /z ]]; then echo a#b; fi\n",
  'for ((i = 0; i < 3; i++)); do echo \\"; done\n',
  "echo a \\\n  b >/dev/null 2>&1 &\n",
  "echo `echo \\`date\\``\n",
  "{ a; b; } >> x && (c; d) || e\n",
])("the shell reads %j to its end", (text) => {
  expect(readThrough("shell", text)).toBeUndefined();
});

test.for([
  ["shell", 'echo "$(ls\n', "a command substitution"],
  ["shell", "a=(1\n", "an array"],
  ["shell", "case $a in\n", "a case"],
  ["yaml", 'a: "x\n', "a quoted scalar"],
  ["yaml", "a: {b: 1\n", "the bracket {"],
  ["yaml", "\ta: 1\n", "a tab indents the line"],
  ["json", '{"a": [1}', "} closes nothing"],
  ["toml", 'a = "x\n', "a string of one line holds a line end"],
  ["toml", "a = [1\n", "the bracket ["],
  ["hcl", "a {\n", "the bracket {"],
  ["hcl", "a = <<EOT\n", "the here-document EOT"],
  ["markdown", "~~~\n", "a code block"],
] as const)("%s: %j ends inside a construct", ([dialect, text, reason]) => {
  expect(readThrough(dialect, text)).toBe(reason);
});

test("an expansion in quoted text leaves a loop as it found it", () => {
  const schema = {
    type: "object",
    properties: { names: { type: "array", items: { type: "string", pattern: "^[A-Z]+$" } } },
    required: ["names"],
  };
  const sources = [
    'echo "{{#each names}}${ {{~this~}} :-}$(date)`date`{{/each}}"\n',
    "cat <<END\n{{#each names}}${ {{~this~}} }\n{{/each}}END\n",
  ];
  for (const source of sources) {
    const parsed = parseTemplate({ name: "loop", dialect: "shell", source, schema });
    expect(parsed.diagnostics).toEqual([]);
  }
});

test("every manifest and JSON file of upstream reads to its end", (context) => {
  const folder = requireUpstream(context);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const dialects = { ".yaml": "yaml", ".yml": "yaml", ".json": "json" } as const;
  const found = Object.entries(dialects).flatMap(([ending, dialect]) =>
    files
      .filter((file) => file.endsWith(ending))
      .map((file) => ({
        file,
        fault: readThrough(dialect, readFileSync(join(folder, file), "utf8")),
      })),
  );
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter(({ fault }) => fault !== undefined)).toEqual([]);
});
