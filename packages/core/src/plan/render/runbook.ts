import type { Artifact } from "../../artifact.ts";
import { renderTemplate } from "../../template/render-template.ts";
import type { TemplateOverrides } from "../../template/template-overrides.ts";
import type { UpgradeGoal } from "../upgrade-intent.ts";
import type { ClusterPlan, PlanWave, UpgradePlan } from "../upgrade-plan.ts";
import { renderClusterRunbook } from "./cluster-runbook.ts";
import { codeBlock } from "./markdown-code.ts";
import { renderPlanMermaid } from "./plan-mermaid.ts";
import { clusterFolder, clusterLabel } from "./plan-paths.ts";
import { count } from "./plan-picture.ts";
import type { ObjectsOf } from "./plan-stages.ts";
import { runbookFinding } from "./runbook-findings.ts";
import type { RunbookRow, RunbookWave } from "./runbook-model.ts";
import { runbookTemplate } from "./templates/compiled.ts";

/** How a runbook is rendered. */
export interface RunbookOptions {
  /**
   * The objects of a cluster as they stand before the plan. Without them, what is created is named
   * as a file: see {@link renderPlanManifests}.
   */
  readonly objectsOf?: ObjectsOf;
  /**
   * How many clusters are written out in one file. Of more, the file gives the overview, and the
   * paths of the runbooks that {@link renderClusterRunbook} makes.
   *
   * @default 20
   */
  readonly maxClusters?: number;
  /** Templates that are used instead of the built-in ones of their names. */
  readonly overrides?: TemplateOverrides;
}

/**
 * A runbook in Markdown: what a person needs to carry out a plan by hand, with every command, what
 * it has to answer, and how each step is undone.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` where a change cannot be made to the objects, and for
 * text that no shell or YAML reader carries
 * @example
 * ```ts
 * import { renderRunbook, type UpgradePlan } from "@imagewright/core/plan";
 *
 * const plan: UpgradePlan = {
 *   formatVersion: 1,
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *   },
 *   waves: [],
 *   clusters: [],
 *   diagnostics: [],
 *   applyable: true,
 * };
 * const { path, text } = renderRunbook(plan);
 * path; // => "runbook.md"
 * text.split("\n")[0]; // => "# Upgrade to Kubernetes 1.34"
 * ```
 */
export function renderRunbook(
  plan: UpgradePlan,
  { objectsOf, maxClusters = 20, overrides }: RunbookOptions = {},
): Artifact {
  const isWhole = plan.clusters.length <= maxClusters;
  const model = {
    goal: goalPhrase(plan.intent.goal),
    applyable: plan.applyable,
    clusters: plan.clusters.map(overviewRow),
    waves: plan.waves.map(runbookWave),
    findings: plan.diagnostics.map(runbookFinding),
    picture: codeBlock("mermaid", renderPlanMermaid(plan).text),
    isWhole,
  };
  const limits = { output: 100_000_000, steps: 20_000_000 };
  const overview = renderTemplate(runbookTemplate, model, { overrides, limits });
  const clusters = isWhole ? plan.clusters : [];
  const parts = clusters.map(
    (cluster) =>
      renderClusterRunbook(cluster, {
        ...(objectsOf !== undefined && { objects: objectsOf(cluster) }),
        ...(overrides !== undefined && { overrides }),
      }).text,
  );
  const text = [`${overview.trimEnd()}\n`, ...parts].join("\n");
  return { path: "runbook.md", mediaType: "text/markdown", text };
}

/** What a plan is for, behind "Upgrade to". */
function goalPhrase(goal: UpgradeGoal): string {
  if ("kubernetesVersion" in goal) {
    return `Kubernetes ${goal.kubernetesVersion}`;
  }
  return "image" in goal ? `the image ${goal.image}` : "images that are supported";
}

function overviewRow(plan: ClusterPlan): RunbookRow {
  const { cluster, wave = "", from = "unknown", to = "unknown", hops, steps, blockers } = plan;
  const ready = steps.length === 0 ? "nothing to do" : "ready";
  return {
    name: clusterLabel(cluster),
    wave,
    from,
    to,
    hops: hops.map(({ version }) => version).join(", "),
    steps: steps.length,
    state: blockers.length === 0 ? ready : count(blockers.length, "blocker"),
    path: `${clusterFolder(cluster)}/runbook.md`,
  };
}

function runbookWave(wave: PlanWave, index: number): RunbookWave {
  const { name, clusters, concurrency, maxFailures, approve, soakSeconds } = wave;
  return {
    number: index + 1,
    name,
    rules: [
      ...(approve ? ["A person has to agree before it begins."] : []),
      concurrency === 1
        ? "One cluster is upgraded after the other."
        : `${concurrency} clusters are upgraded at once.`,
      maxFailures === 0
        ? "As soon as one cluster fails, no other one is begun."
        : `When more than ${count(maxFailures, "cluster")} failed, no other one is begun.`,
      ...(soakSeconds > 0
        ? [`After its last cluster, ${soakSeconds} seconds pass before the next wave begins.`]
        : []),
    ],
    clusters,
  };
}
