import { type Diagnostic, type Parsed, toParsed } from "../../diagnostic.ts";
import { isJsonObject, type JsonObject, ownValue } from "../../json-value.ts";
import { upgradePlanSchema } from "../../schemas/upgrade-plan.ts";
import { locateDiagnostics, type SourceDocument } from "../../source.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { savedPlanDiagnostics } from "./saved-plan-diagnostics.ts";

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

/**
 * Checks a plan in lines: that of {@link planLines}.
 *
 * @param documents - one for each line, in their order
 * @returns the whole plan, or every problem of every line
 * @example
 * ```ts
 * import { parsePlanLines, planLines } from "@imagewright/core/plan";
 * import { readSingle } from "@imagewright/core/read";
 *
 * const intent = {
 *   apiVersion: "imagewright/v1alpha1",
 *   kind: "UpgradeIntent",
 *   goal: { images: "supported" },
 * } as const;
 * const lines = [...planLines({ formatVersion: 1, intent, waves: [] }, [])];
 * const documents = lines.flatMap((line) => {
 *   const read = readSingle(line, { file: "plan.json" });
 *   return read.ok ? [read.value] : [];
 * });
 * const parsed = parsePlanLines(documents);
 * parsed.ok && parsed.value.intent.goal; // => { images: "supported" }
 * ```
 */
export function parsePlanLines(documents: Iterable<SourceDocument>): Parsed<UpgradePlan> {
  const clusters: ClusterPlan[] = [];
  const diagnostics: Diagnostic[] = [];
  let header: UpgradePlan | undefined;
  let isFirst = true;
  for (const document of documents) {
    const parsed = isFirst ? parseHeader(document) : parseCluster(document);
    isFirst = false;
    if (!parsed.ok) {
      diagnostics.push(...parsed.diagnostics);
    } else if ("steps" in parsed.value) {
      clusters.push(parsed.value);
    } else {
      header = parsed.value;
    }
  }
  if (isFirst) {
    const message = "the plan has no lines";
    diagnostics.push(savedPlanDiagnostics.report("PLAN_HEADER_MISSING", { message }));
  }
  const applyable = clusters.every((cluster) => cluster.applyable);
  return header === undefined || diagnostics.length > 0
    ? { ok: false, diagnostics }
    : toParsed({ ...header, clusters, applyable });
}

function parseHeader(document: SourceDocument): Parsed<UpgradePlan> {
  const { value } = document;
  if (!isJsonObject(value) || ownValue(value, "intent") === undefined) {
    const message = "the first line names no intent";
    const source = document.locate("");
    const found = savedPlanDiagnostics.report("PLAN_HEADER_MISSING", { message, source });
    return { ok: false, diagnostics: [found] };
  }
  return validated(document, { ...value, clusters: [], applyable: true }, "");
}

function parseCluster(document: SourceDocument): Parsed<ClusterPlan> {
  const plan = { ...emptyPlan, clusters: [document.value] };
  const parsed = validated(document, plan, "/clusters/0");
  const [cluster] = parsed.ok ? parsed.value.clusters : [];
  return cluster === undefined ? { ok: false, diagnostics: parsed.diagnostics } : toParsed(cluster);
}

/** What a cluster's line is judged in. */
const emptyPlan: JsonObject = {
  formatVersion: 1,
  intent: {
    apiVersion: "imagewright/v1alpha1",
    kind: "UpgradeIntent",
    goal: { images: "supported" },
  },
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
