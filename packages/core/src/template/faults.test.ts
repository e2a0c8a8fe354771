import { expect, test } from "vitest";

import { formatDiagnostic } from "../diagnostic.ts";
import { type ExampleModel, exampleSchema } from "./__fixtures__/example-model.ts";
import { parseTemplate, type TemplateDialect } from "./index.ts";

/** A template with one fault, where the fault stands, and the same template done right. */
interface Fault {
  readonly dialect?: TemplateDialect;
  readonly wrong: string;
  /** `CODE line:column`, one for each finding. */
  readonly found: readonly string[];
  readonly hint?: string;
  readonly right: string;
  readonly partials?: { readonly [name: string]: string };
}

function find({ dialect = "text", partials = {} }: Fault, source: string): string[] {
  return check(dialect, source, partials).map(
    ({ code, source: at }) => `${code} ${at?.line}:${at?.column}`,
  );
}

function check(
  dialect: TemplateDialect,
  source: string,
  partials: { readonly [name: string]: string },
): ReturnType<typeof parseTemplate>["diagnostics"] {
  return parseTemplate<ExampleModel>({
    name: "template",
    dialect,
    source,
    schema: exampleSchema,
    partials: Object.fromEntries(
      Object.entries(partials).map(([name, text]) => [name, { source: text }]),
    ),
  }).diagnostics;
}

const unknownPaths: readonly Fault[] = [
  {
    wrong: "Hello {{nam}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:9"],
    hint: "Did you mean name?",
    right: "Hello {{name}}",
  },
  {
    wrong: "a\n  {{cluster.nmae}}",
    found: ["TEMPLATE_PATH_UNKNOWN 2:5"],
    hint: "Did you mean name?",
    right: "a\n  {{cluster.name}}",
  },
  {
    wrong: "{{#each nodes}}\n{{lable}}\n{{/each}}",
    found: ["TEMPLATE_PATH_UNKNOWN 2:3"],
    hint: "Did you mean label?",
    right: "{{#each nodes}}\n{{label}}\n{{/each}}",
  },
  {
    wrong: "{{#each nodes}}{{name}}{{/each}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:18"],
    right: "{{#each nodes}}{{@root.name}}{{/each}}",
  },
  {
    wrong: "{{#each nodes as |node|}}{{nod.label}}{{/each}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:28"],
    hint: "Did you mean node?",
    right: "{{#each nodes as |node|}}{{node.label}}{{/each}}",
  },
  {
    wrong: "{{name.first}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:3"],
    right: "{{name}}",
  },
  {
    wrong: "{{#if isOnn}}x{{/if}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:7"],
    hint: "Did you mean isOn?",
    right: "{{#if isOn}}x{{/if}}",
  },
  {
    wrong: "{{@root.nope}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:3"],
    right: "{{@root.name}}",
  },
  {
    wrong: "{{constructor}}",
    found: ["TEMPLATE_PROTOTYPE_NAME 1:3"],
    right: "{{name}}",
  },
  {
    wrong: "{{cluster.toString}}",
    found: ["TEMPLATE_PROTOTYPE_NAME 1:3"],
    right: "{{cluster.name}}",
  },
  {
    wrong: "{{#with __proto__}}{{/with}}",
    found: ["TEMPLATE_PROTOTYPE_NAME 1:9"],
    right: "{{#with cluster}}{{name}}{{/with}}",
  },
  {
    wrong: "{{labels.constructor}}",
    found: ["TEMPLATE_PROTOTYPE_NAME 1:3"],
    right: "{{#if labels.zone}}{{labels.zone}}{{/if}}",
  },
  {
    wrong: "{{tags.[0]}}",
    found: ["TEMPLATE_INDEX 1:3"],
    right: "{{tags.length}}",
  },
  {
    wrong: "{{@index}}",
    found: ["TEMPLATE_DATA_UNKNOWN 1:3"],
    right: "{{#each tags}}{{@index}}{{/each}}",
  },
  {
    wrong: "{{#each tags}}{{@idnex}}{{/each}}",
    found: ["TEMPLATE_DATA_UNKNOWN 1:17"],
    hint: "Did you mean @index?",
    right: "{{#each tags}}{{@index}}{{/each}}",
  },
  {
    wrong: "{{#with cluster}}{{@first}}{{/with}}",
    found: ["TEMPLATE_DATA_UNKNOWN 1:20"],
    right: "{{#each tags}}{{@first}}{{/each}}",
  },
  {
    wrong: "{{#each nodes}}{{../name}}{{/each}}",
    found: ["TEMPLATE_PARENT_PATH 1:18"],
    right: "{{#each nodes}}{{@root.name}}{{/each}}",
  },
];

