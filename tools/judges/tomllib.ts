import { accept, type Judge, refuse } from "./judge.ts";
import { askPython, pythonAvailable } from "./python.ts";
import { firstLines } from "./run-program.ts";

const name = "tomllib";
const body = `import tomllib
def read(text):
    tomllib.loads(text)
    return True`;

/** Does Python's TOML reader read the text? */
export const tomllibJudge: Judge = {
  name,
  meaning: "a TOML reader reads the settings",
  remedy: "install Python 3.11 or newer",
  available: () => pythonAvailable("tomllib"),
  concerns: ({ mediaType }) => mediaType === "application/toml",
  judge: async (artifacts) => {
    const texts = artifacts.map(({ text }) => text);
    const answers = await askPython(["tomllib"], body, texts);
    return artifacts.map(({ path }, index) => {
      const answer = answers[index] ?? { error: "no answer" };
      return "error" in answer ? refuse(name, path, firstLines(answer.error)) : accept(name, path);
    });
  },
};
