/** The languages a template can be written in: each escapes values in its own way. */
export const templateDialects = [
  "shell",
  "yaml",
  "json",
  "toml",
  "hcl",
  "make",
  "markdown",
  "text",
] as const;

export type TemplateDialect = (typeof templateDialects)[number];

/**
 * Whether a name, such as the middle part of `bootstrap.shell.hbs`, is a dialect.
 *
 * @example
 * ```ts
 * isTemplateDialect("shell"); // => true
 * isTemplateDialect("perl"); // => false
 * ```
 */
export function isTemplateDialect(name: string): name is TemplateDialect {
  return templateDialects.some((dialect) => dialect === name);
}
