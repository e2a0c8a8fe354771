import { type Diagnostic, type Parsed, toParsed } from "../../diagnostic.ts";
import type { SourceDocument } from "../../source.ts";
import type { ClusterPlan, UpgradePlan } from "../upgrade-plan.ts";
import { type LinesEnd, type LinesHeader, parseHeader, parseLine } from "./parse-plan-line.ts";
import { savedPlanDiagnostics } from "./saved-plan-diagnostics.ts";

/**
 * Checks a plan in lines: that of {@link planLines}, or that of a fleet, whose last line says what
 * belongs to it.
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
  let header: LinesHeader | undefined;
  let end: LinesEnd | undefined;
  let isFirst = true;
  for (const document of documents) {
    const parsed = isFirst ? parseHeader(document) : parseLine(document, end);
    isFirst = false;
    if (!parsed.ok) {
      diagnostics.push(...parsed.diagnostics);
    } else if ("steps" in parsed.value) {
      clusters.push(parsed.value);
    } else if ("count" in parsed.value) {
      end = parsed.value;
    } else {
      header = parsed.value;
    }
  }
  if (isFirst) {
    const message = "the plan has no lines";
    diagnostics.push(savedPlanDiagnostics.report("PLAN_HEADER_MISSING", { message }));
  }
  if (header === undefined || diagnostics.length > 0) {
    return { ok: false, diagnostics };
  }
  return header.endsWithSummary ? wholePlan(header, clusters, end) : listedPlan(header, clusters);
}

function listedPlan({ plan }: LinesHeader, clusters: readonly ClusterPlan[]): Parsed<UpgradePlan> {
  return toParsed({ ...plan, clusters, applyable: clusters.every(({ applyable }) => applyable) });
}

/** The clusters are put into the order of their waves, as they are in every other plan. */
function wholePlan(
  { plan }: LinesHeader,
  clusters: readonly ClusterPlan[],
  end: LinesEnd | undefined,
): Parsed<UpgradePlan> {
  if (end?.count !== clusters.length) {
    const message =
      end === undefined
        ? "the last line is missing"
        : `the last line counts ${end.count} clusters, and there are ${clusters.length}`;
    const found = savedPlanDiagnostics.report("PLAN_LINES_DIFFER", { message });
    return { ok: false, diagnostics: [found] };
  }
  const { diagnostics, applyable } = end;
  const byWave = Map.groupBy(clusters, ({ wave }) => wave);
  const waves = plan.waves.flatMap((wave) => {
    const members = byWave.get(wave.name);
    return members === undefined ? [] : [{ ...wave, clusters: members.map(nameOf) }];
  });
  const ordered = waves.flatMap(({ name }) => byWave.get(name) ?? []);
  if (ordered.length < clusters.length) {
    const message = "a cluster is of a wave that the first line does not name";
    const found = savedPlanDiagnostics.report("PLAN_LINES_DIFFER", { message });
    return { ok: false, diagnostics: [found] };
  }
  return toParsed({ ...plan, waves, clusters: ordered, diagnostics, applyable });
}

function nameOf({ cluster: { name, namespace } }: ClusterPlan): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
