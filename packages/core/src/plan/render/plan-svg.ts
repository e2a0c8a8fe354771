import type { Artifact } from "../../artifact.ts";
import type { UpgradePlan } from "../upgrade-plan.ts";
import {
  type PictureHop,
  type PictureLane,
  type PictureLimits,
  type PictureRow,
  planPicture,
} from "./plan-picture.ts";
import { svgStyle } from "./svg-style.ts";
import { svgText } from "./svg-text.ts";

/** A part of the drawing, and how much room it takes. */
interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Longest texts, in letters: of headings, and of everything else. */
const longest = { heading: 100, text: 34 } as const;

/** Pixels. */
const size = { letter: 7.3, line: 18, row: 56, chip: 24, gap: 8, margin: 16 } as const;

/**
 * A plan as a picture: waves below each other, their clusters with the versions they pass through,
 * and a chip for each stage. Many clusters are summed up wave by wave.
 *
 * The file stands alone, follows the reader's choice of light or dark, and runs no script.
 *
 * @example
 * ```ts
 * import { renderPlanSvg, type UpgradePlan } from "@imagewright/core/plan";
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
 * renderPlanSvg(plan).text.includes("<desc id=\"plan-desc\">1 wave, 0 clusters, 0 steps</desc>");
 * // => true
 * ```
 */
export function renderPlanSvg(plan: UpgradePlan, limits: PictureLimits = {}): Artifact {
  const { title, description, lanes, moreLanes } = planPicture(plan, limits);
  const parts: string[] = [];
  const heading = `${title}: ${description}`;
  const column = nameColumn(lanes);
  let y = size.margin + size.line;
  const drawnLanes = lanes.map((lane) => drawLane(lane, column));
  const width = drawnLanes.reduce(
    (widest, drawn) => Math.max(widest, Math.ceil(drawn.width) + 2 * size.margin),
    Math.max(320, Math.ceil(textWidth(heading)) + 2 * size.margin),
  );
  for (const [index, lane] of lanes.entries()) {
    const before = index === 0 ? "" : betweenLanes(lanes[index - 1], lane);
    if (before !== "") {
      parts.push(label(size.margin + 12, y + 12, `↓ ${before}`, "quiet"));
      y += size.line + size.gap;
    }
    const { svg, height: tall } = drawnLanes[index] ?? { svg: "", height: 0 };
    const frame = `<rect class="lane" x="${size.margin}" width="${width - 2 * size.margin}" height="${tall}" rx="6"/>`;
    parts.push(group(0, y, `${frame}\n${svg}`));
    y += tall + size.gap;
  }
  if (moreLanes > 0) {
    parts.push(label(size.margin, y + 12, `and ${moreLanes} more waves`, "quiet"));
    y += size.line;
  }
  const height = y + size.margin;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="plan-title plan-desc" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="plan-title">${title}</title>
<desc id="plan-desc">${description}</desc>
<style>${svgStyle}</style>
<rect class="paper" width="100%" height="100%"/>
${label(size.margin, size.margin + 8, heading, "strong", longest.heading)}
${parts.join("\n")}
</svg>
`;
  return { path: "plan.svg", mediaType: "image/svg+xml", text };
}

function betweenLanes(before: PictureLane | undefined, { needsApproval }: PictureLane): string {
  const seconds = before?.soakSeconds ?? 0;
  return [
    ...(seconds > 0 ? [`wait ${seconds} seconds`] : []),
    ...(needsApproval ? ["approve"] : []),
  ].join(", then ");
}

/** How wide the names of clusters are, and a gap. */
function nameColumn(lanes: readonly PictureLane[]): number {
  const names = lanes.flatMap(({ rows }) => rows).map(({ cluster }) => textWidth(shorten(cluster)));
  return names.reduce((width, name) => Math.max(width, name), 80) + 3 * size.gap;
}

function drawLane({ name, note, rows, summary }: PictureLane, column: number): Drawn {
  const head = `wave ${name}${note === "" ? "" : `: ${note}`}`;
  const drawn = rows.map((row) => drawRow(row, column));
  const top = size.line + size.gap;
  const height = top + (drawn.length === 0 ? size.line : drawn.length * size.row) + size.gap;
  const body =
    drawn.length === 0
      ? label(size.margin + 12, top + 10, summary, "", longest.heading)
      : drawn.map(({ svg }, index) => group(0, top + index * size.row, svg)).join("\n");
  const widest = drawn.reduce((width, row) => Math.max(width, row.width), 0);
  return {
    svg: `${label(size.margin + 12, size.line, head, "strong", longest.heading)}
${body}`,
    width: Math.max(
      widest,
      textWidth(shorten(head, longest.heading)) + 24,
      textWidth(summary) + 24,
    ),
    height,
  };
}

function drawRow({ cluster, from, blocked, hops }: PictureRow, column: number): Drawn {
  const left = size.margin + 12;
  const parts = [label(left, 20, cluster, ""), label(left, 38, from, "quiet")];
  let x = left + column;
  if (blocked !== "") {
    const chip = drawChip("blocked", `blocked: ${blocked}`, [blocked]);
    parts.push(group(x, 12, chip.svg));
    x += chip.width + size.gap;
  }
  for (const hop of hops) {
    const drawn = drawHop(hop);
    parts.push(group(x, 0, drawn.svg));
    x += drawn.width + size.gap;
  }
  return { svg: parts.join("\n"), width: x, height: size.row };
}

function drawHop({ title, stages, moreStages }: PictureHop): Drawn {
  const parts: string[] = [];
  let x = size.gap;
  for (const { kind, label: text, steps } of stages) {
    const chip = drawChip(kind, text, steps);
    parts.push(group(x, 22, chip.svg));
    x += chip.width + size.gap;
  }
  if (moreStages > 0) {
    const text = `+${moreStages}`;
    parts.push(label(x, 38, text, "quiet"));
    x += textWidth(text) + size.gap;
  }
  const width = Math.max(x, textWidth(title) + 2 * size.gap);
  const frame = `<rect class="hop" x="0" y="0" width="${width}" height="${size.row - 6}" rx="5"/>`;
  return {
    svg: [frame, label(size.gap, 15, title, "quiet"), ...parts].join("\n"),
    width,
    height: size.row,
  };
}

function drawChip(kind: string, text: string, hints: readonly string[]): Drawn {
  const width = textWidth(shorten(text)) + 12;
  const svg = `<rect class="chip ${kind}" width="${width}" height="${size.chip}" rx="4"><title>${svgText(hints.join("\n"))}</title></rect>
${label(6, 16, text, "")}`;
  return { svg, width, height: size.chip };
}

function group(x: number, y: number, svg: string): string {
  return `<g transform="translate(${round(x)} ${round(y)})">\n${svg}\n</g>`;
}

/** A line of text; where it is shortened, the whole is shown to whoever points at it. */
function label(x: number, y: number, text: string, style: string, most?: number): string {
  const shown = shorten(text, most);
  const hint = shown === text ? "" : `<title>${svgText(text)}</title>`;
  const attribute = style === "" ? "" : ` class="${style}"`;
  return `<text${attribute} x="${round(x)}" y="${round(y)}">${svgText(shown)}${hint}</text>`;
}

function shorten(text: string, most: number = longest.text): string {
  const letters = Array.from(text);
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("")}…`;
}

function textWidth(text: string): number {
  return round(Array.from(text).length * size.letter);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
