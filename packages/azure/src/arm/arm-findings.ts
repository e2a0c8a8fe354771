import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  showValue,
  textAt,
} from "@imagewright/core";

import { azureDiagnostics } from "../azure-diagnostics.ts";
import { type ArmReference } from "../convert/arm-image.ts";
import { objectsAt } from "../json-fields.ts";
import { referenceFindings } from "../reference-findings.ts";
import type { ArmPage } from "./arm-facts.ts";

/** An answer that lacks what it is read for. */
export function refuseAnswer(
  message: string,
  pointer: string,
  value: JsonValue,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  const facts = { message, pointer, found: showValue(value) };
  return { ok: false, diagnostics: [azureDiagnostics.report("AZURE_ARM_ANSWER", facts)] };
}

/** Names in an answer that no resource can have: placeholders, mostly. */
export function doubtfulNames(reference: ArmReference): readonly Diagnostic[] {
  return reference.kind === "azure-shared-gallery"
    ? []
    : referenceFindings(reference, "AZURE_REFERENCE_DOUBTFUL", () => "");
}

/**
 * A page of a list of Azure's API; marketplace lists are plain arrays, and whole.
 *
 * @example
 * ```ts
 * const page = parseArmPage({ value: [{ name: "1.34.1" }], nextLink: "https://example.invalid/2" });
 * page.ok && page.value.items.length; // => 1
 * ```
 */
export function parseArmPage(body: JsonValue): Parsed<ArmPage> {
  const wrapped: JsonObject = Array.isArray(body)
    ? { value: body }
    : isJsonObject(body)
      ? body
      : {};
  if (!Array.isArray(wrapped["value"])) {
    return refuseAnswer("the answer is no list", "", body);
  }
  const nextLink = textAt(wrapped, "/nextLink");
  const items = objectsAt(wrapped, "/value");
  return {
    ok: true,
    value: { items, ...(nextLink !== undefined && { nextLink }) },
    diagnostics: [],
  };
}
