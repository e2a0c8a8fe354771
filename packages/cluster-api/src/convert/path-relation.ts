/** How the path of a patch stands to the field of a rule: the same, below it, above it, apart. */
export type PathRelation = "same" | "below" | "above" | "apart";

/** Compares the path of a patch with that of a rule, in which `*` is every item of a list. */
export function relationOf(path: string, from: string): PathRelation {
  const [given, ruled] = [path.split("/"), from.split("/")];
  const shared = Math.min(given.length, ruled.length);
  const isAlike = given
    .slice(0, shared)
    .every(
      (segment, index) => segment === ruled[index] || (ruled[index] === "*" && isIndex(segment)),
    );
  if (!isAlike) {
    return "apart";
  }
  if (given.length === ruled.length) {
    return "same";
  }
  return given.length > ruled.length ? "below" : "above";
}

/** Whether a segment of a patch is a place in a list. */
export function isIndex(segment: string): boolean {
  return /^(?:-|\d+)$/u.test(segment);
}
