import type { Diagnostic } from "@imagewright/core";

/**
 * Judges every machine template of a target, each with its JSON Pointer.
 *
 * @example
 * ```ts
 * const target = { machineTemplates: [{ name: "prod-md-0" }, { name: "prod-md-1" }] };
 * const places: string[] = [];
 * eachMachineTemplate(target, ({ name }, at) => {
 *   places.push(`${name} at ${at}`);
 *   return [];
 * });
 * places; // => ["prod-md-0 at /machineTemplates/0", "prod-md-1 at /machineTemplates/1"]
 * ```
 */
export function eachMachineTemplate<Template>(
  { machineTemplates = [] }: { readonly machineTemplates?: readonly Template[] },
  judge: (template: Template, at: string) => readonly Diagnostic[],
): readonly Diagnostic[] {
  return machineTemplates.flatMap((template, index) =>
    judge(template, `/machineTemplates/${index}`),
  );
}
