import type { Diagnostic } from "@imagewright/core";

/** Findings about user data that stands somewhere in a document: the part is told in words. */
export function atPlace(found: readonly Diagnostic[], pointer: string): readonly Diagnostic[] {
  return found.map((one) => ({
    ...one,
    message: one.pointer === "" ? one.message : `${one.message} (at ${one.pointer})`,
    pointer,
  }));
}
