import {
  type Artifact,
  formatDiagnostic,
  type JsonObject,
  type LoadedPlugin,
} from "@imagewright/core";
import { readJson } from "@imagewright/core/read";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { kubernetesObjects, yamlType, yamlValues } from "./yaml-objects.ts";

const ours: Pick<Judge, "available" | "remedy"> = {
  remedy: "nothing to install",
  available: () => true,
};

/** Do our readers of YAML and JSON read what upstream wrote? */
export const textReaderJudge: Judge = {
  ...ours,
  name: "our YAML and JSON readers",
  meaning: "the text is read without a finding",
  concerns: ({ mediaType }) =>
    [yamlType, "application/json", "application/jsonl"].includes(mediaType),
  judge: (artifacts) =>
    Promise.resolve(
      artifacts.map((artifact) =>
        verdict("our YAML and JSON readers", artifact, readErrors(artifact)),
      ),
    ),
};

function readErrors(artifact: Artifact): readonly string[] {
  const { path, text, mediaType } = artifact;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const results =
    mediaType === "application/jsonl"
      ? lines.map((line) => readJson(line, { file: path }))
      : [mediaType === yamlType ? yamlValues(artifact) : readJson(text, { file: path })];
  return results
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity === "error")
    .map((one) => formatDiagnostic(one));
}

/** Do the plugins find the images of every manifest whose kind they know? */
export function manifestReaderJudge(plugins: readonly LoadedPlugin[]): Judge {
  const name = "our manifest readers";
  const readersOf = (object: JsonObject): readonly LoadedPlugin[] =>
    plugins.filter(({ carriers }) =>
      carriers.some(
        ({ group, kind }) =>
          kind === object["kind"] && ownText(object, "apiVersion").startsWith(`${group}/`),
      ),
    );
  return {
    ...ours,
    name,
    meaning: "every image the manifest points at is found",
    concerns: (artifact) =>
      kubernetesObjects(artifact).some((object) => readersOf(object).length > 0),
    judge: (artifacts) =>
      Promise.resolve(
        artifacts.map((artifact) => {
          const found = kubernetesObjects(artifact).flatMap((object) =>
            readersOf(object).flatMap((plugin) => plugin.readManifest(object).diagnostics),
          );
          const errors = found.filter(({ severity }) => severity === "error");
          return verdict(
            name,
            artifact,
            errors.map((one) => formatDiagnostic(one)),
          );
        }),
      ),
  };
}

/** Do the plugins read what Packer prints, by the name of the file? */
export function buildOutputJudge(plugins: readonly LoadedPlugin[]): Judge {
  const name = "our build output readers";
  return {
    ...ours,
    name,
    meaning: "the images a build made are found",
    concerns: ({ path }) => formOf(path) !== undefined && pluginOf(path, plugins) !== undefined,
    judge: (artifacts) =>
      Promise.resolve(
        artifacts.map((artifact) => {
          const form = formOf(artifact.path) ?? "log";
          const parsed = pluginOf(artifact.path, plugins)?.parseBuildOutput({
            [form]: artifact.text,
          });
          const errors = (parsed?.diagnostics ?? []).filter(({ severity }) => severity === "error");
          return verdict(
            name,
            artifact,
            errors.map((one) => formatDiagnostic(one)),
          );
        }),
      ),
  };
}

function formOf(path: string): "log" | "machineReadable" | "manifest" | undefined {
  switch (/build-output\/[^/]*\.(?<form>[a-z-]+\.[a-z]+)$/u.exec(path)?.groups?.["form"]) {
    case "human.txt":
      return "log";
    case "machine-readable.txt":
      return "machineReadable";
    case "manifest.json":
      return "manifest";
    default:
      return undefined;
  }
}

function pluginOf(path: string, plugins: readonly LoadedPlugin[]): LoadedPlugin | undefined {
  const builder = /build-output\/(?<builder>[a-z]+)/u.exec(path)?.groups?.["builder"] ?? "";
  const ids: Readonly<Record<string, string>> = { ami: "aws", azure: "azure", qemu: "cloudstack" };
  return plugins.find(({ id }) => id === ids[builder]);
}

function verdict(judge: string, { path }: Artifact, reasons: readonly string[]): Verdict {
  return reasons.length === 0 ? accept(judge, path) : refuse(judge, path, reasons);
}

function ownText(object: JsonObject, key: string): string {
  const value = object[key];
  return typeof value === "string" ? value : "";
}
