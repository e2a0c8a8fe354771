/** A file that was rendered: deterministic bytes, not yet written anywhere. */
export interface Artifact {
  /** Relative POSIX path; every segment matches {@link artifactSegment}. */
  readonly path: string;
  /** @example "application/yaml" */
  readonly mediaType: string;
  readonly text: string;
}

/** What one segment of an artifact's path may look like: no hidden files, no `..`, no blanks. */
export const artifactSegment = /^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$/u;

/**
 * Why a path cannot name an artifact, or undefined if it can.
 *
 * @example
 * ```ts
 * artifactPathFault("capa/build.sh"); // => undefined
 * artifactPathFault("../build.sh"); // => '".." is no portable file name'
 * ```
 */
export function artifactPathFault(path: string): string | undefined {
  if (path.length > 1024) {
    return "it is longer than 1024 characters";
  }
  const bad = path.split("/").find((segment) => !artifactSegment.test(segment));
  return bad === undefined ? undefined : `${JSON.stringify(bad)} is no portable file name`;
}
