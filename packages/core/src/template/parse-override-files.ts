import { type Diagnostic, hasErrors, type Parsed } from "../diagnostic.ts";
import { prepareText } from "../read/prepare-text.ts";
import { defaultReadLimits } from "../read/read-limits.ts";
import { nearestName } from "../text/nearest.ts";
import { didYouMean, listNames } from "./findings.ts";
import { type OverrideSources, parseOverrides } from "./parse-overrides.ts";
import type { PartialSource, TemplateSource } from "./parse-template.ts";
import { type TemplateDiagnosticCode, templateDiagnostics } from "./template-diagnostics.ts";
import type { TemplateDialect } from "./template-dialect.ts";
import type { TemplateOverrides } from "./template-overrides.ts";

/** A file with a template of the user. */
export interface TemplateFile {
  /** Path; its last part is `NAME.DIALECT.hbs`, of a partial `_NAME.DIALECT.hbs`. */
  readonly file: string;
  /** Text, or bytes that must be UTF-8. */
  readonly input: string | Uint8Array;
}

/** What a file can replace, by the name of the file: `build-script.shell.hbs`. */
type Replaceable = ReadonlyMap<string, string>;

/**
 * Checks files with templates like {@link parseOverrides}. A file is named after what it replaces:
 * `build-script.shell.hbs` is the template `build-script`, written in shell, `_header.shell.hbs`
 * the partial `header`.
 *
 * @param builtIns - the templates that can be replaced, with their sources
 * @returns for `renderTemplate`, or everything that is wrong with file, line and column
 * @example
 * ```ts
 * const greeting: TemplateSource = {
 *   name: "greeting",
 *   dialect: "shell",
 *   source: "echo hello {{name}}\n",
 *   schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
 * };
 * const file = "templates/greeting.shell.hbs";
 * const overrides = parseOverrideFiles([greeting], [{ file, input: "echo welcome {{name}}\n" }]);
 * overrides.ok && [...overrides.value.keys()]; // => ["greeting"]
 * const wrong = parseOverrideFiles([greeting], [{ file, input: "echo {{nmae}}\n" }]);
 * wrong.diagnostics.map(({ source }) => `${source?.file}:${source?.line}:${source?.column}`);
 * // => ["templates/greeting.shell.hbs:1:8"]
 * ```
 */
export function parseOverrideFiles(
  builtIns: readonly TemplateSource[],
  files: readonly TemplateFile[],
): Parsed<TemplateOverrides> {
  const known = replaceable(builtIns);
  const diagnostics: Diagnostic[] = [];
  const sources = new Map<string, PartialSource>();
  for (const { file, input } of files) {
    const fileName = file.split(/[/\\]/u).at(-1) ?? file;
    const name = known.get(fileName);
    const prepared = prepareText(input, file, defaultReadLimits);
    if (name === undefined) {
      diagnostics.push(unknownFile(file, fileName, known));
    } else if (sources.has(name)) {
      diagnostics.push(twice(file, fileName, sources.get(name)));
    } else if (prepared.ok) {
      sources.set(name, { source: prepared.text, file });
    } else {
      diagnostics.push(prepared.diagnostic);
    }
  }
  const overrides: OverrideSources = Object.fromEntries(sources);
  const parsed = parseOverrides(builtIns, overrides);
  const all = [...diagnostics, ...parsed.diagnostics];
  return parsed.ok && !hasErrors(all)
    ? { ok: true, value: parsed.value, diagnostics: all }
    : { ok: false, diagnostics: all };
}

function replaceable(builtIns: readonly TemplateSource[]): Replaceable {
  const names = builtIns.flatMap(({ name, dialect, partials = {} }): [string, string][] => [
    [templateFileName(name, dialect), name],
    ...Object.keys(partials).map((partial): [string, string] => [
      `_${templateFileName(partial, dialect)}`,
      partial,
    ]),
  ]);
  return new Map(names);
}

/**
 * The name of the file that replaces a template.
 *
 * @example
 * ```ts
 * templateFileName("build-script", "shell"); // => "build-script.shell.hbs"
 * ```
 */
export function templateFileName(name: string, dialect: TemplateDialect): string {
  return `${name}.${dialect}.hbs`;
}

function unknownFile(file: string, fileName: string, known: Replaceable): Diagnostic {
  return report("TEMPLATE_OVERRIDE_UNKNOWN", file, {
    message: "No built-in template is replaced by a file of this name",
    found: fileName,
    expected: listNames(known.keys()),
    hint: didYouMean(nearestName(fileName, known.keys()) ?? sameName(fileName, known)),
  });
}

/** Another dialect is further away than a typing error. */
function sameName(fileName: string, known: Replaceable): string | undefined {
  const [name] = fileName.split(".");
  return [...known.keys()].find((candidate) => candidate.split(".")[0] === name);
}

function twice(file: string, fileName: string, first: PartialSource | undefined): Diagnostic {
  return report("TEMPLATE_OVERRIDE_TWICE", file, {
    message: `${first?.file} replaces the same template`,
    found: fileName,
  });
}

function report(
  code: TemplateDiagnosticCode,
  file: string,
  facts: Parameters<typeof templateDiagnostics.report>[1],
): Diagnostic {
  return templateDiagnostics.report(code, { ...facts, source: { file, line: 1, column: 1 } });
}
