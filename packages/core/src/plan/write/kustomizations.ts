import { readStream } from "../../edit/read-stream.ts";
import { listAt, textAt } from "../../json-fields.ts";
import type { JsonValue } from "../../json-value.ts";

/** A folder that kustomize builds. */
export interface Kustomization {
  readonly file: string;
  /** What it patches with; a component's are those of whoever takes it in. */
  readonly value: JsonValue;
  readonly folder: string;
}

/** Which kustomizations build a file, components included. */
export interface KustomizationGraph {
  of(file: string): readonly Kustomization[];
}

const names = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/u;

/** Reads the kustomizations among some texts; one that cannot be read builds nothing. */
export function createKustomizationGraph(sources: ReadonlyMap<string, string>): KustomizationGraph {
  const byFolder = new Map<string, Kustomization>();
  for (const [file, text] of sources) {
    const read = names.test(file) ? readStream(text, { file }) : undefined;
    const value = read?.ok === true ? read.value.get(0) : undefined;
    if (value !== undefined) {
      const folder = normalPath(file.slice(0, file.lastIndexOf("/") + 1));
      byFolder.set(folder, { file, value, folder });
    }
  }
  const builders = new Map<string, Set<Kustomization>>();
  for (const kustomization of byFolder.values()) {
    const { files, patching } = reachOf(kustomization, byFolder);
    for (const file of files) {
      const own = builders.get(file) ?? new Set();
      builders.set(file, own);
      for (const one of patching) {
        own.add(one);
      }
    }
  }
  return { of: (file) => [...(builders.get(normalPath(file)) ?? [])] };
}

/** The files a kustomization takes in, and the components that patch them with it. */
function reachOf(
  root: Kustomization,
  byFolder: ReadonlyMap<string, Kustomization>,
): { readonly files: ReadonlySet<string>; readonly patching: ReadonlySet<Kustomization> } {
  const files = new Set<string>();
  const seen = new Set([root]);
  const patching = new Set([root]);
  for (const kustomization of seen) {
    const { value, folder } = kustomization;
    for (const field of ["/resources", "/bases", "/components"]) {
      for (const entry of listAt(value, field) ?? []) {
        const path = typeof entry === "string" ? pathBelow(folder, entry) : "";
        const inner = byFolder.get(path);
        if (inner === undefined) {
          files.add(path);
        } else {
          seen.add(inner);
          if (field === "/components" || textAt(inner.value, "/kind") === "Component") {
            patching.add(inner);
          }
        }
      }
    }
  }
  return { files, patching };
}

/** The path of what a file of a folder names. */
export function pathBelow(folder: string, path: string): string {
  return normalPath(folder === "" ? path : `${folder}/${path}`);
}

/** A path without `.`, `..` and slashes at its end, as far as they can be resolved. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") {
      parts.pop();
    } else if (part !== "." && part !== "") {
      parts.push(part);
    }
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}
