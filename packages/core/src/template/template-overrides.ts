/** The user's own templates, by the name of the built-in they replace. */
export type TemplateOverrides = ReadonlyMap<string, unknown>;

/** No template is replaced. */
export const noOverrides: TemplateOverrides = new Map();
