import table from "../data/phases.json" with { type: "json" };
import { splitBuilderName } from "../output/builder-name.ts";

/** How far a build is, in the order builds go through. */
export const packerPhases = [
  "prepare",
  "launch",
  "connect",
  "provision",
  "capture",
  "publish",
  "clean-up",
  "post-process",
] as const;

export type PackerPhase = (typeof packerPhases)[number];

/** What one line of the log tells a progress display. */
export interface PackerProgress {
  /** Name of the builder without its type. */
  readonly name: string;
  /** Absent where the line speaks of no phase we know: then nothing has changed. */
  readonly phase?: PackerPhase;
  readonly text: string;
}

/** What a terminal takes for a colour: escape, bracket, numbers, m. */
const colour = /\p{Cc}\[[0-9;]*m/gu;

const line = /^(?:\d{4}-\d\d-\d\dT\S+: )?==> (?<name>[^:]+): (?<text>.*)$/u;

/**
 * What a line of Packer's log, or the text of a `ui` line of its machine-readable output, says of a
 * build's progress.
 *
 * The words are prose of the plugins and change with them: use them for a display, and for nothing
 * that decides.
 *
 * @returns undefined for a line that is not about one builder
 * @example
 * ```ts
 * readPackerPhase("==> ubuntu-24.04: Waiting for SSH to become available...");
 * // => {
 * //      name: "ubuntu-24.04",
 * //      phase: "connect",
 * //      text: "Waiting for SSH to become available...",
 * //    }
 * ```
 */
export function readPackerPhase(text: string): PackerProgress | undefined {
  const groups = line.exec(text.replace(colour, "").trimEnd())?.groups;
  const { name: label, text: said } = groups ?? {};
  if (label === undefined || said === undefined) {
    return undefined;
  }
  const { name } = splitBuilderName(label.replace(/ \([^)]*\)$/u, ""));
  const phase = packerPhases.find((candidate) =>
    table.phases[candidate].some((beginning) => said.startsWith(beginning)),
  );
  return { name, ...(phase !== undefined && { phase }), text: said };
}

/**
 * The phase a display shows after a line: builds never go back, whatever a provisioner prints.
 *
 * @param current - undefined before the first line
 * @example
 * ```ts
 * laterPhase(undefined, "connect"); // => "connect"
 * laterPhase("provision", "connect"); // => "provision"
 * ```
 */
export function laterPhase(
  current: PackerPhase | undefined,
  next: PackerPhase | undefined,
): PackerPhase | undefined {
  if (current === undefined || next === undefined) {
    return next ?? current;
  }
  return packerPhases.indexOf(next) > packerPhases.indexOf(current) ? next : current;
}
