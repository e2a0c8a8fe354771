import type { CheckedTemplate } from "./checked-template.ts";
import { interpret } from "./interpret.ts";
import { defaultTemplateLimits, type TemplateLimits } from "./template-limits.ts";
import type { TemplateOverrides } from "./template-overrides.ts";

/** How a template is rendered. */
export interface RenderTemplateOptions {
  /** Used instead of the template, if they hold one of its name. */
  readonly overrides?: TemplateOverrides | undefined;
  readonly limits?: Partial<TemplateLimits> | undefined;
}

/**
 * Renders a checked template: the same template and model give the same text. Generates no code
 * and reads own properties of plain data only.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED`, with the pointer into the model, for a value its
 * place cannot carry; `TEMPLATE_LIMIT` when the output, the depth or the steps grow past a limit
 * @example
 * ```ts
 * import { parseTemplate } from "@imagewright/core/template";
 *
 * interface Greeting {
 *   readonly name: string;
 * }
 * const template = parseTemplate<Greeting>({
 *   name: "greeting",
 *   dialect: "shell",
 *   source: "echo hello {{name}}\n",
 *   schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
 * });
 * template.ok && renderTemplate(template.value, { name: "$(reboot)" });
 * // => "echo hello '$(reboot)'\n"
 * ```
 */
export function renderTemplate<Model extends object>(
  template: CheckedTemplate<Model>,
  model: NoInfer<Model>,
  options: RenderTemplateOptions = {},
): string {
  const { overrides, limits } = options;
  const used = overrides?.get(template.name) ?? template;
  return interpret(used, model, { ...defaultTemplateLimits, ...limits });
}
