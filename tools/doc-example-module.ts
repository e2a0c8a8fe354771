import type { EntryPoint } from "./public-functions.ts";

/** The code of the `@example` blocks of a doc comment; an example without a fence has none. */
export function examplesOf(comment: string): readonly string[] {
  const fenced = /^@example\s*\n```ts\n(?<code>[\s\S]*?)\n```$/gmu;
  return [...comment.matchAll(fenced)].map(({ groups }) => groups?.["code"] ?? "");
}

/**
 * A module that runs one example: its imports, those of its own entry point, and an assertion for
 * each comment `// => VALUE` or `// throws CODE`.
 *
 * @param checks - specifier of the module with the assertions
 * @throws {Error} if the example asserts nothing
 */
export function exampleModule(code: string, entry: EntryPoint, checks: string): string {
  const { imports, body } = partImports(code);
  const statements = withAssertions(body);
  return [
    `import { expectThrown, expectValue } from "${checks}";`,
    ownImport(code, entry),
    ...imports,
    "",
    "export async function example(): Promise<void> {",
    ...statements,
    "}",
    "",
  ].join("\n");
}

function partImports(code: string): {
  readonly imports: readonly string[];
  readonly body: readonly string[];
} {
  const statement = /^import [\s\S]*?;$/gmu;
  return {
    imports: code.match(statement) ?? [],
    body: code.replace(statement, "").trim().split("\n"),
  };
}

/** What the example names and does not import itself. */
function ownImport(code: string, { path, names }: EntryPoint): string {
  const imported = new Set((code.match(/^import [\s\S]*?;$/gmu) ?? []).flatMap(wordsOf));
  const words = new Set(wordsOf(code));
  const wanted = names
    .filter(({ name }) => words.has(name) && !imported.has(name))
    .map(({ name, kind }) => (kind === "type" ? `type ${name}` : name));
  return `import { ${wanted.join(", ")} } from "${path}";`;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\w+/gu) ?? [];
}

function withAssertions(body: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let asserted = 0;
  for (let index = 0; index < body.length; index += 1) {
    const line = body[index] ?? "";
    const mark = /^(?<indent> *)(?<code>.*?) *\/\/ (?<sign>=>|throws) (?<value>.*)$/u.exec(
      line,
    )?.groups;
    if (mark === undefined) {
      lines.push(line);
      continue;
    }
    let value = mark["value"] ?? "";
    while (/^ *\/\/ {2,}\S/u.test(body[index + 1] ?? "")) {
      index += 1;
      value += `\n${(body[index] ?? "").replace("//", "")}`;
    }
    const { indent = "", code = "", sign = "" } = mark;
    lines.push(...(code === "" ? [] : [indent + code]));
    lines.push(...assertion(takeStatement(lines, indent), sign, value));
    asserted += 1;
  }
  if (asserted === 0) {
    throw new Error("the example says no value: end a line with `// => VALUE`");
  }
  return lines;
}

/** Removes the last statement: it starts at the last line of this indent that closes nothing. */
function takeStatement(lines: string[], indent: string): string {
  const start = lines.findLastIndex(
    (line) => line.startsWith(indent) && /^[^\s)\]}`]/u.test(line.slice(indent.length)),
  );
  return lines.splice(Math.max(start, 0)).join("\n").trim();
}

function assertion(statement: string, sign: string, value: string): readonly string[] {
  if (sign === "throws") {
    return [`await expectThrown(async () => {\n${statement}\n}, ${JSON.stringify(value.trim())});`];
  }
  const name = /^const (?<name>\w+)\b/u.exec(statement)?.groups?.["name"];
  return name === undefined
    ? [`expectValue(\n${statement.replace(/;$/u, "")},\n${value});`]
    : [statement, `expectValue(${name},\n${value});`];
}
