import type { Diagnostic } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import { artifactForm, readArtifactText } from "./artifact-text.ts";
import { splitBuilderName } from "./builder-name.ts";
import type { BuildFailure, BuildReading, ReadBuild } from "./packer-build.ts";

const artifactsHeader = "==> Builds finished. The artifacts of successful builds are:";
const nothingHeader = "==> Builds finished but no artifacts were created.";
const failuresHeader = "==> Some builds didn't complete successfully and had errors:";

/** What a terminal takes for a colour: escape, bracket, numbers, m. */
const colour = /\p{Cc}\[[0-9;]*m/gu;

const headingPattern = /^--> (?<name>[^:]+): (?<rest>.*)$/u;

/** One `--> NAME: …` of the log, with the lines below it. */
interface Block {
  readonly line: number;
  readonly name: string;
  readonly lines: readonly string[];
  /** Whether its end was seen. */
  readonly whole: boolean;
}

/**
 * What Packer's log for people says of its last run.
 *
 * Nothing before the list of artifacts counts: text of provisioners, which can say anything, only
 * ever stands there, and a build may name images there that it deletes again.
 */
export function readLog(text: string): BuildReading {
  const lines = text.split("\n").map((line) => line.replace(/\r$/u, "").replace(colour, ""));
  const unended = lines.pop() ?? "";
  const start = lines.findLastIndex((line) => line === artifactsHeader || line === nothingHeader);
  if (start === -1) {
    const message = "the log ends before Packer says what it made";
    return { builds: [], failures: [], diagnostics: [cut(message)] };
  }
  const failures = readFailures(lines.slice(0, start));
  if (lines[start] === nothingHeader) {
    return { builds: [], failures, diagnostics: laterRun(lines, start + 1) };
  }
  const { blocks, end } = splitBlocks(lines, start + 1, unended);
  const { builds, diagnostics } = readBlocks(blocks);
  return { builds, failures, diagnostics: [...diagnostics, ...laterRun(lines, end)] };
}

/** The failures between their header and the next empty line, of the last run. */
function readFailures(lines: readonly string[]): readonly BuildFailure[] {
  const wait = lines.findLastIndex((line) => line.startsWith("==> Wait completed after "));
  const start = lines.indexOf(failuresHeader, Math.max(wait, 0));
  if (start === -1) {
    return [];
  }
  return lines.slice(start + 1).flatMap((line) => {
    const { name, rest: text } = headingPattern.exec(line)?.groups ?? {};
    return name === undefined || text === undefined
      ? []
      : [{ name: splitBuilderName(name).name, text }];
  });
}

/** Builds that go on below the list belong to a run whose list is missing. */
function laterRun(lines: readonly string[], start: number): readonly Diagnostic[] {
  return lines.slice(start).some((line) => line.startsWith("==> "))
    ? [cut("the log goes on with another run, which does not end")]
    : [];
}

function splitBlocks(
  lines: readonly string[],
  start: number,
  unended: string,
): { readonly blocks: readonly Block[]; readonly end: number } {
  const blocks: Block[] = [];
  let index = start;
  for (; index < lines.length;) {
    const { name, rest } = headingPattern.exec(lines[index] ?? "")?.groups ?? {};
    if (name !== undefined && rest !== undefined) {
      const end = endOfBlock(lines, index, rest);
      const isSeen = end < lines.length || unended === "" || unended.startsWith("--> ");
      const whole = isSeen || isOneLine(rest);
      blocks.push({ line: index + 1, name, lines: [rest, ...lines.slice(index + 1, end)], whole });
      index = end;
    } else if (lines[index] === "") {
      index += 1;
    } else {
      return { blocks, end: index };
    }
  }
  const { name } = headingPattern.exec(unended)?.groups ?? {};
  if (name !== undefined) {
    blocks.push({ line: index + 1, name, lines: [], whole: false });
  }
  return { blocks, end: index };
}

function isOneLine(heading: string): boolean {
  const form = artifactForm(heading);
  return form === "disk" || form === "none";
}

/** Index of the first line that is not of the block any more. */
function endOfBlock(lines: readonly string[], index: number, heading: string): number {
  if (isOneLine(heading)) {
    return index + 1;
  }
  const form = artifactForm(heading);
  const first = form === "azure" && lines[index + 1] === "" ? index + 2 : index + 1;
  const offset = lines
    .slice(first)
    .findIndex((line) => /^(?:-->|==>) /u.test(line) || (line === "" && form !== "other"));
  return offset === -1 ? lines.length : first + offset;
}

function readBlocks(blocks: readonly Block[]): Pick<BuildReading, "builds" | "diagnostics"> {
  const builds: ReadBuild[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { line, name: label, lines, whole } of blocks) {
    const { name, type } = splitBuilderName(label);
    const reading = readArtifactText(lines);
    if (!whole) {
      const isRepeated = builds.some((build) => build.name === name && build.artifacts.length > 0);
      const message = `the log ends inside the artifact of ${name || "a build"}`;
      diagnostics.push(...(isRepeated ? [] : [cut(message, line)]));
    } else if (reading.fault === undefined) {
      const { artifacts, masked, builderType = type } = reading;
      builds.push({ name, artifacts, masked, ...(builderType !== undefined && { builderType }) });
    } else {
      diagnostics.push(malformed(name, line + reading.fault.line));
    }
  }
  return { builds, diagnostics };
}

function cut(message: string, line?: number): Diagnostic {
  const where = line === undefined ? message : `${message}, from line ${line} on`;
  return packerDiagnostics.report("PACKER_OUTPUT_CUT", { message: where, pointer: "/log" });
}

function malformed(name: string, line: number): Diagnostic {
  return packerDiagnostics.report("PACKER_OUTPUT_MALFORMED", {
    message: `line ${line} of the log is not of the form an artifact of ${name} has`,
    pointer: "/log",
  });
}
