import { expect, test } from "vitest";

import type { TemplateSource } from "../template/parse-template.ts";
import { memoryPlugin } from "../testing/index.ts";
import { builtInTemplates } from "./built-in-templates.ts";
import { type LoadedPlugin, loadPlugin } from "./load-plugin.ts";

const note: TemplateSource = { name: "note", dialect: "text", source: "note\n", schema: {} };

function pluginWith(...templates: readonly TemplateSource[]): LoadedPlugin {
  return loadPlugin({
    ...memoryPlugin,
    templates: async () => await Promise.resolve(templates),
  });
}

test("each template is there once, by name, however many plugins render from it", async () => {
  const other = { ...note, name: "another" };
  const plugins = [pluginWith(note), loadPlugin(memoryPlugin), pluginWith({ ...note }, other)];
  expect(await builtInTemplates(plugins)).toEqual([other, note]);
});

test("two templates of one name are a fault of the plugins", async () => {
  const plugins = [pluginWith(note), pluginWith({ ...note, source: "other\n" })];
  await expect(builtInTemplates(plugins)).rejects.toThrow(
    "two plugins bring different templates of the name note",
  );
});
