import { runProgram } from "./run-program.ts";

/** The make line of a script for amazon-eks-ami, without `make`; undefined for another script. */
export function eksMakeLine(script: string): string | undefined {
  return /^(?:exec )?make (?<words>k8s\b[^]*?[^\\])$/mu.exec(script)?.groups?.["words"];
}

/** The words of a line, as a shell splits them. */
export async function wordsOf(line: string): Promise<readonly string[]> {
  const { stdout } = await runProgram("dash", [], { input: `printf '%s\\0' ${line}\n` });
  return stdout.split("\0").slice(0, -1);
}
