import { shellWord } from "@imagewright/core";

import type { ExplainedCommand, ExplainedStep, NamedStep } from "./explain-report.ts";
import { safeText } from "./safe-text.ts";

/** A step for people, who may want to carry it out by hand. */
export function describeExplanation(step: ExplainedStep): string {
  const { cluster, number, of, stage, id, title, reason } = step;
  const sections: readonly (readonly string[])[] = [
    [`Step ${number} of ${of} of ${cluster}, stage ${stage}: ${id}`, title],
    ["Why", reason],
    ["What changes", ...(step.changes.length === 0 ? ["Nothing."] : step.changes)],
    ["Finished", step.finished],
    ["If it fails", step.failure],
    ["The way back", step.undoing],
    ["Begins after", ...namesOf(step.before)],
    ["Comes before", ...namesOf(step.next)],
  ];
  const texts = sections.map(([head = "", ...lines]) => [head, ...lines.map(indent)]);
  return [
    ...texts,
    ...(step.commands.length === 0 ? [] : [["By hand", ...step.commands.flatMap(commandLines)]]),
    ...(step.undoCommands.length === 0
      ? []
      : [["Back by hand", ...step.undoCommands.flatMap(commandLines)]]),
  ]
    .map((lines) => `${lines.map(safeText).join("\n")}\n`)
    .join("\n");
}

function indent(line: string): string {
  return `  ${line}`;
}

/** To be pasted into a POSIX shell: not indented, since the end of an input may not be. */
function commandLines({ words, input }: ExplainedCommand): readonly string[] {
  const command = words.map(shellWord).join(" ");
  if (input === undefined) {
    return command.split("\n");
  }
  const end = endOf(input);
  return [`${command} <<'${end}'`, ...input.trimEnd().split("\n"), end];
}

/** A line that ends the input, and is none of it. */
function endOf(input: string): string {
  const lines = new Set(input.split("\n"));
  let end = "END";
  while (lines.has(end)) {
    end += "_";
  }
  return end;
}

function namesOf(steps: readonly NamedStep[]): readonly string[] {
  return steps.length === 0 ? ["no other step"] : steps.map(({ id, title }) => `${id}  ${title}`);
}