const wrongTypes: readonly Fault[] = [
  { wrong: "{{cluster}}", found: ["TEMPLATE_PRINTED_OBJECT 1:3"], right: "{{cluster.name}}" },
  {
    wrong: "{{labels}}",
    found: ["TEMPLATE_PRINTED_OBJECT 1:3"],
    right: "{{#each labels}}{{this}}{{/each}}",
  },
  { wrong: "{{this}}", found: ["TEMPLATE_PRINTED_OBJECT 1:3"], right: "{{this.name}}" },
  {
    wrong: "{{tags}}",
    found: ["TEMPLATE_PRINTED_LIST 1:3"],
    right: "{{#each tags}}{{.}}{{/each}}",
  },
  {
    wrong: "{{#each nodes}}{{tags}}{{/each}}",
    found: ["TEMPLATE_PRINTED_LIST 1:18"],
    right: "{{#each nodes}}{{tags.length}}{{/each}}",
  },
  { wrong: "{{anything}}", found: ["TEMPLATE_PRINTED_UNKNOWN 1:3"], right: "{{name}}" },
  { wrong: "{{mixed}}", found: ["TEMPLATE_PRINTED_OBJECT 1:3"], right: "{{name}}" },
  {
    wrong: "{{mixed.deep}}",
    found: ["TEMPLATE_OPTIONAL 1:3"],
    right: "{{#if mixed.deep}}{{mixed.deep}}{{/if}}",
  },
  { wrong: "{{note}}", found: ["TEMPLATE_OPTIONAL 1:3"], right: "{{#if note}}{{note}}{{/if}}" },
  {
    wrong: "{{nothing}}",
    found: ["TEMPLATE_OPTIONAL 1:3"],
    right: "{{#if nothing}}{{nothing}}{{/if}}",
  },
  {
    wrong: "{{proxy.url}}",
    found: ["TEMPLATE_OPTIONAL 1:3"],
    right: "{{#with proxy}}{{url}}{{/with}}",
  },
  {
    wrong: "{{labels.zone}}",
    found: ["TEMPLATE_OPTIONAL 1:3"],
    right: "{{#if labels.zone}}{{labels.zone}}{{/if}}",
  },
  {
    wrong: "{{#if proxy.port includeZero=true}}x{{/if}}",
    found: ["TEMPLATE_OPTIONAL 1:7"],
    right: "{{#if proxy}}{{#if proxy.port includeZero=true}}x{{/if}}{{/if}}",
  },
  {
    wrong: "{{#if note}}x{{else}}{{note}}{{/if}}",
    found: ["TEMPLATE_OPTIONAL 1:24"],
    right: "{{#if note}}{{note}}{{else}}x{{/if}}",
  },
  {
    wrong: "{{#unless note}}{{note}}{{/unless}}",
    found: ["TEMPLATE_OPTIONAL 1:19"],
    right: "{{#unless note}}x{{else}}{{note}}{{/unless}}",
  },
  {
    wrong: "{{#if note}}x{{/if}}{{note}}",
    found: ["TEMPLATE_OPTIONAL 1:23"],
    right: "{{#if note}}x{{note}}{{/if}}",
  },
  {
    wrong: "{{#each nodes as |a|}}{{#if a.size includeZero=true}}x{{/if}}{{a.size}}{{/each}}",
    found: ["TEMPLATE_OPTIONAL 1:64"],
    right: "{{#each nodes as |a|}}{{#if a.size includeZero=true}}{{size}}{{/if}}{{/each}}",
  },
  {
    wrong: "{{#if count}}x{{/if}}",
    found: ["TEMPLATE_IF_NUMBER 1:7"],
    right: "{{#if count includeZero=true}}x{{/if}}",
  },
  {
    wrong: "{{#unless tags.length}}x{{/unless}}",
    found: ["TEMPLATE_IF_NUMBER 1:11"],
    right: "{{#unless tags}}x{{/unless}}",
  },
  {
    wrong: "{{#each name}}x{{/each}}",
    found: ["TEMPLATE_EACH_TYPE 1:9"],
    right: "{{#each tags}}x{{/each}}",
  },
  {
    wrong: "{{#each count}}x{{/each}}",
    found: ["TEMPLATE_EACH_TYPE 1:9"],
    right: "{{#each labels}}x{{/each}}",
  },
  {
    wrong: "{{#with name}}x{{/with}}",
    found: ["TEMPLATE_WITH_TYPE 1:9"],
    right: "{{#with cluster}}x{{/with}}",
  },
  {
    wrong: "{{#with tags}}x{{/with}}",
    found: ["TEMPLATE_WITH_TYPE 1:9"],
    right: "{{#with proxy}}x{{/with}}",
  },
  { wrong: "{{{name}}}", found: ["TEMPLATE_SAFE_TEXT 1:4"], right: "{{name}}" },
  { wrong: "{{&name}}", found: ["TEMPLATE_SAFE_TEXT 1:4"], right: "{{name}}" },
  { wrong: "{{{script}}}", found: ["TEMPLATE_SAFE_TEXT 1:4"], right: "{{script.text}}" },
  {
    dialect: "shell",
    wrong: "{{script}}\n",
    found: ["TEMPLATE_PRINTED_OBJECT 1:3"],
    hint: "Print safe text with three braces: {{{script}}}.",
    right: "{{{script}}}\n",
  },
];

