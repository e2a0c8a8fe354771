import type { Diagnostic, JsonObject, TargetVersions, Webhook } from "@imagewright/core";

import type { Unchecked } from "./unchecked.ts";

/** What an API server would say to an object. */
export interface Verdict {
  /**
   * Whether nothing that was judged speaks against it; what is in `unchecked` may still do so. Who
   * needs to be sure asks for `admitted && unchecked.length === 0`.
   */
  readonly admitted: boolean;
  /** `ADMISSION_NOT_CHECKED` among them sums up what is in `unchecked`. */
  readonly diagnostics: readonly Diagnostic[];
  /** The object as it would be stored: defaults filled in, unknown fields gone. */
  readonly stored: JsonObject | undefined;
  /** Pointers of the fields the schema does not have: they are not in `stored`. */
  readonly pruned: readonly string[];
  /** What nobody judged. Empty if the verdict is whole. */
  readonly unchecked: readonly Unchecked[];
}

/**
 * What happens to fields that the schema does not have, by the names `kubectl --validate` and
 * `fieldValidation` have for it: they refuse the object, are reported and dropped, or just dropped.
 */
export type FieldValidation = "Strict" | "Warn" | "Ignore";

/** How an object is judged. */
export interface JudgeOptions {
  /** Rules of admission webhooks, in the order they are asked. @default none */
  readonly webhooks?: readonly Webhook[];
  /**
   * Releases of the components whose webhooks are asked, and of the API server itself as
   * `kubernetes`; the newest we know where left out.
   */
  readonly targetVersions?: TargetVersions;
  /** @default "Strict" */
  readonly fieldValidation?: FieldValidation;
}

/** The verdict on an object that cannot be judged any further. */
export function refused(diagnostics: readonly Diagnostic[]): Verdict {
  return { admitted: false, diagnostics, stored: undefined, pruned: [], unchecked: [] };
}
