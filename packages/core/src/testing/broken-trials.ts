import { isJsonObject, type JsonValue } from "../json-value.ts";
import type { PlanTrial } from "./plan-trial.ts";
import type { PlanTrials, TrialDocument, TrialRequest } from "./plan-trials.ts";

/** Documents, and what is asked for them. */
export interface TrialWorld<Request extends TrialRequest> {
  readonly documents: readonly TrialDocument[];
  readonly asked: Request;
}

/** Which part of a world is broken before it is planned for. */
export type BrokenPart = "documents" | "objects";

/**
 * What is planned for a world in which documents are broken, or the objects after they were
 * observed: then they are not what the state of the cluster says.
 *
 * @param breakAll - other values in place of those, in their order
 * @example
 * ```ts
 * const plans = planTrials({
 *   observe: () => ({ clusters: [], objects: [] }),
 *   contributions: () => [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * const world = { documents: [{ value: { kind: "Cluster" } }], asked: {} };
 * brokenTrials(plans, world, "documents", () => [null]); // => []
 * ```
 */
export function brokenTrials<Request extends TrialRequest>(
  { plannedAll }: Pick<PlanTrials<Request>, "plannedAll">,
  { documents, asked }: TrialWorld<Request>,
  part: BrokenPart,
  breakAll: (values: readonly JsonValue[]) => readonly JsonValue[],
): readonly PlanTrial[] {
  if (part === "documents") {
    const values = breakAll(documents.map(({ value }) => value));
    return plannedAll(
      documents.map((one, index) => ({ ...one, value: values[index] ?? null })),
      asked,
    );
  }
  return plannedAll(documents, asked, (objects) => {
    const values = breakAll(objects.map(({ object }) => object));
    return objects.map((one, index) => {
      const object = values[index];
      return isJsonObject(object) ? { ...one, object } : one;
    });
  });
}

/**
 * Findings of a plan that lead to no line of a text, among those of some codes.
 *
 * @example
 * ```ts
 * import { planDiagnostics } from "@imagewright/core/plan";
 *
 * const found = planDiagnostics.report("PLAN_VERSION_UNKNOWN", { message: "it says v" });
 * placelessFindings({ blockers: [found], hazards: [] }, /^PLAN_/u);
 * // => ["PLAN_VERSION_UNKNOWN it says v"]
 * placelessFindings({ blockers: [found], hazards: [] }, /^CAPZ_/u); // => []
 * ```
 */
export function placelessFindings(
  { blockers, hazards }: Pick<PlanTrial["plan"], "blockers" | "hazards">,
  codes: RegExp,
): readonly string[] {
  return [...blockers, ...hazards]
    .filter(({ code, source }) => codes.test(code) && source === undefined)
    .map(({ code, message }) => `${code} ${message}`);
}
