import type { PlanReport } from "@imagewright/cli";
import type { Diagnostic } from "@imagewright/core";

import type { Emphasis } from "./demo-text.ts";

/** What makes the plan dangerous: one line for each kind of finding. */
export function hazardLines(
  diagnostics: readonly Diagnostic[],
  emphasis: Emphasis,
): readonly string[] {
  const byCode = Map.groupBy(diagnostics, ({ code }) => code);
  return [...byCode].map(([code, [first, ...others]]) => {
    const more = others.length === 0 ? "" : emphasis.faint(` (and ${others.length} more)`);
    return `${(first?.severity ?? "").padEnd(7)}  ${code}: ${first?.message ?? ""}${more}`;
  });
}

/** Where the parts of the plan were written. */
export function artifactLines(
  { out = "", artifacts }: PlanReport,
  emphasis: Emphasis,
): readonly string[] {
  const isManifest = ({ mediaType }: (typeof artifacts)[number]): boolean =>
    mediaType === "application/yaml";
  const manifests = artifacts.filter(isManifest).length;
  const others = artifacts.filter((artifact) => !isManifest(artifact));
  return [
    ...others.map(({ path, mediaType }) => `${out}/${path}  ${emphasis.faint(mediaType)}`),
    `${out}/…/stage-*/*.yaml  ${emphasis.faint(`${manifests} manifests, by stages`)}`,
  ];
}

/** A diff in colours. */
export function diffLines(diff: string, { good, bad, title }: Emphasis): readonly string[] {
  return diff
    .trimEnd()
    .split("\n")
    .filter((line) => !/^(?:---|\+\+\+) [ab]\//u.test(line))
    .map((line) => {
      if (line.startsWith("diff --git ")) {
        return title(line);
      }
      return line.startsWith("+") ? good(line) : line.startsWith("-") ? bad(line) : line;
    });
}
