import { type Parsed, toParsed } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { checkModel } from "./check-model.ts";
import { checkPlaces } from "./check-places.ts";
import type { CheckedTemplate } from "./checked-template.ts";
import { Findings } from "./findings.ts";
import { parseSyntax } from "./parse-syntax.ts";
import type { TemplateDialect } from "./template-dialect.ts";
import type { SyntaxTree } from "./template-syntax.ts";

/** The source of a partial, and the name findings give to its file. */
export interface PartialSource {
  readonly source: string;
  readonly file?: string | undefined;
}

/** A template before its checks. */
export interface TemplateSource {
  readonly name: string;
  readonly dialect: TemplateDialect;
  /** Handlebars, at most 256 KB. */
  readonly source: string;
  /** The JSON Schema of the model (draft-07, as typescript-json-schema writes it). */
  readonly schema: JsonObject;
  /** By the name that `{{> name}}` calls them. */
  readonly partials?: { readonly [name: string]: PartialSource } | undefined;
  /** What findings call the source; the template's name if absent. */
  readonly file?: string | undefined;
}

/**
 * Parses a template and checks it: its form, every path against the schema of the model, and the
 * place of every printed value in the dialect. Generates no code.
 *
 * `Model` is the type the schema was made from; nothing else connects the two.
 *
 * @returns the template, or everything that is wrong with it, with file, line and column
 * @example
 * ```ts
 * const schema = {
 *   type: "object",
 *   properties: { hosts: { type: "array", items: { type: "string" } } },
 *   required: ["hosts"],
 * };
 * const source = "{{#each hosts}}ping -c 1 {{this}}\n{{/each}}";
 * parseTemplate({ name: "ping", dialect: "shell", source, schema }).ok; // => true
 * const wrong = parseTemplate({ name: "ping", dialect: "shell", source: "ping {{host}}\n", schema });
 * wrong.diagnostics.map(({ source: at, message }) => `${at?.line}:${at?.column} ${message}`);
 * // => ["1:8 There is no host here"]
 * ```
 */
export function parseTemplate<Model extends object>(
  template: TemplateSource,
): Parsed<CheckedTemplate<Model>> {
  const { name, dialect, source, schema, file = name } = template;
  const findings = new Findings();
  const tree = parseSyntax(source, file, findings);
  const partials = parsePartials(template.partials ?? {}, findings);
  const printed = checkModel(tree, partials, schema, dialect, findings);
  const placed = checkPlaces(tree, partials, dialect, printed, findings);
  const files = [file, ...[...partials.values()].map((partial) => partial.file)];
  return toParsed<CheckedTemplate<Model>>({ name, dialect, ...placed }, findings.list(files));
}

function parsePartials(
  sources: { readonly [name: string]: PartialSource },
  findings: Findings,
): ReadonlyMap<string, SyntaxTree> {
  return new Map(
    Object.entries(sources).map(([name, { source, file = name }]) => [
      name,
      parseSyntax(source, file, findings),
    ]),
  );
}
