import { carriedMachine } from "@imagewright/cluster-api";
import {
  type CloudStackTemplateReference,
  type Diagnostic,
  type DiagnosticFacts,
  formatImageReference,
  type FoundReference,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  replaceAt,
  showValue,
  toParsed,
} from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";
import { machinePlaces } from "../parse/manifest.ts";
import { isUuid } from "../uuid.ts";

/**
 * The object with another template at a place that reading it has found. Texts of v1alpha stay
 * texts; in later versions, whose schema refuses them, they become objects, with a warning.
 */
export function writeReference(
  object: JsonObject,
  { pointer, reference }: FoundReference,
): Parsed<JsonObject> {
  const found = carriedMachine(object, machinePlaces);
  const old = found?.machine === undefined ? undefined : ownValue(found.machine, "template");
  if (
    found?.machine === undefined ||
    old === undefined ||
    pointer !== `${found.pointer}/template`
  ) {
    return refuse("CLOUDSTACK_PLACE", { message: "the object has no template here", pointer });
  }
  if (reference.kind !== "cloudstack-template" || !isComplete(reference)) {
    return refuse("CLOUDSTACK_REFERENCE_FORM", {
      message: "the reference names no template of CloudStack",
      pointer,
      found: showValue(formatImageReference(reference)),
    });
  }
  const zone = checkZone(reference, found.version, found.machine, pointer);
  const value = templateValue(old, reference, found.version, pointer);
  if (!value.ok) {
    return { ok: false, diagnostics: [...zone, ...value.diagnostics] };
  }
  const written = replaceAt(object, pointer, value.value) ?? object;
  return toParsed(written, [...zone, ...value.diagnostics]);
}

function isComplete({ id, name }: CloudStackTemplateReference): boolean {
  return (id ?? name) !== undefined && id !== "" && name !== "";
}

/** A machine of v1beta1 stays in its zone; a later one names none. */
function checkZone(
  { zone }: CloudStackTemplateReference,
  version: string,
  machine: JsonObject,
  pointer: string,
): readonly Diagnostic[] {
  const named = version === "v1beta1" ? ownValue(machine, "zoneName") : undefined;
  if (zone === undefined || zone === named) {
    return [];
  }
  const found = showValue(zone);
  if (typeof named !== "string" || named === "") {
    const facts = { message: "the zone is not written", pointer, found };
    return [cloudstackDiagnostics.report("CLOUDSTACK_ZONE_UNUSED", facts)];
  }
  const message = "the machine is in another zone";
  const facts = { message, pointer, found, expected: showValue(named) };
  return [cloudstackDiagnostics.report("CLOUDSTACK_ZONE_OTHER", facts)];
}

function templateValue(
  old: JsonValue,
  reference: CloudStackTemplateReference,
  version: string,
  pointer: string,
): Parsed<JsonValue> {
  if (isJsonObject(old)) {
    return toParsed(changedFields(old, reference));
  }
  if (typeof old !== "string") {
    const facts = { message: "`template` is no object", pointer, found: showValue(old) };
    return refuse("CLOUDSTACK_TEMPLATE_FIELD", facts);
  }
  return version.startsWith("v1alpha")
    ? templateText(reference, pointer)
    : migrated(old, reference, pointer);
}

/** Empty texts, which count as none, stay where they are; so do fields nobody knows. */
function changedFields(old: JsonObject, { id, name }: CloudStackTemplateReference): JsonObject {
  return Object.entries({ id, name }).reduce<JsonObject>((template, [field, value]) => {
    const keep = value === undefined && ownValue(template, field) === "";
    return keep ? template : (replaceAt(template, `/${field}`, value) ?? template);
  }, old);
}

/** A text says an id or a name, and which of them by its form. */
function templateText(
  { id, name }: CloudStackTemplateReference,
  pointer: string,
): Parsed<JsonValue> {
  if (id !== undefined && name === undefined && isUuid(id)) {
    return toParsed(id);
  }
  if (name !== undefined && id === undefined && !isUuid(name)) {
    return toParsed(name);
  }
  const message = "a text carries one of id and name, and tells an id by its form";
  return refuse("CLOUDSTACK_REFERENCE_FORM", { message, pointer });
}

function migrated(
  old: string,
  { id, name }: CloudStackTemplateReference,
  pointer: string,
): Parsed<JsonValue> {
  const template = { ...(name !== undefined && { name }), ...(id !== undefined && { id }) };
  const finding = cloudstackDiagnostics.report("CLOUDSTACK_TEMPLATE_STRING", {
    message: "the text became an object, as the schema wants it",
    pointer,
    found: showValue(old),
    expected: showValue(template),
    hint: "Write `offering` as an object as well.",
  });
  return toParsed<JsonValue>(template, [finding]);
}

type RefusalCode = "CLOUDSTACK_PLACE" | "CLOUDSTACK_REFERENCE_FORM" | "CLOUDSTACK_TEMPLATE_FIELD";

function refuse(code: RefusalCode, facts: DiagnosticFacts): Parsed<never> {
  return { ok: false, diagnostics: [cloudstackDiagnostics.report(code, facts)] };
}
