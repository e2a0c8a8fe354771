import { type Artifact, isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import { findTool } from "@imagewright/testkit";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { firstLines, inParallel, runProgram } from "./run-program.ts";
import { differenceOf } from "./same-value.ts";
import { isManifest, kubernetesObjects, unreadable } from "./yaml-objects.ts";

const name = "kubectl";
const mark = "imagewright.test/read";
const separator = "\n---\n";

/** Does kubectl read the manifest as we mean it? Nothing is sent anywhere. */
export const kubectlJudge: Judge = {
  name,
  meaning: "kubectl reads the manifest as it is meant",
  remedy: "install kubectl (Debian: kubernetes-client)",
  available: () => findTool(name) !== undefined || `${name} is not installed`,
  concerns: isManifest,
  judge: async (artifacts) => {
    const together = artifacts.map(({ text }) => text).join(separator);
    const objects = artifacts.map((artifact) => kubernetesObjects(artifact));
    const read = await readAll(together);
    if (typeof read !== "string" && read.length === objects.flat().length) {
      let at = 0;
      return artifacts.map((artifact, index) => {
        const own = objects[index] ?? [];
        at += own.length;
        return compare(artifact, own, read.slice(at - own.length, at));
      });
    }
    // One of them cannot be read, which hides the others: ask one by one.
    return await inParallel(artifacts, judgeAlone);
  },
};

async function judgeAlone(artifact: Artifact): Promise<Verdict> {
  const faults = unreadable(artifact);
  if (faults !== undefined) {
    return refuse(name, artifact.path, faults);
  }
  const read = await readAll(artifact.text);
  return typeof read === "string"
    ? refuse(name, artifact.path, firstLines(read))
    : compare(artifact, kubernetesObjects(artifact), read);
}

/** What kubectl prints of every object, or its complaint. */
async function readAll(text: string): Promise<readonly JsonObject[] | string> {
  const parameters = ["annotate", "--local", "--overwrite", "-f", "-", "-o", "json", `${mark}=yes`];
  const { status, stdout, stderr } = await runProgram(name, parameters, { input: text });
  return status === 0 && stderr === "" ? splitObjects(stdout) : stderr;
}

/** Objects stand one after the other, each closed by a brace at the start of a line. */
function splitObjects(output: string): readonly JsonObject[] {
  return output
    .split(/(?<=^\}\n)/mu)
    .filter((text) => text.trim() !== "")
    .map((text): JsonObject => {
      const value: JsonValue = JSON.parse(text);
      return isJsonObject(value) ? withoutMark(value) : {};
    });
}

function withoutMark(object: JsonObject): JsonObject {
  const { annotations, ...metadata } = asObject(object["metadata"]);
  const { [mark]: _mark, ...others } = asObject(annotations);
  return {
    ...object,
    metadata: { ...metadata, ...(Object.keys(others).length > 0 && { annotations: others }) },
  };
}

function asObject(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function compare(
  { path }: Artifact,
  ours: readonly JsonObject[],
  theirs: readonly JsonObject[],
): Verdict {
  const differences = ours.flatMap(
    (object, index) => differenceOf(name, theirs[index], object) ?? [],
  );
  return differences.length === 0 ? accept(name, path) : refuse(name, path, differences);
}