const names: readonly Fault[] = [
  {
    wrong: "{{#each nodes as |name|}}x{{/each}}",
    found: ["TEMPLATE_SHADOWED 1:19"],
    right: "{{#each nodes as |node|}}x{{/each}}",
  },
  {
    wrong: "{{#each nodes as |label|}}x{{/each}}",
    found: ["TEMPLATE_SHADOWED 1:19"],
    right: "{{#each nodes as |one|}}x{{/each}}",
  },
  {
    wrong: "{{#each tags as |a a|}}x{{/each}}",
    found: ["TEMPLATE_SHADOWED 1:20"],
    right: "{{#each tags as |a b|}}x{{/each}}",
  },
  {
    wrong: "{{#each tags as |a|}}{{#each @root.tags as |a|}}x{{/each}}{{/each}}",
    found: ["TEMPLATE_SHADOWED 1:45"],
    right: "{{#each tags as |a|}}{{#each @root.tags as |b|}}x{{/each}}{{/each}}",
  },
  {
    wrong: "{{#each tags as |if|}}x{{/each}}",
    found: ["TEMPLATE_RESERVED_NAME 1:18"],
    right: "{{#each tags as |tag|}}x{{/each}}",
  },
  { wrong: "{{each}}", found: ["TEMPLATE_RESERVED_NAME 1:3"], right: "{{name}}" },
  {
    wrong: "{{#each tags as |a b c|}}x{{/each}}",
    found: ["TEMPLATE_BLOCK_PARAMETERS 1:22"],
    right: "{{#each tags as |a b|}}x{{/each}}",
  },
  {
    wrong: "{{#with cluster as |a b|}}x{{/with}}",
    found: ["TEMPLATE_BLOCK_PARAMETERS 1:23"],
    right: "{{#with cluster as |a|}}x{{/with}}",
  },
  {
    wrong: "{{#if isOn as |a|}}x{{/if}}",
    found: ["TEMPLATE_BLOCK_PARAMETERS 1:16"],
    right: "{{#if isOn}}x{{/if}}",
  },
];

