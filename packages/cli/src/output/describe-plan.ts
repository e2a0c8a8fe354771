import type { ClusterPlan, PlanHop, PlanStep, UpgradePlan } from "@imagewright/core/plan";

import { clusterName } from "./cluster-name.ts";
import { hopImages } from "./hop-images.ts";
import { plural } from "./print-diagnostic.ts";
import { safeText } from "./safe-text.ts";
import { textTable } from "./text-table.ts";

/** A plan for people: every cluster with its hops, their images, and the steps of each. */
export function describePlan(plan: UpgradePlan): string {
  const parts = plan.clusters.map((cluster) => describeCluster(cluster).join("\n"));
  return `${[...parts, count(plan)].join("\n\n")}\n`;
}

function describeCluster(plan: ClusterPlan): readonly string[] {
  const { cluster, from, steps, blockers, hops } = plan;
  const name = safeText(clusterName(cluster));
  if (blockers.length > 0) {
    const needed = hops.flatMap((hop) => describeHop(hop, plan));
    return [`${name}: blocked by ${plural(blockers.length, "finding")}`, ...needed];
  }
  if (steps.length === 0) {
    return [`${name}: nothing to do`];
  }
  const way = [from ?? "?", ...hops.map(({ version }) => version)].map(safeText).join(" → ");
  const rows = textTable([["STAGE", "STEP", "WHAT", "WAITS FOR"], ...steps.map(rowOf)], "    ");
  const [heading = "", ...lines] = rows;
  const numbers = [...new Set(steps.map(({ hop }) => hop))];
  return [
    `${name}: ${way}`,
    heading,
    ...numbers.flatMap((number) => [
      ...hops.filter((hop) => hop.number === number).flatMap((hop) => describeHop(hop, plan)),
      ...lines.filter((_, index) => steps[index]?.hop === number),
    ]),
    ...hops.filter(({ waitsFor }) => waitsFor !== undefined).flatMap(describeLater),
  ];
}

function rowOf({ stage, id, title, after }: PlanStep): readonly string[] {
  return [String(stage), id, title, after.join(" ")];
}

/** The version of a hop, and what its machines boot. */
function describeHop({ number, version }: PlanHop, { images }: ClusterPlan): readonly string[] {
  const [first, ...others] = hopImages(images.filter(({ hop }) => hop === number));
  if (first === undefined || others.length > 0) {
    const rows = [first, ...others].flatMap((one) =>
      one === undefined ? [] : [[one.image, one.groups]],
    );
    return [`  to ${safeText(version)} with`, ...textTable(rows, "    ")];
  }
  return [`  to ${safeText(version)} with ${safeText(first.image)}`];
}

function describeLater({ version, waitsFor = "" }: PlanHop): readonly string[] {
  return [safeText(`  ${version} is planned later: ${waitsFor}`)];
}

function count({ clusters, waves }: UpgradePlan): string {
  const steps = clusters.reduce((sum, cluster) => sum + cluster.steps.length, 0);
  const refused = clusters.filter(({ applyable }) => !applyable).length;
  return [
    plural(clusters.length, "cluster"),
    ...(waves.length > 1 ? [plural(waves.length, "wave")] : []),
    plural(steps, "step"),
    ...(refused === 0 ? [] : [`${refused} blocked`]),
  ].join(", ");
}
