import { type Diagnostic, type Parsed, toParsed } from "../diagnostic.ts";
import { nearestName } from "../text/nearest.ts";
import type { CheckedTemplate } from "./checked-template.ts";
import { didYouMean, listNames } from "./findings.ts";
import { parseTemplate, type PartialSource, type TemplateSource } from "./parse-template.ts";
import { templateDiagnostics } from "./template-diagnostics.ts";
import type { TemplateOverrides } from "./template-overrides.ts";

/** The user's sources, by the name of the built-in template or partial they replace. */
export interface OverrideSources {
  readonly [name: string]: PartialSource;
}

/**
 * Checks the user's own templates and partials like the originals: against the same model, in the
 * same dialect, beside the same partials. A partial is checked in every template that calls it,
 * and replaces it there.
 *
 * @param builtIns - the templates that can be replaced, with their sources
 * @returns for `renderTemplate`: every template that changes, by its name
 * @example
 * ```ts
 * const greeting: TemplateSource = {
 *   name: "greeting",
 *   dialect: "shell",
 *   source: "echo hello {{name}}\n",
 *   schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
 * };
 * const overrides = parseOverrides([greeting], { greeting: { source: "echo welcome {{name}}\n" } });
 * overrides.ok && [...overrides.value.keys()]; // => ["greeting"]
 * const wrong = parseOverrides([greeting], { greeting: { source: "echo {{nmae}}\n" } });
 * wrong.diagnostics.map(({ code, hint }) => `${code}: ${hint}`);
 * // => ["TEMPLATE_PATH_UNKNOWN: Did you mean name?"]
 * ```
 */
export function parseOverrides(
  builtIns: readonly TemplateSource[],
  overrides: OverrideSources,
): Parsed<TemplateOverrides> {
  const names = new Set(
    builtIns.flatMap(({ name, partials = {} }) => [name, ...Object.keys(partials)]),
  );
  const unknown = Object.keys(overrides).filter((name) => !names.has(name));
  const diagnostics = unknown.map((name) => unknownName(name, overrides[name], names));
  const checked = new Map<string, CheckedTemplate<never>>();
  for (const builtIn of builtIns) {
    const replaced = replaceSources(builtIn, overrides);
    const parsed = replaced === undefined ? undefined : parseTemplate<never>(replaced);
    diagnostics.push(...(parsed?.diagnostics ?? []));
    if (parsed?.ok === true) {
      checked.set(builtIn.name, parsed.value);
    }
  }
  return toParsed<TemplateOverrides>(checked, withoutRepeats(diagnostics));
}

/** The template with the user's sources in it, or undefined if there are none for it. */
function replaceSources(
  builtIn: TemplateSource,
  overrides: OverrideSources,
): TemplateSource | undefined {
  const own = overrideOf(overrides, builtIn.name);
  const partials = Object.entries(builtIn.partials ?? {});
  const isTouched =
    own !== undefined || partials.some(([name]) => overrideOf(overrides, name) !== undefined);
  return isTouched
    ? {
        ...builtIn,
        ...own,
        partials: Object.fromEntries(
          partials.map(([name, source]) => [name, overrideOf(overrides, name) ?? source]),
        ),
      }
    : undefined;
}

function overrideOf(overrides: OverrideSources, name: string): PartialSource | undefined {
  return Object.hasOwn(overrides, name) ? overrides[name] : undefined;
}

function unknownName(
  name: string,
  override: PartialSource | undefined,
  known: ReadonlySet<string>,
): Diagnostic {
  return templateDiagnostics.report("TEMPLATE_OVERRIDE_UNKNOWN", {
    message: `There is no template ${name} to replace`,
    source: { file: override?.file ?? name, line: 1, column: 1 },
    found: name,
    expected: listNames(known),
    hint: didYouMean(nearestName(name, known)),
  });
}

/** A partial with a fault is checked once for each template. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const byText = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...byText.values()];
}