const forms: readonly Fault[] = [
  { wrong: "{{#if isOn}}x", found: ["TEMPLATE_SYNTAX 1:14"], right: "{{#if isOn}}x{{/if}}" },
  {
    wrong: "a\n{{#if isOn}}x{{/each}}",
    found: ["TEMPLATE_SYNTAX 2:4"],
    right: "a\n{{#if isOn}}x{{/if}}",
  },
  { wrong: "{{name", found: ["TEMPLATE_SYNTAX 1:3"], right: "{{name}}" },
  {
    wrong: "x {{ .Values.x }}",
    found: ["TEMPLATE_FOREIGN_BRACES 1:6"],
    right: "x {{{{raw}}}}{{ .Values.x }}{{{{/raw}}}}",
  },
  {
    wrong: "x\n${V:-{{name}}}",
    found: ["TEMPLATE_FOREIGN_BRACES 2:12"],
    right: "x\n${V:-{{name}} }",
  },
  { wrong: "{{- name }}", found: ["TEMPLATE_FOREIGN_BRACES 1:3"], right: "{{~ name }}" },
  {
    wrong: "{{% if x %}}",
    found: ["TEMPLATE_FOREIGN_BRACES 1:3"],
    right: "{{{{raw}}}}{{% if x %}}{{{{/raw}}}}",
  },
  {
    wrong: "{{#each}}x{{/each}}",
    found: ["TEMPLATE_ARGUMENTS 1:4"],
    right: "{{#each tags}}x{{/each}}",
  },
  {
    wrong: "{{#if isOn name}}x{{/if}}",
    found: ["TEMPLATE_ARGUMENTS 1:4"],
    right: "{{#if isOn}}x{{/if}}",
  },
  {
    wrong: "{{#if isOn inlcude=true}}x{{/if}}",
    found: ["TEMPLATE_ARGUMENTS 1:12"],
    right: "{{#if isOn includeZero=true}}x{{/if}}",
  },
  {
    wrong: "{{#eahc tags}}x{{/eahc}}",
    found: ["TEMPLATE_BLOCK_UNKNOWN 1:4"],
    hint: "Did you mean each?",
    right: "{{#each tags}}x{{/each}}",
  },
  {
    wrong: "{{#tags}}x{{/tags}}",
    found: ["TEMPLATE_BLOCK_UNKNOWN 1:4"],
    right: "{{#each tags}}x{{/each}}",
  },
  { wrong: "{{upper name}}", found: ["TEMPLATE_HELPER_UNKNOWN 1:3"], right: "{{name}}" },
  { wrong: "{{log name}}", found: ["TEMPLATE_HELPER_UNKNOWN 1:3"], right: "{{name}}" },
  { wrong: "{{lookup labels name}}", found: ["TEMPLATE_HELPER_UNKNOWN 1:3"], right: "{{name}}" },
  {
    wrong: "{{#if (eq name version)}}x{{/if}}",
    found: ["TEMPLATE_SUBEXPRESSION 1:7"],
    right: "{{#if isOn}}x{{/if}}",
  },
  { wrong: '{{"name"}}', found: ["TEMPLATE_LITERAL 1:3"], right: "{{name}}" },
  { wrong: "{{1}}", found: ["TEMPLATE_LITERAL 1:3"], right: "1" },
  { wrong: "{{#if true}}x{{/if}}", found: ["TEMPLATE_LITERAL 1:7"], right: "{{#if isOn}}x{{/if}}" },
  {
    wrong: "{{{{verbatim}}}}x{{{{/verbatim}}}}",
    found: ["TEMPLATE_RAW_BLOCK 1:5"],
    right: "{{{{raw}}}}x{{{{/raw}}}}",
  },
  {
    wrong: "{{{{raw name}}}}x{{{{/raw}}}}",
    found: ["TEMPLATE_RAW_BLOCK 1:5"],
    right: "{{{{raw}}}}{{/each}}{{{{/raw}}}}",
  },
  { wrong: "{{* decorate}}", found: ["TEMPLATE_DECORATOR 1:1"], right: "{{! decorate }}" },
  { wrong: '{{#*inline "x"}}y{{/inline}}', found: ["TEMPLATE_DECORATOR 1:1"], right: "y" },
  { wrong: "C:\\{{name}}", found: ["TEMPLATE_BACKSLASH 1:3"], right: "C:\\\\{{name}}" },
  { wrong: "a\0b", found: ["TEMPLATE_CHARACTER 1:2"], right: "ab" },
  { wrong: "a\nb\ud800", found: ["TEMPLATE_CHARACTER 2:2"], right: "a\nb\u{1f600}" },
];

