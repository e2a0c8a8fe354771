import { findPython } from "@imagewright/testkit";

import { runProgram } from "./run-program.ts";

/** Whether a Python with the modules is there. */
export function pythonAvailable(...modules: readonly string[]): true | string {
  return (
    findPython(...modules) !== undefined ||
    `python3 with ${modules.join(", ") || "its own modules"} is not installed`
  );
}

/** One answer of a Python program for each text: what it understood, or its complaint. */
export type PythonAnswer = { readonly value: unknown } | { readonly error: string };

/**
 * Lets one Python process read all texts.
 *
 * @param body - Python source of a function `read(text)` whose result can be written as JSON
 */
export async function askPython(
  modules: readonly string[],
  body: string,
  texts: readonly string[],
): Promise<readonly PythonAnswer[]> {
  const python = findPython(...modules) ?? "python3";
  const program = `import json, sys
${body}
answers = []
for text in json.load(sys.stdin):
    try:
        answers.append({"value": read(text)})
    except Exception as error:
        answers.append({"error": f"{type(error).__name__}: {error}"})
json.dump(answers, sys.stdout)
`;
  const { status, stdout, stderr } = await runProgram(python, ["-c", program], {
    input: JSON.stringify(texts),
  });
  if (status !== 0) {
    throw new Error(`python3 failed: ${stderr}`);
  }
  // One annotation: the program above writes exactly this.
  return JSON.parse(stdout) as readonly PythonAnswer[];
}
