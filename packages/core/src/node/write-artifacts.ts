import type { Artifact } from "../artifact.ts";
import {
  type ArtifactTarget,
  failure,
  inspectTargets,
  resolveRoot,
  type WriteStatus,
} from "./artifact-target.ts";
import { checkArtifacts } from "./check-artifacts.ts";
import { replaceFiles } from "./replace-files.ts";
import { refuseAll, writeRefused } from "./write-refusal.ts";

export interface WriteArtifactsOptions {
  /** Only say what would be written. */
  readonly dryRun?: boolean;
  /** Stops before the first file is replaced; from then on the set is finished. */
  readonly signal?: AbortSignal;
  /** There is no option that deletes files. */
  readonly clean?: never;
}

/** What became of one artifact. */
export interface WrittenArtifact {
  /** As the artifact has it. */
  readonly path: string;
  /** Absolute path of the file, links of the root resolved. */
  readonly file: string;
  /** Size of the file. */
  readonly bytes: number;
  readonly status: WriteStatus;
}

/**
 * Writes artifacts below a folder, all of them or none. Paths, texts and everything that is in the
 * folder already are checked before anything is written; then all files are written under temporary
 * names in their folders, and moved into place. Files with the right content are left alone. Shell
 * scripts become executable.
 *
 * The root may be a symbolic link; below it links are refused, never followed. Nothing is deleted.
 *
 * @param root - folder to write into; made if it does not exist
 * @returns one result for each artifact, in their order
 * @throws {ImagewrightError} `WRITE_REFUSED` with every problem as a diagnostic. Its `changed` is
 *   empty unless the system failed while files were being moved into place. An interruption has the
 *   signal's reason as `cause`.
 * @example
 * ```ts
 * const text = "#!/bin/bash\nset -eu\n";
 * const artifacts = [{ path: "capa/build.sh", mediaType: "text/x-shellscript", text }];
 * const written = await writeArtifacts("out", artifacts);
 * written.map(({ path, bytes, status }) => ({ path, bytes, status }));
 * // => [{ path: "capa/build.sh", bytes: 20, status: "created" }]
 * const again = await writeArtifacts("out", artifacts);
 * again.map(({ status }) => status); // => ["unchanged"]
 * await writeArtifacts("out", [{ path: "../x", mediaType: "text/plain", text }]);
 * // throws WRITE_REFUSED
 * ```
 */
export async function writeArtifacts(
  root: string,
  artifacts: Iterable<Artifact>,
  options: WriteArtifactsOptions = {},
): Promise<readonly WrittenArtifact[]> {
  const { dryRun = false, signal } = options;
  const wanted = [...artifacts];
  refuseAll(checkArtifacts(wanted));
  const base = await resolveRoot(root).catch((error: unknown) => {
    throw writeRefused([failure(root, error)], undefined, error);
  });
  const { targets, refusals } = await inspectTargets(base, wanted);
  refuseAll(refusals);
  if (!dryRun) {
    const pending = targets.filter(({ status }) => status !== "unchanged");
    await replaceFiles(base, pending, signal);
  }
  return targets.map(describeTarget);
}

function describeTarget({ artifact, file, bytes, status }: ArtifactTarget): WrittenArtifact {
  return { path: artifact.path, file, bytes: bytes.length, status };
}
