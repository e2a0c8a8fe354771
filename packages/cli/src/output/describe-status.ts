import { shellWord } from "@imagewright/core";

import { plural } from "./print-diagnostic.ts";
import { safeText } from "./safe-text.ts";
import type { ReportedEvidence, ReportedRollout, StatusReport } from "./status-report.ts";
import { textTable } from "./text-table.ts";

/** Reasons that are shown of each group; the report has them all. */
const mostReasons = 5;

/** Clusters with their groups: how far each is, why, and what would tell more. */
export function describeStatus({ clusters, summary }: StatusReport): string {
  const parts = clusters.map(({ name, groups }) => {
    const rows = textTable(groups.map(rowOf), "  ");
    const lines = groups.flatMap((group, index) => [rows[index] ?? "", ...detailsOf(group)]);
    return [safeText(name), ...lines, ""].join("\n");
  });
  return `${[...parts, count(clusters.length, summary)].join("\n")}\n`;
}

function rowOf({ state, kind, object, kubernetesVersion, record }: ReportedRollout): string[] {
  return [state, kind, object, kubernetesVersion ?? "-", record ?? ""];
}

function detailsOf({ reasons, evidence }: ReportedRollout): readonly string[] {
  const shown = reasons.slice(0, mostReasons).map(({ code, message, found, expected }) => {
    const facts = [
      ...(found === undefined ? [] : [`found ${found}`]),
      ...(expected === undefined ? [] : [`expected ${expected}`]),
    ].join(", ");
    return `    ${safeText(`${message}${facts === "" ? "" : ` (${facts})`} ${code}`)}`;
  });
  const more = reasons.length - shown.length;
  return [
    ...shown,
    ...(more > 0 ? [`    and ${plural(more, "more reason")}`] : []),
    ...evidence.map((request) => `    ${safeText(adviceOf(request))}`),
  ];
}

/** The command that tells, and how its answer is given. */
function adviceOf({ from, command, call }: ReportedEvidence): string {
  const text = command.map(shellWord).join(" ");
  switch (from) {
    case "cloud":
      return `to know, ask the cloud, and add --cloud ${call ?? ""}=answer.json: ${text}`;
    case "workload":
      return `to know, ask the cluster itself, and add --nodes nodes.json: ${text}`;
    default:
      return `to know, add what this prints to the manifests: ${text}`;
  }
}

function count(clusters: number, summary: StatusReport["summary"]): string {
  const states = Object.entries(summary).map(([state, number]) => `${number} ${state}`);
  return `${plural(clusters, "cluster")}${states.length === 0 ? "" : `: ${states.join(", ")}`}`;
}
