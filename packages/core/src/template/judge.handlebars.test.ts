import fc from "fast-check";
import Handlebars from "handlebars";
import { expect, test } from "vitest";

import {
  emptyModel,
  exampleModel,
  type ExampleModel,
  exampleSchema,
} from "./__fixtures__/example-model.ts";
import { parseTemplate, renderTemplate } from "./index.ts";

const leaf = "[{{label}}{{#each children}}{{> tree this}}{{/each}}]";
const partials: { readonly [name: string]: string } = {
  tree: leaf,
  line: "- {{label}}{{#if extra}} {{extra}}{{/if}}\n",
  lines: "  {{name}}\n  {{@root.name}}\n",
  header: "# {{@root.version}}\n",
};

/** What Handlebars itself makes of the same template and data. */
function judged(source: string, model: object): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper("raw", (options: Handlebars.HelperOptions) => options.fn({}));
  for (const [name, text] of Object.entries(partials)) {
    handlebars.registerPartial(name, text);
  }
  return handlebars.compile(source, {
    noEscape: true,
    strict: false,
    preventIndent: true,
    explicitPartialContext: true,
  })(model);
}

function ours(source: string, model: ExampleModel): string {
  const parsed = parseTemplate<ExampleModel>({
    name: "judged",
    dialect: "text",
    source,
    schema: exampleSchema,
    partials: Object.fromEntries(
      Object.entries(partials).map(([name, text]) => [name, { source: text }]),
    ),
  });
  expect(parsed.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return parsed.ok ? renderTemplate(parsed.value, model) : "";
}

test.for([
  "plain text",
  "",
  "{{name}} {{version}} {{count}} {{isOn}}",
  "{{this.name}} {{./name}} {{cluster.name}} {{cluster/name}} {{cluster.[name]}}",
  "{{#if note}}{{note}}{{else}}none{{/if}}",
  "{{#if note}}\n  {{note}}\n{{else if isOn}}\n  on\n{{else}}\n  none\n{{/if}}\nend",
  "{{#unless isOn}}off{{else}}on{{/unless}}",
  "{{^if isOn}}off{{/if}}{{#if isOn}}on{{^}}off{{/if}}",
  "{{#if count includeZero=true}}counted{{else}}not{{/if}}",
  "{{#if tags}}tags{{else}}no tags{{/if}} {{#if name}}named{{/if}}",
  "{{#if labels}}labels{{else}}no labels{{/if}}",
  "{{#each tags}}{{this}}{{#unless @last}}, {{/unless}}{{else}}none{{/each}}",
  "{{#each tags as |tag index|}}\n{{index}}: {{tag}} {{@index}} {{@first}} {{@last}}\n{{/each}}\n",
  "{{#each labels as |value key|}}\n  {{key}}={{value}} {{@key}}\n{{/each}}\nend\n",
  "{{#each nodes as |node|}}{{node.label}}:{{#each node.tags as |t|}}{{node.label}}/{{t}};{{/each}}{{/each}}",
  "{{#each nodes}}{{label}}{{#if size includeZero=true}}{{size}}{{/if}}{{@root.name}}{{/each}}",
  "{{#each nodes}}{{#each tags}}{{@index}}{{this}}{{/each}}{{@index}}{{/each}}",
  "{{#with proxy}}{{url}}{{#if port includeZero=true}}:{{port}}{{/if}}{{else}}direct{{/with}}",
  "{{#with proxy as |p|}}\n{{p.url}} {{@root.name}}\n{{/with}}\n",
  "{{#with cluster}}{{name}}{{#if region}} {{region}}{{/if}}{{/with}}",
  "{{#if proxy}}{{#if proxy.port includeZero=true}}{{proxy.port}}{{/if}}{{/if}}",
  "{{tags.length}} {{nodes.length}}",
  "{{#each tree}}{{> tree this}}{{/each}}",
  "{{#each nodes}}\n  {{> line this extra=label}}\n{{/each}}\nend",
  "{{#each nodes}}{{> line this extra=@root.name}}{{/each}}",
  '{{> line label="fixed" extra=name}}{{> line label=name extra=true}}',
  "  {{> lines cluster}}\nafter",
  "{{> header}}\nafter",
  "{{! comment }}\n{{!-- another }} --}}\ntext {{! inline }} text\n",
  "a {{~name~}} b\n\n {{~#if isOn~}} \n yes \n {{~else~}} no {{~/if~}} \n end",
  "  {{~! strip ~}}  x",
  "{{{{raw}}}} {{ ds.meta }} {{.x}} {{/if}} {{{{/raw}}}}",
  "{{{{raw}}}}\n{{ .Values }}\n{{{{/raw}}}}\nend\n",
  "\\\\{{name}} C:\\dir",
  "\r\n{{#if isOn}}\r\n  on\r\n{{/if}}\r\nend\r\n",
  "{{#if isOn}}\n{{#if name}}\nboth\n{{/if}}\n{{/if}}\n",
  "x {{#if isOn}}\ny\n{{/if}} z\n",
  "{{#each tags}}\n\n  {{this}}\n\n{{/each}}\n",
  "${{name}} }} } { {",
])("Handlebars gives the same bytes: %j", (source) => {
  for (const model of [exampleModel, emptyModel]) {
    expect(ours(source, model)).toBe(judged(source, model));
  }
});

test("one backslash makes literal text, with a warning", () => {
  expect(ours("\\{{name}}", exampleModel)).toBe(judged("\\{{name}}", exampleModel));
});

const blank = fc.constantFrom(
  "",
  " ",
  "\n",
  "\r\n",
  "\n  ",
  "  \n",
  "\t",
  "x",
  "y\n",
  " z ",
  "\n\n",
);
const tilde = fc.constantFrom("", "", "", "~");

const { source: generated } = fc.letrec<{ source: string; piece: string; body: string }>((tie) => {
  const block = (open: string, close: string, otherwise = true): fc.Arbitrary<string> =>
    fc
      .tuple(tilde, tilde, tie("body"), fc.boolean(), tilde, tilde, tie("body"), tilde, tilde)
      .map(([a, b, body, hasElse, c, d, other, e, f]) => {
        const middle = hasElse && otherwise ? `{{${c}else${d}}}${other}` : "";
        return `{{${a}#${open}${b}}}${body}${middle}{{${e}/${close}${f}}}`;
      });
  return {
    piece: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      blank,
      fc.tuple(tilde, tilde).map(([a, b]) => `{{${a}@root.name${b}}}`),
      fc.tuple(tilde, tilde).map(([a, b]) => `{{${a}! note ${b}}}`),
      fc.constantFrom("{{> header}}", "{{> lines @root.cluster}}", "\n  {{> header}}\n"),
      fc.constantFrom("{{{{raw}}}} {{x}} {{{{/raw}}}}", "\\\\{{@root.version}}"),
      block("if @root.isOn", "if"),
      block("if @root.note", "if"),
      block("unless @root.tags", "unless"),
      block("each @root.tags", "each"),
      block("each @root.labels", "each"),
      block("with @root.proxy", "with"),
      fc
        .tuple(tie("body"), tie("body"), tie("body"))
        .map(([a, b, c]) => `{{#if @root.isOn}}${a}{{else if @root.note}}${b}{{else}}${c}{{/if}}`),
    ),
    body: fc
      .array(fc.tuple(blank, tie("piece")), { maxLength: 4 })
      .map((all) => all.flat().join("")),
    source: tie("body"),
  };
});

test("Handlebars gives the same bytes for generated templates", () => {
  fc.assert(
    fc.property(generated, fc.constantFrom(exampleModel, emptyModel), (source, model) => {
      expect(ours(source, model)).toBe(judged(source, model));
    }),
    { numRuns: 500 },
  );
});
