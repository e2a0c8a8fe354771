import type { ClusterPlan, PlanStep, PlanWave, UpgradePlan } from "../upgrade-plan.ts";
import { clusterLabel } from "./plan-paths.ts";

/** A plan as a picture shows it. */
export interface PlanPicture {
  readonly title: string;
  readonly description: string;
  readonly lanes: readonly PictureLane[];
  /** How many waves the picture leaves out. */
  readonly moreLanes: number;
}

/** A wave. */
export interface PictureLane {
  readonly name: string;
  /** What has to happen before it begins, and how it goes on; empty where nothing is special. */
  readonly note: string;
  readonly needsApproval: boolean;
  readonly soakSeconds: number;
  /** Its clusters one by one; empty where there are too many. */
  readonly rows: readonly PictureRow[];
  /** All its clusters in one sentence. */
  readonly summary: string;
}

/** A cluster. */
export interface PictureRow {
  readonly cluster: string;
  readonly from: string;
  /** Empty where the cluster can be upgraded. */
  readonly blocked: string;
  readonly hops: readonly PictureHop[];
}

/** One version on the way. */
export interface PictureHop {
  readonly title: string;
  readonly stages: readonly PictureStage[];
  /** How many stages the picture leaves out. */
  readonly moreStages: number;
}

/** Steps that are applied together. */
interface PictureStage {
  /** What weighs most in it: decides on its colour. */
  readonly kind: "read" | "create" | "change" | "wait" | "approve";
  readonly label: string;
  /** Titles of its steps. */
  readonly steps: readonly string[];
}

/** How much a picture shows. */
export interface PictureLimits {
  /** Of more clusters, waves are shown as a whole. @default 24 */
  readonly maxClusters?: number;
  /** @default 40 */
  readonly maxWaves?: number;
  /** For each hop of a cluster. @default 10 */
  readonly maxStages?: number;
}

/** What is shown of a plan, in either form. */
export function planPicture(plan: UpgradePlan, limits: PictureLimits = {}): PlanPicture {
  const { maxClusters = 24, maxWaves = 40, maxStages = 10 } = limits;
  const { clusters } = plan;
  const lanes = lanesOf(plan);
  const isDetailed = clusters.length <= maxClusters;
  const steps = clusters.reduce((sum, cluster) => sum + cluster.steps.length, 0);
  return {
    title: "Upgrade plan",
    description: `${count(lanes.length, "wave")}, ${count(clusters.length, "cluster")}, ${count(steps, "step")}`,
    lanes: lanes.slice(0, maxWaves).map(([wave, plans]) => ({
      name: wave.name,
      note: noteOf(wave),
      needsApproval: wave.approve,
      soakSeconds: wave.soakSeconds,
      rows: isDetailed ? plans.map((cluster) => rowOf(cluster, maxStages)) : [],
      summary: summaryOf(plans),
    })),
    moreLanes: Math.max(0, lanes.length - maxWaves),
  };
}

/** `1 step`, `2 steps`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function lanesOf({
  waves,
  clusters,
}: UpgradePlan): readonly (readonly [PlanWave, ClusterPlan[]])[] {
  const byLabel = new Map(clusters.map((plan) => [clusterLabel(plan.cluster), plan]));
  const only = { concurrency: 1, maxFailures: 0, approve: false, soakSeconds: 0 };
  return waves.length === 0
    ? [[{ ...only, name: "all", clusters: [] }, [...clusters]]]
    : waves.map((wave) => [
        wave,
        wave.clusters.flatMap((label) => {
          const plan = byLabel.get(label);
          return plan === undefined ? [] : [plan];
        }),
      ]);
}

function noteOf({ concurrency, maxFailures, approve }: PlanWave): string {
  return [
    ...(approve ? ["after approval"] : []),
    ...(concurrency > 1 ? [`${concurrency} at once`] : []),
    ...(maxFailures > 0 ? [`${maxFailures} may fail`] : []),
  ].join(", ");
}

function summaryOf(plans: readonly ClusterPlan[]): string {
  const steps = plans.reduce((sum, plan) => sum + plan.steps.length, 0);
  const blocked = plans.filter(({ applyable }) => !applyable).length;
  return [
    count(plans.length, "cluster"),
    count(steps, "step"),
    ...(blocked > 0 ? [`${blocked} blocked`] : []),
  ].join(", ");
}

function rowOf(plan: ClusterPlan, maxStages: number): PictureRow {
  const { cluster, from = "unknown", blockers, steps } = plan;
  return {
    cluster: clusterLabel(cluster),
    from,
    blocked: blockers.map(({ code }) => code).join(", "),
    hops: sectionsOf(steps).map((section, index) =>
      hopOf(plan, section, { maxStages, isFirst: index === 0 }),
    ),
  };
}

/** Steps of one hop that follow each other, in the order of their stages. */
function sectionsOf(steps: readonly PlanStep[]): readonly (readonly PlanStep[])[] {
  const sections: PlanStep[][] = [];
  for (const step of steps.toSorted((a, b) => a.stage - b.stage)) {
    const last = sections.at(-1);
    if (last?.[0]?.hop === step.hop) {
      last.push(step);
    } else {
      sections.push([step]);
    }
  }
  return sections;
}

function hopOf(
  plan: ClusterPlan,
  steps: readonly PlanStep[],
  { maxStages, isFirst }: { readonly maxStages: number; readonly isFirst: boolean },
): PictureHop {
  const hop = plan.hops.find(({ number }) => number === steps[0]?.hop);
  const stages = [...new Set(steps.map(({ stage }) => stage))].map((stage) =>
    stageOf(steps.filter((step) => step.stage === stage)),
  );
  return {
    title: hop === undefined ? (isFirst ? "before" : "after") : `to ${hop.version}`,
    stages: stages.slice(0, maxStages),
    moreStages: Math.max(0, stages.length - maxStages),
  };
}

const kinds = ["approve", "change", "create", "wait", "read"] as const;

function stageOf(steps: readonly PlanStep[]): PictureStage {
  const classes = new Set(steps.map((step) => step.class));
  const counts = kinds.flatMap((kind) => {
    const { length } = steps.filter((step) => step.class === kind);
    return length === 0 ? [] : [length === 1 ? kind : `${kind} ${length}`];
  });
  const isAwaited = steps.some((step) => step.class === "change" && step.check !== undefined);
  return {
    kind: kinds.find((kind) => classes.has(kind)) ?? "read",
    label: [...counts, ...(isAwaited ? ["wait"] : [])].join(", "),
    steps: steps.map(({ title }) => title),
  };
}
