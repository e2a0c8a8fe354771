import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";

import type { Artifact } from "@imagewright/core";

const mediaTypes: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".mime": "multipart/mixed",
  ".sh": "text/x-shellscript",
  ".toml": "application/toml",
  ".txt": "text/plain",
  ".yaml": "application/yaml",
  ".yml": "application/yaml",
};

/** Every file below a folder as an artifact; paths are relative to `root`, in a stable order. */
export function readArtifacts(folder: string, root = folder): readonly Artifact[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({
      path: relative(root, path),
      mediaType: mediaTypes[extname(basename(path))] ?? "text/plain",
      text: readFileSync(path, "utf8"),
    }));
}

/** Every folder of golden files below a folder; steps of plans in lines are no artifacts. */
export function goldenFolders(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name === "__golden__")
    .filter((entry) => basename(entry.parentPath) !== "plan")
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
