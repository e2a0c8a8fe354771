import type { Artifact } from "@imagewright/core";
import { findTool } from "@imagewright/testkit";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { firstLines, inParallel, runProgram } from "./run-program.ts";

/** Names of dash and bash in the first line decide which shell has to parse a script. */
function interpreterOf(text: string): "bash" | "dash" {
  return /^#!.*\bbash\b/u.test(text) ? "bash" : "dash";
}

function isScript({ mediaType }: Artifact): boolean {
  return mediaType === "text/x-shellscript";
}

/** Does shellcheck find nothing to say about a script? */
export const shellcheckJudge: Judge = {
  name: "shellcheck",
  meaning: "no mistake that shellcheck knows",
  remedy: "install shellcheck",
  available: () => findTool("shellcheck") !== undefined || "shellcheck is not installed",
  concerns: isScript,
  judge: (artifacts) =>
    inParallel(artifacts, async ({ path, text }): Promise<Verdict> => {
      const parameters = ["--norc", "-S", "style", "-f", "gcc", "-"];
      const { status, stdout, stderr } = await runProgram("shellcheck", parameters, {
        input: text,
      });
      return status === 0
        ? accept("shellcheck", path)
        : refuse("shellcheck", path, firstLines(stdout + stderr));
    }),
};

/** Does the shell of a script parse it? Nothing is run. */
export const shellJudge: Judge = {
  name: "dash, bash",
  meaning: "the script's own shell parses it",
  remedy: "install dash and bash",
  available: () => {
    const missing = ["dash", "bash"].filter((shell) => findTool(shell) === undefined);
    return missing.length === 0 || `${missing.join(" and ")} not installed`;
  },
  concerns: isScript,
  judge: (artifacts) =>
    inParallel(artifacts, async ({ path, text }): Promise<Verdict> => {
      const shell = interpreterOf(text);
      const { status, stderr } = await runProgram(shell, ["-n"], { input: text });
      return status === 0
        ? accept("dash, bash", path)
        : refuse("dash, bash", path, firstLines(`${shell}: ${stderr}`));
    }),
};
