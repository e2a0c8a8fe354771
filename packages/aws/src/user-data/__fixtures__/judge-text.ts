import { execFileSync } from "node:child_process";

/** What a Python program prints as JSON about data that it reads as JSON from standard input. */
export function askPython(python: string, program: string, input: unknown): unknown {
  const output = execFileSync(python, ["-c", program], {
    input: JSON.stringify(input),
    stdio: "pipe",
    maxBuffer: 2 ** 28,
  });
  const answer: unknown = JSON.parse(output.toString("utf8"));
  return answer;
}
