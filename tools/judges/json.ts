import { type Artifact, formatDiagnostic } from "@imagewright/core";
import { readJson } from "@imagewright/core/read";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { askPython, type PythonAnswer, pythonAvailable } from "./python.ts";
import { firstLines } from "./run-program.ts";
import { differenceOf } from "./same-value.ts";

const name = "Python's json";
const body = `def once(pairs):
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key stands twice")
    return dict(pairs)
def read(text): return json.loads(text, object_pairs_hook=once)`;

/** Does another reader of JSON read the text as we mean it? */
export const jsonJudge: Judge = {
  name,
  meaning: "a JSON reader reads it as it is meant, no key twice",
  remedy: "install Python 3",
  available: () => pythonAvailable("json"),
  concerns: ({ mediaType }) => mediaType === "application/json",
  judge: async (artifacts) => {
    const texts = artifacts.map(({ text }) => text);
    const answers = await askPython(["json"], body, texts);
    return artifacts.map((artifact, index): Verdict => {
      const reasons = complaints(artifact, answers[index]);
      return reasons.length === 0
        ? accept(name, artifact.path)
        : refuse(name, artifact.path, reasons);
    });
  },
};

function complaints({ path, text }: Artifact, answer: PythonAnswer | undefined): readonly string[] {
  if (answer === undefined || "error" in answer) {
    return firstLines(answer?.error ?? "no answer");
  }
  const read = readJson(text, { file: path });
  if (!read.ok) {
    return read.diagnostics.map((one) => formatDiagnostic(one));
  }
  const [document] = read.value;
  return document === undefined
    ? []
    : [differenceOf(name, answer.value, document.value) ?? []].flat();
}
