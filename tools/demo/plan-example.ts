import type { JsonReport, PlanReport } from "@imagewright/cli";
import { run } from "@imagewright/cli";
import type { Diagnostic } from "@imagewright/core";

import { exampleFolder, exampleMoment } from "../conformance/render-example.ts";

/** What the command line makes of the example's clusters. */
export interface PlannedExample {
  readonly report: PlanReport;
  /** What a person reads: clusters with hops and steps. */
  readonly table: string;
}

const clusters = `${exampleFolder}/clusters`;

/** The command that plans the example, as a person would type it. */
export const planCommand = `plan ${clusters} --catalog ${exampleFolder}/catalog.yaml --to 1.34`;

/**
 * Plans the example's clusters from 1.31 to 1.34, and writes what is made of the plan.
 *
 * @param workspace - folder that the example's paths start from
 * @param out - folder to write to
 * @returns the findings where there is no plan
 */
export async function planExample(
  workspace: string,
  out: string,
): Promise<PlannedExample | readonly Diagnostic[]> {
  const argv = [...planCommand.split(" "), "--at", exampleMoment];
  const json = await commandOutput(
    [...argv, "--out", out, "--diff", "--format", "json"],
    workspace,
  );
  const report: JsonReport = JSON.parse(json);
  return report.command === "plan" && "plan" in report && report.ok
    ? { report, table: await commandOutput(argv, workspace) }
    : report.diagnostics;
}

/** What a command line prints on standard output. */
async function commandOutput(argv: readonly string[], cwd: string): Promise<string> {
  const printed: string[] = [];
  const output = { write: (text: string) => printed.push(text), isTerminal: false };
  const silent = { write: () => {}, isTerminal: false };
  await run(argv, {
    stdin: nothing(),
    stdout: output,
    stderr: silent,
    cwd,
    env: {},
    now: () => exampleMoment,
    signal: new AbortController().signal,
  });
  return printed.join("");
}

async function* nothing(): AsyncGenerator<string> {}
