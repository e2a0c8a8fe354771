import type { CheckedTemplate } from "./checked-template.ts";

/**
 * The user's own templates after their checks, by the name of the built-in they replace. Made by
 * `parseOverrides`.
 */
export type TemplateOverrides = ReadonlyMap<string, CheckedTemplate<never>>;

/** No template is replaced. */
export const noOverrides: TemplateOverrides = new Map();
