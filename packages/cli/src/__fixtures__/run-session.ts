import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { runCli, temporaryFolder } from "./run-cli.ts";

/** Runs the commands of a console session in a new folder, and prints it as it then looks. */
export async function runSession(session: string): Promise<string> {
  let cwd = temporaryFolder();
  const lines: string[] = [];
  for (const line of session.split("\n").filter((text) => text.startsWith("$ "))) {
    lines.push(`${line}\n`);
    const [program = "", ...argv] = line.slice(2).split(" ");
    if (program === "cd") {
      cwd = join(cwd, argv.join(" "));
    } else if (program === "imagewright") {
      lines.push((await runCli(argv, { cwd })).output);
    } else {
      lines.push(execFileSync("sh", ["-c", line.slice(2)], { cwd, encoding: "utf8" }));
    }
  }
  return lines.join("");
}
