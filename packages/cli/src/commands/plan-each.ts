import type { Diagnostic } from "@imagewright/core";
import { hasErrors } from "@imagewright/core";
import {
  createFleetPlanner,
  type FleetPlanner,
  planLine,
  type PlanInput,
  planObjects,
} from "@imagewright/core/plan";

import { cliDiagnostics } from "../cli-diagnostics.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import type { CliIo } from "../io.ts";
import { betweenLines, writeLine } from "../lines-output.ts";
import { observeRequestOf, type PlanRequest } from "../make-plan.ts";
import { observeManifests } from "../observe.ts";
import { showFindings } from "../output/present.ts";
import type { FindingCounts } from "../output/print-diagnostic.ts";
import { placeColumns } from "../place-columns.ts";
import { type PlanGround, readPlanGround } from "../plan-ground.ts";
import type { ReadManifests } from "../read-manifests.ts";
import { readUnits } from "../read-units.ts";

/**
 * Prints a plan in lines, and reads its manifests unit by unit: one is read, what was found in it is
 * shown, and its clusters are planned and printed before the next one is read.
 */
export async function planEach(
  context: CommandContext,
  request: PlanRequest,
): Promise<CommandResult> {
  const ground = await readPlanGround(context, request);
  const fleet = createFleetPlanner(ground.options);
  return await betweenLines(planUnits(context.io, request, ground, fleet));
}

async function planUnits(
  io: CliIo,
  request: PlanRequest,
  ground: PlanGround,
  fleet: FleetPlanner,
): Promise<CommandResult> {
  let shown = showFindings(ground.diagnostics, ground, io);
  let found = 0;
  await writeLine(io, planLine(fleet.header));
  for await (const read of readUnits(io, request.files, ground.prepare)) {
    const { inputs, diagnostics } = observeUnit(read, request, ground);
    found += inputs.length;
    shown = showFindings(diagnostics, read, io, shown);
    for (const plan of hasErrors(read.diagnostics) ? [] : fleet.plan(inputs)) {
      await writeLine(io, planLine(plan));
    }
    if (io.stdout.isClosed === true) {
      return resultOf(fleet, [], shown);
    }
  }
  const none = found === 0 && shown.error === 0 ? [noClusters()] : [];
  const end = fleet.end(shown.error + none.length);
  await writeLine(io, planLine(end));
  return resultOf(fleet, [...none, ...end.diagnostics], shown);
}

interface ObservedUnit {
  readonly inputs: readonly PlanInput[];
  readonly diagnostics: readonly Diagnostic[];
}

function observeUnit(
  read: ReadManifests,
  request: PlanRequest,
  { plugins }: PlanGround,
): ObservedUnit {
  const observation = observeManifests(read.documents, plugins, observeRequestOf(request));
  const objects = planObjects(observation.objects);
  return {
    inputs: observation.clusters.map((state) => ({ state, objects })),
    diagnostics: placeColumns([...read.diagnostics, ...observation.diagnostics], read.documents),
  };
}

/** A wrong path must not look like clusters that are well. */
function noClusters(): Diagnostic {
  const message = "no cluster, and no machines of one, were found";
  return cliDiagnostics.report("CLI_CLUSTERS_NONE", { message });
}

function resultOf(
  fleet: FleetPlanner,
  diagnostics: readonly Diagnostic[],
  shown: FindingCounts,
): CommandResult {
  const { formatVersion, intent } = fleet.header;
  const ok = fleet.end().summary.blocked === 0 && shown.error === 0 && !hasErrors(diagnostics);
  return {
    report: {
      formatVersion,
      command: "plan",
      ok,
      exitCode: ok ? exitCodes.done : exitCodes.findings,
      files: [],
      plan: { formatVersion, intent, waves: [], clusters: [], diagnostics, applyable: ok },
      dryRun: false,
      artifacts: [],
      written: [],
      diagnostics,
    },
    text: "",
    sources: new Map(),
    shown,
  };
}
