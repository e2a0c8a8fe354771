import type { TemplateSource } from "../template/parse-template.ts";
import type { LoadedPlugin } from "./load-plugin.ts";

/**
 * The templates that plugins render their text artifacts from, by name, each once however many
 * plugins use it: what a user's own templates are checked against, and can start from.
 *
 * @throws Error if two plugins bring different templates of one name
 * @example
 * ```ts
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * await builtInTemplates([loadPlugin(memoryPlugin)]); // => []
 * ```
 */
export async function builtInTemplates(
  plugins: readonly LoadedPlugin[],
): Promise<readonly TemplateSource[]> {
  const byName = new Map<string, TemplateSource>();
  const lists = await Promise.all(plugins.map(async (plugin) => await plugin.templates()));
  for (const template of lists.flat()) {
    const known = byName.get(template.name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(template)) {
      throw new Error(`two plugins bring different templates of the name ${template.name}`);
    }
    byName.set(template.name, template);
  }
  return [...byName.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
