import { isDeepStrictEqual } from "node:util";

import {
  type Artifact,
  emitJson,
  emitYaml,
  formatDiagnostic,
  type FoundReference,
  type JsonObject,
  type JsonValue,
  type LoadedPlugin,
  type Parsed,
  toParsed,
} from "@imagewright/core";
import { readJson } from "@imagewright/core/read";

import { accept, type Judge, refuse } from "./judge.ts";
import { differenceOf } from "./same-value.ts";
import { kubernetesObjects, objectName, yamlType, yamlValues } from "./yaml-objects.ts";

const ours: Pick<Judge, "available" | "remedy"> = {
  remedy: "nothing to install",
  available: () => true,
};

/** Does what we have read print back to the same values, and print again to the same bytes? */
export const printerJudge: Judge = {
  ...ours,
  name: "our printers",
  meaning: "what was read prints back equal",
  concerns: (artifact) => printings.has(artifact.mediaType) && values(artifact).ok,
  judge: (artifacts) =>
    Promise.resolve(
      artifacts.map((artifact) => {
        const reasons = printFaults(artifact);
        return reasons.length === 0
          ? accept("our printers", artifact.path)
          : refuse("our printers", artifact.path, reasons);
      }),
    ),
};

const printings: ReadonlyMap<string, (values: readonly JsonValue[]) => string> = new Map([
  [yamlType, (all) => all.map((value) => emitYaml(value)).join("---\n")],
  ["application/json", (all) => all.map((value) => emitJson(value)).join("")],
  ["application/jsonl", (all) => all.map((value) => `${JSON.stringify(value)}\n`).join("")],
]);

function values(artifact: Artifact): Parsed<readonly JsonValue[]> {
  const { path, text, mediaType } = artifact;
  if (mediaType === yamlType) {
    return yamlValues(artifact);
  }
  const texts = mediaType === "application/jsonl" ? text.split("\n") : [text];
  const read = texts
    .filter((line) => line.trim() !== "")
    .map((line) => readJson(line, { file: path }));
  const good = read.flatMap((one) => (one.ok ? one.value.map(({ value }) => value) : []));
  return toParsed(
    good,
    read.flatMap(({ diagnostics }) => diagnostics),
  );
}

function printFaults(artifact: Artifact): readonly string[] {
  const print = printings.get(artifact.mediaType);
  const first = values(artifact);
  if (print === undefined || !first.ok) {
    return ["the text is not read"];
  }
  const text = print(first.value);
  const again = values({ ...artifact, text });
  if (!again.ok) {
    return again.diagnostics.map((one) => formatDiagnostic(one));
  }
  const difference = differenceOf("the printed text", plain(again.value), [...first.value]);
  const isStable = print(again.value) === text;
  return [
    ...(difference === undefined ? [] : [difference]),
    ...(isStable ? [] : ["printed again, the text is another"]),
  ];
}

/** Does writing a reference that was found leave the object as it is? */
export function referenceWriterJudge(plugins: readonly LoadedPlugin[]): Judge {
  const name = "our reference writers";
  return {
    ...ours,
    name,
    meaning: "a reference that is written back changes nothing",
    concerns: (artifact) =>
      kubernetesObjects(artifact).some((object) => foundIn(object, plugins).length > 0),
    judge: (artifacts) =>
      Promise.resolve(
        artifacts.map((artifact) => {
          const reasons = kubernetesObjects(artifact).flatMap((object) =>
            foundIn(object, plugins).flatMap(({ plugin, found }) =>
              writeFaults(object, plugin, found),
            ),
          );
          return reasons.length === 0
            ? accept(name, artifact.path)
            : refuse(name, artifact.path, reasons);
        }),
      ),
  };
}

interface Found {
  readonly plugin: LoadedPlugin;
  readonly found: FoundReference;
}

function foundIn(object: JsonObject, plugins: readonly LoadedPlugin[]): readonly Found[] {
  return plugins.flatMap((plugin) => {
    const read = plugin.readManifest(object);
    return read.ok ? read.value.map((found) => ({ plugin, found })) : [];
  });
}

function writeFaults(
  object: JsonObject,
  { writeReference, id }: LoadedPlugin,
  found: FoundReference,
): readonly string[] {
  const place = `${objectName(object)} at ${found.pointer}`;
  if (writeReference === undefined) {
    return [`${place}: ${id} writes no references`];
  }
  const written = writeReference(object, found);
  if (!written.ok) {
    return written.diagnostics.map((one) => `${place}: ${formatDiagnostic(one)}`);
  }
  // A deprecated form is written in today's form, and a finding says so.
  const isMigrated = written.diagnostics.length > 0;
  return isMigrated || isDeepStrictEqual(plain(written.value), plain(object))
    ? []
    : [`${place}: the object has changed`];
}

/** The value in objects of the usual kind; what was read may have none. */
function plain(value: JsonObject | readonly JsonValue[]): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
