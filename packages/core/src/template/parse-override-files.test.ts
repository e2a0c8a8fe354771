import { expect, test } from "vitest";

import {
  type CheckedTemplate,
  parseOverrideFiles,
  renderTemplate,
  type TemplateSource,
} from "./index.ts";

const schema = {
  type: "object",
  properties: { name: { type: "string" } },
  required: ["name"],
};
const greeting: TemplateSource = {
  name: "greeting",
  dialect: "shell",
  source: "{{> header}}\necho hello {{name}}\n",
  schema,
  partials: { header: { source: "# header" } },
};
const note: TemplateSource = { name: "note", dialect: "text", source: "{{name}}\n", schema };

const original: CheckedTemplate<{ readonly name: string }> = {
  name: "greeting",
  dialect: "shell",
  nodes: ["the original"],
  partials: {},
};

function overridden(files: Readonly<Record<string, string | Uint8Array>>): string {
  const parsed = parseOverrideFiles(
    [greeting, note],
    Object.entries(files).map(([file, input]) => ({ file, input })),
  );
  if (parsed.ok) {
    return renderTemplate(original, { name: "two words" }, { overrides: parsed.value });
  }
  return parsed.diagnostics
    .map(({ code, source, hint }) => {
      const at = `${source?.file}:${source?.line}:${source?.column}`;
      return `${at} ${code} ${hint}`;
    })
    .join("\n");
}

test.for([
  {
    name: "a template",
    files: { "mine/greeting.shell.hbs": "echo welcome {{name}}\n" },
    text: "echo welcome 'two words'\n",
  },
  {
    name: "a template, by the path of another system",
    files: { "mine\\greeting.shell.hbs": "echo welcome {{name}}\n" },
    text: "echo welcome 'two words'\n",
  },
  {
    name: "a partial",
    files: { "_header.shell.hbs": "# mine\n" },
    text: "# mine\necho hello 'two words'\n",
  },
  {
    name: "bytes with a mark",
    files: { "greeting.shell.hbs": new TextEncoder().encode("\u{feff}echo {{name}}\n") },
    text: "echo 'two words'\n",
  },
])("$name is replaced", ({ files, text }) => {
  expect(overridden(files)).toBe(text);
});

test.for([
  {
    name: "a misspelt name",
    files: { "a/greting.shell.hbs": "" },
    found: "a/greting.shell.hbs:1:1 TEMPLATE_OVERRIDE_UNKNOWN Did you mean greeting.shell.hbs?",
  },
  {
    name: "another dialect",
    files: { "note.markdown.hbs": "" },
    found: "note.markdown.hbs:1:1 TEMPLATE_OVERRIDE_UNKNOWN Did you mean note.text.hbs?",
  },
  {
    name: "a template in the place of a partial",
    files: { "header.shell.hbs": "" },
    found: "header.shell.hbs:1:1 TEMPLATE_OVERRIDE_UNKNOWN Did you mean _header.shell.hbs?",
  },
  {
    name: "the same name twice",
    files: { "a/note.text.hbs": "{{name}}", "b/note.text.hbs": "{{name}}" },
    found: "b/note.text.hbs:1:1 TEMPLATE_OVERRIDE_TWICE Keep one of them.",
  },
  {
    name: "bytes that are no UTF-8",
    files: { "note.text.hbs": new Uint8Array([0x61, 0x0a, 0x62, 0xff]) },
    found: "note.text.hbs:2:2 READ_ENCODING Save the file as UTF-8.",
  },
  {
    name: "faults in two files, each where it stands",
    files: { "note.text.hbs": "{{nmae}}", "greeting.shell.hbs": "\n\neval {{name}}\n" },
    found: `\
greeting.shell.hbs:3:8 TEMPLATE_PLACE Move the value, or give it a pattern or an enum of letters, digits, \`_\`, \`.\` and \`-\`.
note.text.hbs:1:3 TEMPLATE_PATH_UNKNOWN Did you mean name?`,
  },
])("$name is refused", ({ files, found }) => {
  expect(overridden(files)).toBe(found);
});
