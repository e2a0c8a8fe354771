import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readYaml } from "@imagewright/core/read";

import { type CustomResource, parseCustomResource } from "../crd/custom-resource.ts";
import type { CustomResourceSource } from "../custom-resource-source.ts";

/**
 * A source over a folder of definitions, one kind a file, named as `kubectl get crd` names them:
 * `awsmachinetemplates.infrastructure.cluster.x-k8s.io.yaml`. A file is read when its kind is asked
 * for the first time.
 *
 * @throws {Error} if a file that is asked for cannot be read as a definition
 * @example
 * ```ts
 * import { writeArtifacts } from "@imagewright/core/node";
 *
 * const text = `kind: CustomResourceDefinition
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
 * ```
 */
export function folderSource(folder: string): CustomResourceSource {
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/u.test(file));
  const loaded = new Map<string, CustomResource | undefined>();
  return (group, kind) => {
    const key = `${group}/${kind}`;
    if (!loaded.has(key)) {
      loaded.set(key, load(folder, candidates(files, group, kind), kind));
    }
    return loaded.get(key);
  };
}

/** Plurals of kinds are the kind in small letters and an ending. */
function candidates(files: readonly string[], group: string, kind: string): readonly string[] {
  const stem = kind.toLowerCase().replace(/(?:y|s)$/u, "");
  return files.filter((file) => {
    const name = file.replace(/\.ya?ml$/u, "");
    return name.endsWith(`.${group}`) && name.startsWith(stem);
  });
}

function load(folder: string, files: readonly string[], kind: string): CustomResource | undefined {
  return files.flatMap((file) => loadFile(join(folder, file))).find((found) => found.kind === kind);
}

function loadFile(path: string): readonly CustomResource[] {
  const read = readYaml(readFileSync(path), { file: path });
  if (!read.ok) {
    throw new Error(`${path} cannot be read: ${read.diagnostics[0]?.message ?? ""}`);
  }
  return read.value.map(({ value }) => {
    const parsed = parseCustomResource(value);
    if (!parsed.ok) {
      throw new Error(`${path} is no definition: ${parsed.diagnostics[0]?.message ?? ""}`);
    }
    return parsed.value;
  });
}
