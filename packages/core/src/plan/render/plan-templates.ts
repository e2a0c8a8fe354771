import type { TemplateSource } from "../../template/parse-template.ts";

/**
 * The built-in templates of plans with their sources: what a user's own are checked against.
 *
 * @example
 * ```ts
 * import { planTemplates } from "@imagewright/core/plan";
 *
 * const templates = await planTemplates();
 * templates.some(({ name }) => name === "upgrade-script"); // => true
 * ```
 */
export async function planTemplates(): Promise<readonly TemplateSource[]> {
  return (await import("./templates/sources.ts")).templateSources;
}
