import type { Diagnostic } from "../diagnostic.ts";
import { ImagewrightError } from "../error.ts";

/** A path that will not be written, and why. */
export interface Refusal {
  readonly path: string;
  readonly diagnostic: Diagnostic;
}

/** How far writing got, in paths of artifacts. */
export interface WriteExtent {
  readonly changed: readonly string[];
  readonly unwritten: readonly string[];
}

/**
 * The error for a set of files that was not written.
 *
 * @param extent - paths that are in place already, and those that are not
 */
export function writeRefused(
  refusals: readonly [Refusal, ...Refusal[]],
  extent: WriteExtent = { changed: [], unwritten: [] },
  cause?: unknown,
): ImagewrightError<"WRITE_REFUSED"> {
  const [{ path, diagnostic }, ...others] = refusals;
  const more = others.length === 0 ? "" : `, and ${others.length} more`;
  const { changed, unwritten } = extent;
  const outcome =
    changed.length === 0
      ? "nothing was written"
      : `written: ${changed.join(", ")}; not written: ${unwritten.join(", ")}`;
  return new ImagewrightError("WRITE_REFUSED", `${diagnostic.message}${more}; ${outcome}`, {
    details: {
      path,
      reason: diagnostic.message,
      diagnostics: refusals.map((refusal) => refusal.diagnostic),
      changed,
    },
    hint: diagnostic.hint,
    cause,
  });
}

/** Throws the refusals, if there are any. */
export function refuseAll(refusals: readonly Refusal[]): void {
  const [first, ...others] = refusals;
  if (first !== undefined) {
    throw writeRefused([first, ...others]);
  }
}