const partialFaults: readonly Fault[] = [
  {
    wrong: "{{> hedaer}}",
    found: ["TEMPLATE_PARTIAL_UNKNOWN 1:5"],
    hint: "Did you mean header?",
    right: "{{> header}}",
    partials: { header: "x" },
  },
  {
    wrong: "{{> (header)}}",
    found: ["TEMPLATE_PARTIAL_DYNAMIC 1:5"],
    right: "{{> header}}",
    partials: { header: "x" },
  },
  {
    wrong: "{{#> header}}y{{/header}}",
    found: ["TEMPLATE_PARTIAL_BLOCK 1:1"],
    right: "{{> header}}",
    partials: { header: "x" },
  },
  {
    wrong: "{{> header name cluster}}",
    found: ["TEMPLATE_ARGUMENTS 1:5"],
    right: "{{> header cluster}}",
    partials: { header: "x" },
  },
  {
    wrong: "{{> header tags}}",
    found: ["TEMPLATE_PATH_UNKNOWN 2:3"],
    right: "{{> header cluster}}",
    partials: { header: "x\n{{name}}" },
  },
  {
    wrong: "{{> header}}",
    found: ["TEMPLATE_PATH_UNKNOWN 1:3"],
    right: "{{> header name=name}}",
    partials: { header: "{{name}}" },
  },
  {
    wrong: "{{> header proxy}}",
    found: ["TEMPLATE_OPTIONAL 1:12"],
    right: "{{#if proxy}}{{> header proxy}}{{/if}}",
    partials: { header: "{{url}}" },
  },
  {
    wrong: "{{> header name=note}}",
    found: ["TEMPLATE_OPTIONAL 1:3"],
    right: "{{#if note}}{{> header name=note}}{{/if}}",
    partials: { header: "{{name}}" },
  },
  {
    wrong: "{{> header cluster name=version}}",
    found: ["TEMPLATE_SHADOWED 1:20"],
    right: "{{> header cluster other=version}}",
    partials: { header: "{{name}}" },
  },
  {
    wrong: "{{> header cluster if=version}}",
    found: ["TEMPLATE_RESERVED_NAME 1:20"],
    right: "{{> header cluster when=version}}",
    partials: { header: "{{name}}" },
  },
  {
    wrong: "{{> header tags name=version}}",
    found: ["TEMPLATE_CONTEXT_TYPE 1:12"],
    right: "{{> header cluster other=version}}",
    partials: { header: "{{name}}" },
  },
  {
    wrong: "{{> loop cluster}}",
    found: ["TEMPLATE_RECURSION 1:5"],
    right: "{{> header cluster}}",
    partials: { loop: "{{> loop this}}", header: "x" },
  },
  {
    wrong: "{{> a cluster}}",
    found: ["TEMPLATE_RECURSION 1:5"],
    right: "{{> header cluster}}",
    partials: { a: "{{> b this}}", b: "{{> a this}}", header: "x" },
  },
];

test.for([...unknownPaths, ...wrongTypes, ...names, ...forms, ...partialFaults])(
  "$wrong: $found",
  (fault) => {
    expect(find(fault, fault.wrong)).toEqual(fault.found);
    if (fault.hint !== undefined) {
      const { dialect = "text", partials = {}, wrong } = fault;
      expect(check(dialect, wrong, partials)[0]?.hint).toBe(fault.hint);
    }
    expect(
      check(fault.dialect ?? "text", fault.right, fault.partials ?? {}).map(formatDiagnostic),
    ).toEqual([]);
  },
);

