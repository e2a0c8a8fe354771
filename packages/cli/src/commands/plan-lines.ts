import { hasErrors } from "@imagewright/core";
import { planClusters, planLines, planOverview } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { type PlanRequest, readPlanInputs } from "../make-plan.ts";
import { safeJson } from "../output/safe-text.ts";
import { pause } from "../until-stopped.ts";

/**
 * Prints a plan in lines: what all clusters share, then one cluster a line as soon as it is planned,
 * of which nothing is kept.
 */
export async function planInLines(
  context: CommandContext,
  request: PlanRequest,
): Promise<CommandResult> {
  const { io } = context;
  const { inputs, options, clusters, diagnostics } = await readPlanInputs(context, request);
  const overview = planOverview(
    options.intent,
    inputs.map(({ state }) => state),
  );
  const refused = { count: overview.diagnostics.length };
  const plans = countRefused(planClusters(inputs, options), refused);
  for (const line of planLines(overview, plans)) {
    io.stdout.write(safeJson(line));
    await pause(io.signal);
  }
  const found = [...diagnostics, ...overview.diagnostics];
  const ok = refused.count === 0 && !hasErrors(found);
  return {
    report: {
      formatVersion: 1,
      command: "plan",
      ok,
      exitCode: ok ? exitCodes.done : exitCodes.findings,
      files: clusters.read.files,
      plan: { ...overview, clusters: [], applyable: ok },
      dryRun: false,
      artifacts: [],
      written: [],
      diagnostics: clusters.place(found),
    },
    text: "",
    sources: clusters.sources,
    order: clusters.read.order,
  };
}

function* countRefused<Plan extends { readonly applyable: boolean }>(
  plans: Iterable<Plan>,
  refused: { count: number },
): Generator<Plan, void> {
  for (const plan of plans) {
    refused.count += plan.applyable ? 0 : 1;
    yield plan;
  }
}
