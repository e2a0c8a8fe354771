import { builtInTemplates, type LoadedPlugin, type TemplateSource } from "@imagewright/core";

/** Every built-in template: those of the providers, and those of plans. */
export async function allTemplates(
  plugins: readonly LoadedPlugin[],
): Promise<readonly TemplateSource[]> {
  const { planTemplates } = await import("@imagewright/core/plan");
  const all = [...(await builtInTemplates(plugins)), ...(await planTemplates())];
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
