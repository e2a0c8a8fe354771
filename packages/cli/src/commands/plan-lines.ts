import { hasErrors } from "@imagewright/core";
import { planClusters, planLines, planOverview } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { CliIo } from "../io.ts";
import { betweenLines, writeLine } from "../lines-output.ts";
import { type PlanRequest, readPlanInputs } from "../make-plan.ts";

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
    options.catalog,
  );
  const refused = { count: overview.diagnostics.length };
  const plans = countRefused(planClusters(inputs, options), refused);
  await betweenLines(writeLines(io, planLines(overview, plans)));
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

async function writeLines(io: CliIo, lines: Iterable<string>): Promise<void> {
  for (const line of lines) {
    await writeLine(io, line);
    if (io.stdout.isClosed === true) {
      return;
    }
  }
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
