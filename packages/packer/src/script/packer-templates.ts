import type { TemplateSource } from "@imagewright/core";

/**
 * The built-in templates of this package with their sources, for plugins that render from them.
 *
 * @example
 * ```ts
 * const templates = await packerTemplates();
 * templates.map(({ name, dialect }) => `${name}.${dialect}.hbs`); // => ["build-script.shell.hbs"]
 * ```
 */
export async function packerTemplates(): Promise<readonly TemplateSource[]> {
  return (await import("./templates/sources.ts")).templateSources;
}
