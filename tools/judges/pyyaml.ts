import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { askPython, type PythonAnswer, pythonAvailable } from "./python.ts";
import { firstLines } from "./run-program.ts";
import { differenceOf } from "./same-value.ts";
import { unreadable, yamlType, yamlValues } from "./yaml-objects.ts";

const name = "PyYAML";
const body = `import yaml
def read(text): return list(yaml.load_all(text, Loader=yaml.SafeLoader))`;

/** Does a reader of YAML 1.1 read the text as we mean it? */
export const pyyamlJudge: Judge = {
  name,
  meaning: "a YAML 1.1 reader reads it as it is meant",
  remedy: "install PyYAML (Debian: python3-yaml)",
  available: () => pythonAvailable("yaml"),
  concerns: ({ mediaType }) => mediaType === yamlType,
  judge: async (artifacts) => {
    const texts = artifacts.map(({ text }) => text);
    const answers = await askPython(["yaml"], body, texts);
    return artifacts.map((artifact, index): Verdict => {
      const reasons = unreadable(artifact) ?? compare(artifact, answers[index]);
      return reasons.length === 0
        ? accept(name, artifact.path)
        : refuse(name, artifact.path, reasons);
    });
  },
};

function compare(
  artifact: Parameters<typeof yamlValues>[0],
  answer: PythonAnswer | undefined,
): readonly string[] {
  if (answer === undefined || "error" in answer) {
    return firstLines(answer?.error ?? "no answer");
  }
  const ours = yamlValues(artifact);
  const difference = ours.ok ? differenceOf(name, answer.value, ours.value) : undefined;
  return difference === undefined ? [] : [difference];
}
