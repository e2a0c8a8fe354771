import { type Diagnostic, formatImageReference, hasErrors } from "@imagewright/core";
import { type CheckedImage, checkImages } from "@imagewright/core/plan";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { clusterName } from "../output/cluster-name.ts";
import type { ImagesReport, ImagesSummary, ReportedImage } from "../output/images-report.ts";
import { plural } from "../output/print-diagnostic.ts";
import { textTable } from "../output/text-table.ts";
import { type ClustersRequest, readClusters } from "../read-clusters.ts";

/** What `images check` was asked for. */
export interface ImagesRequest extends ClustersRequest {
  /** RFC 3339 moment, in UTC, the images are judged at. */
  readonly at: string;
  /** Whether every problem counts as an error. */
  readonly strict: boolean;
}

/** Says which groups of machines run images that they should not run. */
export async function checkUsedImages(
  context: CommandContext,
  request: ImagesRequest,
): Promise<CommandResult> {
  const { at, strict, ...where } = request;
  const clusters = await readClusters(context, where);
  const { observation, catalog, read, sources } = clusters;
  const checked = [...checkImages(observation.clusters, { catalog, at })];
  const diagnostics = [
    ...clusters.diagnostics,
    ...observation.clusters.flatMap((cluster) => cluster.diagnostics),
    ...checked.flatMap((image) => image.diagnostics.map((found) => forPeople(found, request))),
  ];
  const summary = summarize(observation.clusters.length, checked);
  const ok = !hasErrors(diagnostics) && !(strict && summary.good < summary.images);
  const report: ImagesReport = {
    formatVersion: 1,
    command: "images",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    files: read.files,
    at,
    strict,
    summary,
    images: checked.map(reportImage),
    diagnostics: clusters.place(diagnostics),
  };
  return { report, text: describe(report), sources, order: read.order };
}

/** Hints name the options of the commands. */
function forPeople(found: Diagnostic, { catalog }: ImagesRequest): Diagnostic {
  if (found.code === "IMAGE_USE_UNKNOWN" && catalog === undefined) {
    return { ...found, hint: "No catalog was given: name one with `--catalog FILE`." };
  }
  return leavable.has(found.code)
    ? { ...found, hint: `${found.hint} See \`imagewright plan --leave-deprecated\`.` }
    : found;
}

/** What a plan of the goal leaves behind. */
const leavable: ReadonlySet<string> = new Set([
  "IMAGE_USE_DEPRECATED",
  "IMAGE_USE_EXPIRED",
  "IMAGE_USE_REVOKED",
]);

function reportImage(image: CheckedImage): ReportedImage {
  const { cluster, group, kubernetesVersion, reference, record, problems } = image;
  return {
    cluster: clusterName(cluster),
    group,
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
    ...(reference !== undefined && { reference: formatImageReference(reference) }),
    ...(record !== undefined && { record }),
    problems,
  };
}

function summarize(clusters: number, checked: readonly CheckedImage[]): ImagesSummary {
  const problems = Map.groupBy(
    checked.flatMap((image) => image.problems),
    (problem) => problem,
  );
  return {
    clusters,
    images: checked.length,
    good: checked.filter((image) => image.problems.length === 0).length,
    problems: Object.fromEntries([...problems].map(([problem, all]) => [problem, all.length])),
  };
}

function describe({ images, summary }: ImagesReport): string {
  const rows = images.map(({ cluster, group, kubernetesVersion, reference, record, problems }) => [
    cluster,
    group,
    kubernetesVersion ?? "-",
    record ?? reference ?? "-",
    problems.join(", ") || "ok",
  ]);
  const table = rows.length === 0 ? [] : textTable([heading, ...rows]);
  return [...table, ...(rows.length === 0 ? [] : [""]), count(summary)].join("\n").concat("\n");
}

const heading = ["CLUSTER", "MACHINES", "KUBERNETES", "IMAGE", "STATE"];

function count({ clusters, images, good, problems }: ImagesSummary): string {
  const found = Object.entries(problems).map(([problem, number]) => `${number} ${problem}`);
  const facts = [...(good === 0 ? [] : [`${good} ok`]), ...found].join(", ");
  const counted = `${plural(clusters, "cluster")}, ${plural(images, "image")}`;
  return facts === "" ? counted : `${counted}: ${facts}`;
}
