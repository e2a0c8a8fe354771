import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { type Diagnostic, ImagewrightError } from "@imagewright/core";

import { admissionDiagnostics } from "../admission-diagnostics.ts";
import { type CustomResourceSource, customResourceSource } from "../crd/custom-resource-source.ts";
import type { CustomResource } from "../crd/custom-resource.ts";
import { readDefinitionFile, readFileText } from "./read-definition-file.ts";
import { scanDefinitions } from "./scan-definitions.ts";

/**
 * A source over whatever holds definitions: a file (one definition, a stream of many, or what
 * `kubectl get crd -o yaml` or `-o json` prints), which is read at once, or a folder, as
 * {@link folderSource} reads it.
 *
 * @throws {ImagewrightError} `INPUT_INVALID` with everything that is wrong with the file, by line
 * @example
 * ```ts
 * import { writeArtifacts } from "@imagewright/core/node";
 *
 * const text = `apiVersion: apiextensions.k8s.io/v1
 * kind: CustomResourceDefinition
 * spec:
 *   group: example.com
 *   names: { kind: Widget, plural: widgets }
 *   scope: Namespaced
 *   versions: []
 * `;
 * await writeArtifacts(".", [{ path: "all.yaml", mediaType: "application/yaml", text }]);
 * openDefinitions("all.yaml")("example.com", "Widget")?.plural; // => "widgets"
 * openDefinitions("none.yaml"); // throws INPUT_INVALID
 * ```
 */
export function openDefinitions(path: string): CustomResourceSource {
  const isFolder = attempt(path, () => statSync(path)).isDirectory();
  return isFolder ? folderSource(path) : customResourceSource(readDefinitionFile(path));
}

/**
 * A source over a folder of definitions. A file is read when a kind it may hold is asked for the
 * first time: those that are named as `kubectl get crd` names them come first,
 * `awsmachinetemplates.infrastructure.cluster.x-k8s.io.yaml`, or as controller-gen does,
 * `infrastructure.cluster.x-k8s.io_awsmachinetemplates.yaml`; where none of them has the kind, the
 * other files are looked through for its group and name, and read only then. That a file of another
 * name defines the kind once more is not noticed.
 *
 * @returns a source that throws `INPUT_INVALID` if a file it reads holds no readable definition, or
 *   if two files define the kind
 * @throws {ImagewrightError} `INPUT_INVALID` if the folder cannot be read
 * @example
 * ```ts
 * import { writeArtifacts } from "@imagewright/core/node";
 *
 * const text = `apiVersion: apiextensions.k8s.io/v1
 * kind: CustomResourceDefinition
 * spec:
 *   group: example.com
 *   names: { kind: Widget, plural: widgets }
 *   scope: Namespaced
 *   versions: []
 * `;
 * await writeArtifacts("crds", [
 *   { path: "widgets.example.com.yaml", mediaType: "application/yaml", text },
 * ]);
 * const source = folderSource("crds");
 * source("example.com", "Widget")?.plural; // => "widgets"
 * source("example.com", "Gadget"); // => undefined
 * ```
 */
export function folderSource(folder: string): CustomResourceSource {
  const names = attempt(folder, () => readdirSync(folder)).toSorted();
  const files = names.filter((name) => /\.(?:ya?ml|json)$/u.test(name));
  const loaded = new Map<string, readonly CustomResource[]>();
  let index: ReadonlyMap<string, readonly string[]> | undefined;
  const find = (candidates: readonly string[], group: string, kind: string): CustomResource[] =>
    candidates.flatMap((file) => {
      const resources = loaded.get(file) ?? readDefinitionFile(join(folder, file));
      loaded.set(file, resources);
      return resources.filter((one) => one.group === group && one.kind === kind);
    });
  const known = new Map<string, CustomResource | undefined>();
  const search = (group: string, kind: string): CustomResource | undefined => {
    let found = find(candidatesByName(files, group, kind), group, kind);
    if (found.length === 0) {
      index ??= indexFiles(folder, files);
      found = find(candidatesInIndex(index, group, kind), group, kind);
    }
    if (found.length > 1) {
      throw refusal([definedTwice(folder, group, kind)]);
    }
    return found[0];
  };
  return (group, kind) => {
    const name = `${group}/${kind}`;
    if (!known.has(name)) {
      known.set(name, search(group, kind));
    }
    return known.get(name);
  };
}

/** Plurals of kinds are the kind in small letters and an ending. */
function candidatesByName(
  files: readonly string[],
  group: string,
  kind: string,
): readonly string[] {
  const stem = kind.toLowerCase();
  const plurals = [stem, `${stem}s`, `${stem}es`, stem.replace(/y$/u, "ies")];
  const names = new Set(plurals.flatMap((plural) => [`${plural}.${group}`, `${group}_${plural}`]));
  return files.filter((file) => names.has(file.replace(/\.(?:ya?ml|json)$/u, "")));
}

/** Stands for the kinds of files that only a full reading tells. */
const anyKind = "*";

function indexFiles(
  folder: string,
  files: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const file of files) {
    for (const name of scanDefinitions(readFileText(join(folder, file))) ?? [anyKind]) {
      index.set(name, [...(index.get(name) ?? []), file]);
    }
  }
  return index;
}

function candidatesInIndex(
  index: ReadonlyMap<string, readonly string[]>,
  group: string,
  kind: string,
): readonly string[] {
  return [...(index.get(`${group}/${kind}`) ?? []), ...(index.get(anyKind) ?? [])];
}

function attempt<T>(path: string, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${path} cannot be read: ${reason}`;
    throw refusal([admissionDiagnostics.report("ADMISSION_CRD_MISSING", { message })], error);
  }
}

function definedTwice(folder: string, group: string, kind: string): Diagnostic {
  const message = `${folder} defines ${group}/${kind} twice`;
  return admissionDiagnostics.report("ADMISSION_CRD_DUPLICATE", { message });
}

function refusal(diagnostics: readonly Diagnostic[], cause?: unknown): ImagewrightError {
  const message = diagnostics.map((found) => found.message).join("; ");
  return new ImagewrightError("INPUT_INVALID", message, { details: { diagnostics }, cause });
}
