import { type Parsed, toParsed } from "../../diagnostic.ts";
import { isJsonList, isJsonObject, type JsonObject, ownValue } from "../../json-value.ts";
import { upgradePlanSchema } from "../../schemas/upgrade-plan.ts";
import { locateDiagnostics, type SourceDocument } from "../../source.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { savedPlanDiagnostics } from "./saved-plan-diagnostics.ts";

/** The first line of a plan in lines. */
export interface LinesHeader {
  readonly plan: UpgradePlan;
  readonly endsWithSummary: boolean;
}

/** The last line of a fleet's plan. */
export interface LinesEnd extends Pick<UpgradePlan, "applyable" | "diagnostics"> {
  /** How many clusters it counts. */
  readonly count: number;
}

/** Judges the first line. */
export function parseHeader(document: SourceDocument): Parsed<LinesHeader> {
  const { value } = document;
  if (!isJsonObject(value) || ownValue(value, "intent") === undefined) {
    const message = "the first line names no intent";
    const source = document.locate("");
    const found = savedPlanDiagnostics.report("PLAN_HEADER_MISSING", { message, source });
    return { ok: false, diagnostics: [found] };
  }
  const { endsWithSummary, ...header } = value;
  const isStream = endsWithSummary === true;
  const plan = { ...(isStream ? streamed(header) : value), clusters: [], applyable: true };
  const parsed = validated(document, plan, "");
  return parsed.ok ? toParsed({ plan: parsed.value, endsWithSummary: isStream }) : parsed;
}

/** Waves whose clusters come later are judged as waves without any. */
function streamed(header: JsonObject): JsonObject {
  const waves = ownValue(header, "waves");
  const listed = isJsonList(waves)
    ? waves.map((wave) => (isJsonObject(wave) ? { ...wave, clusters: [] } : wave))
    : waves;
  return { ...header, diagnostics: [], ...(listed !== undefined && { waves: listed }) };
}

/** Judges a line behind the first: a cluster, or the end. */
export function parseLine(
  document: SourceDocument,
  end: LinesEnd | undefined,
): Parsed<ClusterPlan | LinesEnd> {
  const { value } = document;
  if (end !== undefined) {
    const message = "a line follows the last one of the plan";
    const source = document.locate("");
    const found = savedPlanDiagnostics.report("PLAN_LINES_DIFFER", { message, source });
    return { ok: false, diagnostics: [found] };
  }
  return isJsonObject(value) && ownValue(value, "summary") !== undefined
    ? parseEnd(document, value)
    : parseCluster(document);
}

function parseEnd(document: SourceDocument, value: JsonObject): Parsed<LinesEnd> {
  const { summary, ...rest } = value;
  const parsed = validated(document, { intent: anyIntent, waves: [], clusters: [], ...rest }, "");
  const count = isJsonObject(summary) ? ownValue(summary, "clusters") : undefined;
  if (typeof count !== "number") {
    const message = "the last line does not count the clusters";
    const source = document.locate("/summary");
    const found = savedPlanDiagnostics.report("PLAN_LINES_DIFFER", { message, source });
    return { ok: false, diagnostics: [...parsed.diagnostics, found] };
  }
  return parsed.ok
    ? toParsed({
        count,
        diagnostics: parsed.value.diagnostics,
        applyable: parsed.value.applyable,
      })
    : parsed;
}

function parseCluster(document: SourceDocument): Parsed<ClusterPlan> {
  const plan = { ...emptyPlan, clusters: [document.value] };
  const parsed = validated(document, plan, "/clusters/0");
  const [cluster] = parsed.ok ? parsed.value.clusters : [];
  return cluster === undefined ? { ok: false, diagnostics: parsed.diagnostics } : toParsed(cluster);
}

const anyIntent: JsonObject = {
  apiVersion: "imagewright/v1alpha1",
  kind: "UpgradeIntent",
  goal: { images: "supported" },
};

/** What a cluster's line is judged in. */
const emptyPlan: JsonObject = {
  formatVersion: 1,
  intent: anyIntent,
  waves: [],
  clusters: [],
  diagnostics: [],
  applyable: true,
};

/** @param at - where the line stands in the whole plan */
function validated(document: SourceDocument, plan: JsonObject, at: string): Parsed<UpgradePlan> {
  const parsed = upgradePlanSchema.validate(plan);
  if (parsed.ok) {
    return parsed;
  }
  const found = parsed.diagnostics.map((diagnostic) => ({
    ...diagnostic,
    pointer: diagnostic.pointer.slice(at.length),
  }));
  return { ok: false, diagnostics: locateDiagnostics(document, found) };
}