const places: readonly Fault[] = [
  {
    dialect: "shell",
    wrong: "{{name}} x\n",
    found: ["TEMPLATE_PLACE 1:3"],
    right: "run {{name}}\n",
  },
  {
    dialect: "shell",
    wrong: "true; {{name}}\n",
    found: ["TEMPLATE_PLACE 1:9"],
    right: "true; run {{name}}\n",
  },
  { dialect: "shell", wrong: "{{name}}=1\n", found: ["TEMPLATE_PLACE 1:3"], right: "A={{name}}\n" },
  {
    dialect: "shell",
    wrong: "export {{name}}=1\n",
    found: ["TEMPLATE_PLACE 1:10"],
    right: "export A={{name}}\n",
  },
  {
    dialect: "shell",
    wrong: "eval {{name}}\n",
    found: ["TEMPLATE_PLACE 1:8"],
    right: "eval {{version}}\n",
  },
  {
    dialect: "shell",
    wrong: "# {{name}}\n",
    found: ["TEMPLATE_PLACE 1:5"],
    right: "# {{version}}\n",
  },
  {
    dialect: "shell",
    wrong: "a=`ls {{name}}`\n",
    found: ["TEMPLATE_PLACE 1:9"],
    right: "a=$(ls {{name}})\n",
  },
  {
    dialect: "shell",
    wrong: "a=$'{{name}}'\n",
    found: ["TEMPLATE_PLACE 1:7"],
    right: "a='{{name}}'\n",
  },
  {
    dialect: "shell",
    wrong: "a=$(({{name}} + 1))\n",
    found: ["TEMPLATE_PLACE 1:8"],
    right: "a=$(({{count}} + 1))\n",
  },
  {
    dialect: "shell",
    wrong: "(({{name}} > 1))\n",
    found: ["TEMPLATE_PLACE 1:5"],
    right: "(({{count}} > 1))\n",
  },
  {
    dialect: "shell",
    wrong: "echo ${A:-{{name}} }\n",
    found: ["TEMPLATE_PLACE 1:13"],
    right: "echo ${A:-{{version}} }\n",
  },
  {
    dialect: "shell",
    wrong: 'echo "${{name}}"\n',
    found: ["TEMPLATE_PLACE 1:10"],
    right: 'echo "$ {{name}}"\n',
  },
  {
    dialect: "shell",
    wrong: 'echo "$A{{name}}"\n',
    found: ["TEMPLATE_PLACE 1:11"],
    right: 'echo "${A}{{name}}"\n',
  },
  {
    dialect: "shell",
    wrong: "case $a in\n  {{name}}) x ;;\nesac\n",
    found: ["TEMPLATE_PLACE 2:5"],
    right: "case {{name}} in\n  {{version}}) x {{name}} ;;\nesac\n",
  },
  {
    dialect: "shell",
    wrong: "if [[ $a == {{name}} ]]; then x; fi\n",
    found: ["TEMPLATE_PLACE 1:15"],
    right: 'if [ "$a" = {{name}} ]; then x {{name}}; fi\n',
  },
  {
    dialect: "shell",
    wrong: 'if [[ $a == "{{name}}" ]]; then x; fi\n',
    found: ["TEMPLATE_PLACE 1:16"],
    right: 'if [[ $a == "{{version}}" ]]; then x; fi\n',
  },
  {
    dialect: "shell",
    wrong: "cat <<{{name}}\n",
    found: ["TEMPLATE_PLACE 1:9"],
    right: "cat <<<{{name}}\n",
  },
  {
    dialect: "shell",
    wrong: 'echo "\\\\{{name}}x"\n',
    found: ["TEMPLATE_PLACE 1:11"],
    right: 'echo "x{{name}}"\n',
  },
  {
    dialect: "shell",
    wrong: "for {{name}} in a; do b; done\n",
    found: ["TEMPLATE_PLACE 1:7"],
    right: "for a in {{name}}; do b {{name}}; done\n",
  },
  {
    dialect: "shell",
    wrong: "echo '{{#if isOn}}a'{{else}}b{{/if}}\n",
    found: ["TEMPLATE_BRANCHES 1:10"],
    right: "echo '{{#if isOn}}a{{else}}b{{/if}}'\n",
  },
  {
    dialect: "shell",
    wrong: '{{#each tags}}echo "x\n{{/each}}\n',
    found: ["TEMPLATE_LOOP 1:4"],
    right: '{{#each tags}}echo "x"\n{{/each}}\n',
  },
  { dialect: "shell", wrong: 'echo "x\n', found: ["TEMPLATE_UNCLOSED 2:1"], right: 'echo "x"\n' },
  {
    dialect: "shell",
    wrong: "cat <<EOF\nx\n",
    found: ["TEMPLATE_UNCLOSED 3:1"],
    right: "cat <<EOF\nx {{name}}\nEOF\n",
  },
  {
    dialect: "shell",
    wrong: "{{> open}}{{name}}\n",
    found: ["TEMPLATE_UNCLOSED 2:1"],
    right: "{{> open}}{{name}}'\n",
    partials: { open: "echo '" },
  },
  {
    dialect: "yaml",
    wrong: "a: x-{{name}}\n",
    found: ["TEMPLATE_PLACE 1:8"],
    right: "a: {{name}}\n",
  },
  {
    dialect: "yaml",
    wrong: "a: {{name}}-x\n",
    found: ["TEMPLATE_TEXT 1:12"],
    right: 'a: "{{name}}-x"\n',
  },
  {
    dialect: "yaml",
    wrong: "a: '{{name}}'\n",
    found: ["TEMPLATE_PLACE 1:7"],
    right: 'a: "{{name}}"\n',
  },
  {
    dialect: "yaml",
    wrong: "a: |\n  {{name}}\n",
    found: ["TEMPLATE_PLACE 2:5"],
    right: "a: |\n  {{version}}\nb: {{name}}\n",
  },
  {
    dialect: "yaml",
    wrong: "a: 1 # {{name}}\n",
    found: ["TEMPLATE_PLACE 1:10"],
    right: "a: 1 # {{version}}\n",
  },
  {
    dialect: "yaml",
    wrong: "a: &{{name}} 1\n",
    found: ["TEMPLATE_PLACE 1:7"],
    right: "a: &x {{name}}\n",
  },
  {
    dialect: "yaml",
    wrong: "a: !{{name}} 1\n",
    found: ["TEMPLATE_PLACE 1:7"],
    right: "a: !x {{name}}\n",
  },
  {
    dialect: "yaml",
    wrong: "a: x\n  {{name}}\n",
    found: ["TEMPLATE_PLACE 2:5"],
    right: "a: x\nb: {{name}}\n",
  },
  {
    dialect: "yaml",
    wrong: 'a: "\\\\{{name}}x"\n',
    found: ["TEMPLATE_PLACE 1:9"],
    right: 'a: "{{name}}"\n',
  },
  {
    dialect: "yaml",
    wrong: "a: [{{name}}\n",
    found: ["TEMPLATE_UNCLOSED 2:1"],
    right: "a: [{{name}}]\n",
  },
  {
    dialect: "json",
    wrong: "{ {{name}}: 1 }\n",
    found: ["TEMPLATE_PLACE 1:5"],
    right: '{ "{{name}}": 1 }\n',
  },
  {
    dialect: "json",
    wrong: '{ "a": 1 {{name}} }\n',
    found: ["TEMPLATE_PLACE 1:12"],
    right: '{ "a": {{name}} }\n',
  },
  { dialect: "json", wrong: "[{{name}}", found: ["TEMPLATE_UNCLOSED 1:4"], right: "[{{name}}]" },
  {
    dialect: "toml",
    wrong: "{{name}} = 1\n",
    found: ["TEMPLATE_PLACE 1:3"],
    right: "a = {{name}}\n",
  },
  {
    dialect: "toml",
    wrong: "[a.{{name}}]\n",
    found: ["TEMPLATE_PLACE 1:6"],
    right: '[a."{{name}}"]\n',
  },
  {
    dialect: "toml",
    wrong: "a = '{{name}}'\n",
    found: ["TEMPLATE_PLACE 1:8"],
    right: 'a = "{{name}}"\n',
  },
  {
    dialect: "toml",
    wrong: "a = 1 # {{name}}\n",
    found: ["TEMPLATE_PLACE 1:11"],
    right: "a = 1 # {{version}}\n",
  },
  {
    dialect: "hcl",
    wrong: "{{name}} = 1\n",
    found: ["TEMPLATE_PLACE 1:3"],
    right: "a = {{name}}\n",
  },
  {
    dialect: "hcl",
    wrong: "a = x{{name}}\n",
    found: ["TEMPLATE_PLACE 1:8"],
    right: 'a = "x{{name}}"\n',
  },
  {
    dialect: "hcl",
    wrong: 'a = "${{name}}"\n',
    found: ["TEMPLATE_PLACE 1:9"],
    right: 'a = "$$ {{name}}"\n',
  },
  {
    dialect: "hcl",
    wrong: "a = <<EOT\n{{name}}\nEOT\n",
    found: ["TEMPLATE_PLACE 2:3"],
    right: "a = <<EOT\n{{version}}\nEOT\n",
  },
  {
    dialect: "markdown",
    wrong: "<a {{name}}>\n",
    found: ["TEMPLATE_PLACE 1:6"],
    right: "a {{name}}\n",
  },
  {
    dialect: "markdown",
    wrong: "```\n{{name}}\n",
    found: ["TEMPLATE_UNCLOSED 3:1"],
    right: "```\n{{name}}\n```\n",
  },
];

test.for(places)("$dialect: $wrong: $found", (fault) => {
  expect(find(fault, fault.wrong)).toEqual(fault.found);
  expect(
    check(fault.dialect ?? "text", fault.right, fault.partials ?? {}).map(formatDiagnostic),
  ).toEqual([]);
});

test("all findings come at once, in the order of the source", () => {
  const source = "{{nam}}\n{{#each count}}{{/each}}\n{{note}} {{cluster}}\n";
  expect(find({ wrong: source, found: [], right: "" }, source)).toEqual([
    "TEMPLATE_PATH_UNKNOWN 1:3",
    "TEMPLATE_EACH_TYPE 2:9",
    "TEMPLATE_OPTIONAL 3:3",
    "TEMPLATE_PRINTED_OBJECT 3:12",
  ]);
});
