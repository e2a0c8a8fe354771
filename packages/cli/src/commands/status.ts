import { clusterApiJudges } from "@imagewright/cluster-api";
import {
  type CloudAnswer,
  type Diagnostic,
  type EvidenceRequest,
  hasErrors,
  judgeRollout,
  type ManifestSet,
  manifestSet,
  type RolloutJudge,
  type RolloutReason,
  type RolloutVerdict,
} from "@imagewright/core";
import { type IntendedRollout, intendedRollouts } from "@imagewright/core/plan";

import { cliDiagnostics } from "../cli-diagnostics.ts";
import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { CommandFailure } from "../failure.ts";
import { objectsIn } from "../objects-in.ts";
import { clusterName } from "../output/cluster-name.ts";
import { describeStatus } from "../output/describe-status.ts";
import type {
  ReportedCluster,
  ReportedEvidence,
  ReportedReason,
  ReportedRollout,
  StatusReport,
} from "../output/status-report.ts";
import { type ClustersRequest, type ReadClusters, readClusters } from "../read-clusters.ts";
import { readManifests, type ReadManifests } from "../read-manifests.ts";
import { isNodeObject, readAnswers } from "../rollout-evidence.ts";
import { selectClusters } from "../select-clusters.ts";
import { pause } from "../until-stopped.ts";

/** What `status` was asked for. */
export interface StatusRequest extends ClustersRequest {
  /** Names of clusters, with `*` for any text; all where empty. */
  readonly clusters: readonly string[];
  /** Files of Nodes and NodeClaims of the one cluster. */
  readonly nodes: readonly string[];
  /** Files of what a cloud answered. */
  readonly cloud: readonly string[];
}

/** Judges how far the rollouts of live clusters are. */
export async function judgeClusters(
  context: CommandContext,
  request: StatusRequest,
): Promise<CommandResult> {
  const { clusters: names, nodes, cloud, ...where } = request;
  const clusters = await readClusters(context, where);
  const nodeFiles = await readManifests(context.io, nodes);
  const answers = await readAnswers(context.io, cloud);
  const chosen = selectClusters(clusters.observation.clusters, names);
  refuseSeveral(chosen.length, nodes);
  const judges = [...clusters.plugins.flatMap((plugin) => plugin.judges), ...clusterApiJudges];
  const evidence = {
    live: liveObjects(clusters, nodeFiles, chosen.length),
    answers: answers.answers,
  };
  const reported: ReportedCluster[] = [];
  for (const cluster of chosen) {
    const groups = intendedRollouts(cluster, clusters.catalog).flatMap((rollout) =>
      judgeGroup(rollout, evidence, judges),
    );
    reported.push({ name: clusterName(cluster), groups });
    await pause(context.io.signal);
  }
  const diagnostics = [
    ...clusters.diagnostics,
    ...nodeFiles.diagnostics,
    ...answers.diagnostics,
    ...chosen.flatMap((cluster) => errorsOf(cluster.diagnostics)),
    ...checkDump(clusters),
  ];
  const groups = reported.flatMap((cluster) => cluster.groups);
  const ok = !hasErrors(diagnostics) && groups.every(({ state }) => state === "done");
  const report: StatusReport = {
    formatVersion: 1,
    command: "status",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    files: clusters.read.files,
    summary: countStates(groups),
    clusters: reported,
    diagnostics: clusters.place(diagnostics),
  };
  return {
    report,
    text: describeStatus(report),
    sources: new Map([...clusters.sources, ...nodeFiles.sources]),
    order: [...clusters.read.order, ...nodeFiles.order],
  };
}

/** Manifests as they lie in Git say nothing of what became of them. */
function checkDump({ observation }: ReadClusters): readonly Diagnostic[] {
  const { clusters, objects } = observation;
  const message = "no object has a status: these are manifests, not a dump of a live cluster";
  return clusters.length === 0 || objects.some(({ object }) => Object.hasOwn(object, "status"))
    ? []
    : [cliDiagnostics.report("CLI_NO_STATUS", { message })];
}

/** Nodes of two clusters may have the same names. */
function refuseSeveral(clusters: number, nodes: readonly string[]): void {
  if (nodes.length === 0 || clusters <= 1) {
    return;
  }
  const message = `--nodes is about one cluster, and ${clusters} are judged`;
  const hint = "Choose the cluster they belong to with `--cluster NAME`.";
  const found = cliDiagnostics.report("CLI_USAGE", { message, hint });
  throw new CommandFailure(exitCodes.usage, [found]);
}

/** Nodes among the manifests count where there is one cluster they can belong to. */
function liveObjects(
  { observation }: ReadClusters,
  nodes: ReadManifests,
  clusters: number,
): ManifestSet {
  const given = nodes.documents.flatMap(({ value }) => objectsIn(value));
  const isOwn = clusters === 1 && given.length === 0;
  return manifestSet([
    ...observation.objects
      .map(({ object }) => object)
      .filter((object) => isOwn || !isNodeObject(object)),
    ...given.map(({ object }) => object),
  ]);
}

interface Evidence {
  readonly live: ManifestSet;
  readonly answers: readonly CloudAnswer[];
}

function judgeGroup(
  { check, record, version }: IntendedRollout,
  { live, answers }: Evidence,
  judges: readonly RolloutJudge[],
): readonly ReportedRollout[] {
  if (check === undefined) {
    return [];
  }
  const { subject } = check;
  const verdict = judgeRollout({ ...check, live, cloud: answers }, judges);
  return [
    {
      kind: subject.kind,
      object: clusterName(subject),
      ...(version !== undefined && { kubernetesVersion: version }),
      ...(record !== undefined && { record }),
      ...reportVerdict(verdict),
    },
  ];
}

function reportVerdict({
  state,
  reasons,
  evidence,
}: RolloutVerdict): Pick<ReportedRollout, "evidence" | "reasons" | "state"> {
  return { state, reasons: reasons.map(reportReason), evidence: evidence.map(reportEvidence) };
}

function reportReason(reason: RolloutReason): ReportedReason {
  const { code, message, object, pointer, found, expected } = reason;
  return {
    code,
    message,
    object: `${object.kind} ${clusterName(object)}`,
    pointer,
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
  };
}

function reportEvidence(request: EvidenceRequest): ReportedEvidence {
  const { command } = request;
  return request.kind === "cloud"
    ? { from: "cloud", command, call: request.call }
    : { from: request.cluster, command };
}

/** What keeps a cluster from being read: the rest of what was found is the verdicts' matter. */
function errorsOf(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === "error");
}

function countStates(groups: readonly ReportedRollout[]): StatusReport["summary"] {
  const states = Map.groupBy(groups, ({ state }) => state);
  return Object.fromEntries([...states].map(([state, all]) => [state, all.length]));
}
