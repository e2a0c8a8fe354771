import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";

import type { Diagnostic } from "../diagnostic.ts";
import { explainFailure } from "./read-input.ts";

/**
 * Why nothing can be read at a path, for those who read it by other means than {@link readInput}.
 *
 * @param options - `cwd`: the folder a relative path starts from; the process's own where left out
 * @returns undefined where there is a file or folder that may be read
 * @example
 * ```ts
 * await writeArtifacts(".", [{ path: "crds.yaml", mediaType: "application/yaml", text: "a: 1\n" }]);
 * await checkPath("crds.yaml"); // => undefined
 * const missing = await checkPath("crd.yaml");
 * missing?.code; // => "FILE_MISSING"
 * missing?.hint; // => "Did you mean crds.yaml?"
 * ```
 */
export async function checkPath(
  path: string,
  { cwd = "" }: { readonly cwd?: string } = {},
): Promise<Diagnostic | undefined> {
  try {
    await access(resolve(cwd, path), constants.R_OK);
    return undefined;
  } catch (error) {
    return await explainFailure(path, error, cwd);
  }
}
