import { planningOf } from "@imagewright/cluster-api/plan";
import {
  type Diagnostic,
  hasErrors,
  type ImageCatalog,
  type LoadedPlugin,
  referenceWriter,
  type TargetVersions,
} from "@imagewright/core";
import {
  assemblePlan,
  type PlanInput,
  type PlanObjects,
  planObjects,
  type PlanOptions,
  type UpgradeIntent,
  type UpgradePlan,
} from "@imagewright/core/plan";

import type { CommandContext } from "./command-context.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import type { IntentFlags } from "./intent-flags.ts";
import type { ObserveRequest } from "./observe.ts";
import { poolClusterOf } from "./pool-cluster.ts";
import { type ReadClusters, readClusters } from "./read-clusters.ts";
import { readIntent } from "./read-intent.ts";
import { pause } from "./until-stopped.ts";

/** What a plan is made from. */
export interface PlanRequest {
  /** Files and folders of manifests; `-` is standard input. */
  readonly files: readonly string[];
  readonly catalog?: string;
  readonly variables?: string;
  /** File of the intent. */
  readonly intentFile?: string;
  /** What options say of the intent. */
  readonly intent: IntentFlags;
  /** Cluster of Karpenter's pools, as `name` or `namespace/name`. */
  readonly poolCluster?: string;
  readonly targetVersions: TargetVersions;
  /** Whether what is not among the manifests does not exist. */
  readonly isWhole: boolean;
  /** RFC 3339 moment, in UTC, the images are needed at. */
  readonly at: string;
}

/** Everything a plan is made from. */
export interface PlanInputs {
  readonly clusters: ReadClusters;
  readonly inputs: readonly PlanInput[];
  readonly objects: PlanObjects;
  readonly options: PlanOptions;
  /** What was found on the way, up to the clusters; an error keeps everything from being written. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads what a plan is made from.
 *
 * @throws {CommandFailure} with everything that is wrong, if a file could not be read: there is no
 *   plan of what was not read
 */
export async function readPlanInputs(
  context: CommandContext,
  request: PlanRequest,
): Promise<PlanInputs> {
  const { files, catalog, variables } = request;
  const { intent, sources } = await readIntent(context.io, request.intentFile, request.intent);
  const clusters = await readClusters(
    context,
    {
      files,
      ...(catalog !== undefined && { catalog }),
      ...(variables !== undefined && { variables }),
      ...observeRequestOf(request),
    },
    { diagnostics: intent.diagnostics, sources },
  );
  const { observation, plugins } = clusters;
  if (!intent.ok || hasErrors(clusters.read.diagnostics) || observation.clusters.length === 0) {
    throw new CommandFailure(exitCodes.findings, clusters.diagnostics, clusters.sources);
  }
  const objects = planObjects(observation.objects);
  return {
    clusters,
    objects,
    inputs: observation.clusters.map((state) => ({ state, objects })),
    options: await planOptionsOf(request, plugins, intent.value, clusters.catalog),
    diagnostics: clusters.diagnostics,
  };
}

/** What the request says about reading manifests. */
export function observeRequestOf({
  poolCluster,
  targetVersions,
  isWhole,
}: PlanRequest): ObserveRequest {
  return {
    ...(poolCluster !== undefined && { poolCluster: poolClusterOf(poolCluster) }),
    targetVersions,
    scope: isWhole ? "whole" : "part",
  };
}

/** What the plans of all clusters share. */
export async function planOptionsOf(
  { targetVersions, at }: PlanRequest,
  plugins: readonly LoadedPlugin[],
  intent: UpgradeIntent,
  catalog: ImageCatalog,
): Promise<PlanOptions> {
  return {
    intent,
    catalog,
    contributions: await planningOf(plugins),
    writeReference: referenceWriter(plugins),
    targetVersions,
    at,
  };
}

/** A plan, and what it was made from. */
export interface MadePlan extends PlanInputs {
  readonly plan: UpgradePlan;
}

/** Reads everything, and makes the plan of all clusters. */
export async function makePlan(context: CommandContext, request: PlanRequest): Promise<MadePlan> {
  const made = await readPlanInputs(context, request);
  await pause(context.io.signal);
  return { ...made, plan: assemblePlan(made.inputs, made.options) };
}
