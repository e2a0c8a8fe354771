import { type Diagnostic, type JsonValue, showValue } from "@imagewright/core";

import { isSame } from "../json-fields.ts";
import { capzDiagnostics } from "./capz-diagnostics.ts";

const words = {
  changed: "field is immutable",
  set: "field is immutable, unable to assign a value if it was already empty",
  unset: "field is immutable, unable to set an empty value if it was already set",
};

/**
 * What CAPZ's webhook says of a field that has to stay as it was.
 *
 * @param empty - what counts as no value, besides its absence
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/v1.26.0/util/webhook/validator.go
 */
export function checkImmutable(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  pointer: string,
  empty?: JsonValue,
): readonly Diagnostic[] {
  const isEmpty = (value: JsonValue | undefined): boolean =>
    (value ?? null) === null || value === empty;
  if (isEmpty(before) ? isEmpty(after) : isSame(before, after)) {
    return [];
  }
  const change = isEmpty(before) ? "set" : isEmpty(after) ? "unset" : "changed";
  return [immutable(words[change], after, pointer)];
}

/** The refusal itself, for fields whose comparison is another. */
export function immutable(
  message: string,
  after: JsonValue | undefined,
  pointer: string,
): Diagnostic {
  const found = after === undefined ? undefined : showValue(after);
  return capzDiagnostics.report("CAPZ_FIELD_IMMUTABLE", { message, pointer, found });
}

/** The plain words for a field that changed. */
export const immutableMessage = words.changed;
