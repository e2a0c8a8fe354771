import type { Parsed } from "../../diagnostic.ts";
import { upgradePlanSchema } from "../../schemas/upgrade-plan.ts";
import { locateDiagnostics, type SourceDocument } from "../../source.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";

/**
 * Checks a saved plan: that of {@link renderPlanJson} or {@link renderPlanYaml}.
 *
 * @returns every problem at once, located in the document's text
 * @example
 * ```ts
 * import { parsePlan } from "@imagewright/core/plan";
 * import { readSingle } from "@imagewright/core/read";
 *
 * const read = readSingle("formatVersion: 2\n", { file: "plan.yaml" });
 * const parsed = read.ok ? parsePlan(read.value) : read;
 * parsed.ok; // => false
 * parsed.diagnostics.filter(({ pointer }) => pointer === "/formatVersion").map(({ source }) => source);
 * // => [{ file: "plan.yaml", line: 1, column: 16 }]
 * ```
 */
export function parsePlan(document: SourceDocument): Parsed<UpgradePlan> {
  const parsed = upgradePlanSchema.validate(document.value);
  return parsed.ok
    ? parsed
    : { ok: false, diagnostics: locateDiagnostics(document, parsed.diagnostics) };
}
