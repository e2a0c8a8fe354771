import { prunedFields } from "@imagewright/cluster-api";
import {
  type CloudStackTemplateReference,
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { lookupHints } from "../rules/template-reference.ts";
import { isUuid } from "../uuid.ts";

/**
 * Reads the `template` of a machine of CAPC.
 *
 * @param at - JSON Pointer of the template in its object
 * @returns a text, as releases up to v0.3.0 wrote it, is read with a warning: an id if it is a
 *   UUID, else a name
 */
export function parseTemplateReference(
  template: JsonValue | undefined,
  at: string,
): Parsed<CloudStackTemplateReference> {
  if (template === undefined) {
    const facts = { message: "the machine names no template", pointer: at };
    return refuse(cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_REQUIRED", facts));
  }
  if (typeof template === "string") {
    return parseText(template, at);
  }
  if (!isJsonObject(template)) {
    const facts = { message: "`template` is no object", pointer: at, found: showValue(template) };
    return refuse(cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_FIELD", facts));
  }
  return parseObject(template, at);
}

function parseText(text: string, at: string): Parsed<CloudStackTemplateReference> {
  const field = isUuid(text) ? "id" : "name";
  const reference: CloudStackTemplateReference = { kind: "cloudstack-template", [field]: text };
  const finding = cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_STRING", {
    message: "`template` is a text, and must be an object",
    pointer: at,
    found: showValue(text),
    expected: `{${field}: …}`,
  });
  return toParsed(reference, [finding, ...lookupHints(reference, at)]);
}

function parseObject(template: JsonObject, at: string): Parsed<CloudStackTemplateReference> {
  const diagnostics = prunedFields(template, at, ["id", "name"]).map((facts) =>
    cloudstackDiagnostics.report("CLOUDSTACK_FIELD_PRUNED", facts),
  );
  const id = textField(template, "id", at, diagnostics);
  const name = textField(template, "name", at, diagnostics);
  if (id === undefined && name === undefined && diagnostics.every(isWarning)) {
    const facts = { message: "`template` has neither id nor name", pointer: at };
    diagnostics.push(cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_REQUIRED", facts));
  }
  const reference: CloudStackTemplateReference = {
    kind: "cloudstack-template",
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
  };
  const hints = diagnostics.every(isWarning) ? lookupHints(reference, at) : [];
  return toParsed(reference, [...diagnostics, ...hints]);
}

/** CAPC takes an empty text for none. */
function textField(
  template: JsonObject,
  field: "id" | "name",
  at: string,
  diagnostics: Diagnostic[],
): string | undefined {
  const value = ownValue(template, field);
  if (value === undefined || value === "" || typeof value === "string") {
    return value === "" ? undefined : value;
  }
  const facts = {
    message: `${field} is no text`,
    pointer: `${at}/${field}`,
    found: showValue(value),
  };
  diagnostics.push(cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_FIELD", facts));
  return undefined;
}

function isWarning({ severity }: Diagnostic): boolean {
  return severity !== "error";
}

function refuse(diagnostic: Diagnostic): Parsed<never> {
  return { ok: false, diagnostics: [diagnostic] };
}
