import type { Artifact } from "../../artifact.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";
import { type PictureLane, type PictureRow, planPicture } from "./plan-picture.ts";

/** Most nodes a picture has before stages are left out: Mermaid refuses more than 500 edges. */
const maximumStages = 120;

/**
 * A plan as a flow chart of Mermaid: waves with their clusters, versions and stages. Many clusters
 * are shown as one node for each wave.
 *
 * @example
 * ```ts
 * import { renderPlanMermaid, type UpgradePlan } from "@imagewright/core/plan";
 *
 * const plan: UpgradePlan = {
 *   formatVersion: 1,
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { images: "supported" },
 *   },
 *   waves: [],
 *   clusters: [],
 *   diagnostics: [],
 *   applyable: true,
 * };
 * renderPlanMermaid(plan).text;
 * // => 'flowchart LR\n  w1["all: 0 clusters, 0 steps"]\n'
 * ```
 */
export function renderPlanMermaid(plan: UpgradePlan): Artifact {
  const { lanes, moreLanes } = planPicture(plan);
  const stages = lanes
    .flatMap(({ rows }) => rows)
    .flatMap(({ hops }) => hops)
    .reduce((sum, hop) => sum + hop.stages.length, 0);
  const lines = lanes.flatMap((lane, index) => laneLines(lane, index + 1, stages <= maximumStages));
  const links = lanes
    .slice(1)
    .map((lane, index) => `w${index + 1} -->${linkLabel(lanes[index], lane)} w${index + 2}`);
  const more = moreLanes > 0 ? [`w${lanes.length} --> more["${moreLanes} more waves"]`] : [];
  const text = ["flowchart LR", ...[...lines, ...links, ...more].map((line) => `  ${line}`)];
  return { path: "plan.mmd", mediaType: "text/vnd.mermaid", text: `${text.join("\n")}\n` };
}

function linkLabel(before: PictureLane | undefined, { needsApproval }: PictureLane): string {
  const seconds = before?.soakSeconds ?? 0;
  const label = [
    ...(seconds > 0 ? [`wait ${seconds} s`] : []),
    ...(needsApproval ? ["approve"] : []),
  ].join(", ");
  return label === "" ? "" : `|"${label}"|`;
}

function laneLines(lane: PictureLane, number: number, withStages: boolean): readonly string[] {
  const { name, note, rows, summary } = lane;
  if (rows.length === 0) {
    return [`w${number}["${mermaidText(name)}: ${summary}"]`];
  }
  const title = mermaidText(note === "" ? name : `${name}: ${note}`);
  return [
    `subgraph w${number}["${title}"]`,
    ...rows.flatMap((row, index) => rowLines(row, `w${number}c${index + 1}`, withStages)),
    "end",
  ];
}

/** A cluster and what follows: a chain of nodes. */
function rowLines(row: PictureRow, id: string, withStages: boolean): readonly string[] {
  const nodes = [`${id}["${mermaidText(row.cluster)}<br/>${mermaidText(row.from)}"]`];
  if (row.blocked !== "") {
    nodes.push(`${id}x>"${mermaidText(`blocked: ${row.blocked}`)}"]`);
  }
  for (const [index, { title, stages, moreStages }] of row.hops.entries()) {
    const hop = `${id}h${index + 1}`;
    nodes.push(`${hop}(["${mermaidText(title)}"])`);
    for (const [at, { kind, label }] of withStages ? stages.entries() : []) {
      const text = `"${mermaidText(label)}"`;
      nodes.push(kind === "approve" ? `${hop}s${at + 1}{{${text}}}` : `${hop}s${at + 1}[${text}]`);
    }
    if (withStages && moreStages > 0) {
      nodes.push(`${hop}more["${moreStages} more stages"]`);
    }
  }
  return [`  ${nodes.join(" --> ")}`];
}

/** Text between quotes: everything that could mean something is written as its number. */
export function mermaidText(text: string): string {
  return text.replaceAll(
    /[^A-Za-z0-9 .,/_:()+-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
