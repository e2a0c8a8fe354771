import { CommanderError } from "commander";

/** What the parser threw: `undefined` if it only printed help or the version. */
export function usageProblem(
  error: unknown,
): { readonly message: string; readonly hint: string | undefined } | undefined {
  if (!(error instanceof CommanderError)) {
    throw error;
  }
  if (error.exitCode === 0) {
    return undefined;
  }
  const [line = "", ...rest] = error.message.replace(/^error: /u, "").split("\n");
  const hint = /^\((Did you mean .+)\)$/u.exec(rest.join(" "))?.[1];
  return { message: line.replace(/\.$/u, ""), hint };
}
