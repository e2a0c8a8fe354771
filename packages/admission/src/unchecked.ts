/** What kind of judgement could not be made. */
export type UncheckedPart = "rule" | "pattern" | "number" | "schema" | "webhook" | "transition";

/** One thing that nobody judged: it neither speaks for the object nor against it. */
export interface Unchecked {
  readonly part: UncheckedPart;
  /** Where in the object. */
  readonly pointer: string;
  /** Why it was not judged, as a clause without a full stop. */
  readonly reason: string;
}
