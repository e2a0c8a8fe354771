import { relative, resolve, sep } from "node:path";

import type { Artifact } from "@imagewright/core";
import { type FileEdit, renderUnifiedDiff } from "@imagewright/core/plan";

import type { FileOutput } from "./file-output.ts";
import type { CliIo } from "./io.ts";
import { artifactStream } from "./output/artifact-stream.ts";
import { artifactTree } from "./output/artifact-tree.ts";
import type { ReportedArtifact } from "./output/json-report.ts";
import { writeInPlace } from "./write-in-place.ts";
import { writeOut } from "./write-out.ts";

/** What was done with the new texts of files. */
export interface PutOut {
  /** What is said of the whole. */
  readonly facts: { readonly dryRun: boolean; readonly out?: string };
  /** What is said of each file, by its name. */
  readonly files: ReadonlyMap<string, PutFile>;
  /** Standard output for people; undefined where the output was not of this kind. */
  readonly text: string | undefined;
}

/** What was done with one file. */
interface PutFile {
  readonly status?: ReportedArtifact["status"];
  readonly text?: string;
}

/**
 * Writes or prints the new texts of files.
 *
 * @throws {CommandFailure} if they cannot be written; then none is
 */
export async function putOut(
  io: CliIo,
  edits: readonly FileEdit[],
  output: FileOutput,
): Promise<PutOut> {
  const changed = edits.filter(({ before, after }) => before !== after);
  switch (output.kind) {
    case "report":
      return { facts: { dryRun: false }, files: new Map(), text: undefined };
    case "diff":
      return { facts: { dryRun: false }, files: new Map(), text: renderUnifiedDiff(edits) };
    case "stdout":
      return {
        facts: { dryRun: false },
        files: new Map(edits.map(({ file, after }) => [file, { text: after }])),
        text: artifactStream(edits.map(({ file, after }) => artifact(file, after))),
      };
    case "write":
      await writeInPlace(io, changed, output.dryRun);
      return {
        facts: { dryRun: output.dryRun },
        files: new Map(changed.map(({ file }) => [file, { status: "changed" }])),
        text: undefined,
      };
    default:
      return await putBelow(io, edits, output);
  }
}

async function putBelow(
  io: CliIo,
  edits: readonly FileEdit[],
  { folder, dryRun }: Extract<FileOutput, { readonly kind: "out" }>,
): Promise<PutOut> {
  const artifacts = edits.map(({ file, after }) => artifact(pathOf(io.cwd, file), after));
  const written = await writeOut(io, folder, artifacts, dryRun);
  return {
    facts: { dryRun, out: folder },
    files: new Map(
      edits.map(({ file }, index) => [file, { status: written[index]?.status ?? "unchanged" }]),
    ),
    text: artifactTree(folder, written, { dryRun }),
  };
}

function artifact(path: string, text: string): Artifact {
  const mediaType = path.endsWith(".json") ? "application/json" : "application/yaml";
  return { path, mediaType, text };
}

/** Files are laid out as they lie in this folder; a file of another one keeps its own name only. */
function pathOf(cwd: string, file: string): string {
  if (file === "<stdin>") {
    return "stdin.yaml";
  }
  const parts = relative(cwd, resolve(cwd, file)).split(sep);
  return parts[0] === ".." ? (parts.at(-1) ?? file) : parts.join("/");
}
