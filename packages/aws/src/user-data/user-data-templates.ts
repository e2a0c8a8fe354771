import type { TemplateSource } from "@imagewright/core";

/**
 * The built-in templates of user data with their sources, for plugins that render from them.
 *
 * @example
 * ```ts
 * const templates = await userDataTemplates();
 * templates.map(({ name, dialect }) => `${name}.${dialect}.hbs`);
 * // => ["bootstrap-script.shell.hbs"]
 * ```
 */
export async function userDataTemplates(): Promise<readonly TemplateSource[]> {
  return (await import("./templates/sources.ts")).templateSources;
}
