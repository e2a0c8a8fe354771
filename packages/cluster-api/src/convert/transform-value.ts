import {
  type Diagnostic,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
  showValue,
  toParsed,
} from "@imagewright/core";

import { ownText } from "../json/read-field.ts";
import { parseObjectReference } from "../reference/cluster-object-reference.ts";
import { type ConversionCode, conversionDiagnostics } from "./conversion-diagnostics.ts";
import type { FieldTransform } from "./conversion-rules.ts";
import { parseGoDuration } from "./go-duration.ts";
import { holdsVariable, reportVariable, variablesBelow } from "./variable-places.ts";

/** Where a value stands, and the namespace of the object it stands in. */
export interface ValuePlace {
  readonly pointer: string;
  readonly namespace: string | undefined;
}

const maxSeconds = 2_147_483_647n;

/** The value v1beta2 has for one of v1beta1. A value that is one of v1beta2 already is kept. */
export function transformValue(
  how: FieldTransform,
  value: JsonValue,
  place: ValuePlace,
): Parsed<JsonValue> {
  switch (how) {
    case "seconds":
      return toSeconds(value, place);
    case "reference":
    case "templateReference":
      return toReference(how, value, place);
    case "arguments":
      return toArguments(value, place);
    default:
      return toParsed(value);
  }
}

function toSeconds(value: JsonValue, { pointer }: ValuePlace): Parsed<JsonValue> {
  if (holdsVariable(value)) {
    return unknown(value, pointer, "the text of a duration becomes a number");
  }
  const length = typeof value === "string" ? parseGoDuration(value) : undefined;
  const found = showValue(value);
  if (length === undefined || length < 0n) {
    const why = length === undefined ? "is no duration" : "is negative";
    return refused("CAPI_CONVERT_DURATION", `${found} ${why}`, pointer, found);
  }
  const whole = length / 1_000_000_000n;
  const seconds = Number(whole > maxSeconds ? maxSeconds : whole);
  const isCut = BigInt(seconds) * 1_000_000_000n !== length;
  const message = `${found} becomes ${seconds} seconds`;
  return toParsed(
    seconds,
    isCut ? [report("CAPI_CONVERT_DURATION_CUT", message, pointer, found)] : [],
  );
}

function toReference(
  how: "reference" | "templateReference",
  value: JsonValue,
  place: ValuePlace,
): Parsed<JsonValue> {
  if (holdsVariable(value)) {
    return unknown(value, place.pointer, "the fields of a reference change");
  }
  const apiVersion = isJsonObject(value) ? (ownText(value, "apiVersion") ?? "") : "";
  const group = apiVersion.slice(0, Math.max(apiVersion.indexOf("/"), 0)) || apiVersion;
  if (how === "reference" && holdsVariable(group)) {
    return unknown(apiVersion, `${place.pointer}/apiVersion`, "the group is a part of the version");
  }
  const read = parseObjectReference(value, place.pointer);
  if (!read.ok) {
    return read;
  }
  const { version, kind, name, namespace } = read.value;
  const object = isJsonObject(value) ? value : {};
  const shape =
    how === "reference"
      ? { apiGroup: read.value.group, kind, name }
      : { apiVersion: apiVersion, kind, name };
  return toParsed<JsonValue>(shape, [
    ...namespaceFindings(namespace, place),
    ...otherFields(object, place),
    ...(how === "templateReference" && version === undefined
      ? [report("CAPI_CONVERT_REQUIRED", "the reference names no apiVersion", place.pointer)]
      : []),
  ]);
}

function namespaceFindings(
  namespace: string | undefined,
  place: ValuePlace,
): readonly Diagnostic[] {
  if (namespace === undefined || namespace === place.namespace) {
    return [];
  }
  const pointer = `${place.pointer}/namespace`;
  const found = showValue(namespace);
  return place.namespace === undefined
    ? [report("CAPI_CONVERT_NAMESPACE_ASSUMED", `namespace ${found} is left out`, pointer, found)]
    : [
        conversionDiagnostics.report("CAPI_CONVERT_NAMESPACE", {
          message: `the reference leads to namespace ${found}`,
          pointer,
          found,
          expected: showValue(place.namespace),
        }),
      ];
}

const carried: ReadonlySet<string> = new Set([
  "apiVersion",
  "apiGroup",
  "kind",
  "name",
  "namespace",
]);

/** Fields of a reference that v1beta2 has no place for; empty ones say nothing. */
function otherFields(object: JsonObject, place: ValuePlace): readonly Diagnostic[] {
  return Object.entries(object)
    .filter(([key, value]) => !carried.has(key) && value !== "" && value !== null)
    .map(([key, value]) => {
      const message = `${key} of the reference is lost`;
      const pointer = `${place.pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      return report("CAPI_CONVERT_LOST", message, pointer, showValue(value));
    });
}

function toArguments(value: JsonValue, { pointer }: ValuePlace): Parsed<JsonValue> {
  const names = isJsonObject(value) ? Object.keys(value) : value;
  if (!isJsonList(value) && variablesBelow(names).length > 0) {
    return unknown(names, pointer, "arguments become a list in the order of their names");
  }
  if (isJsonList(value)) {
    return listedArguments(value, pointer);
  }
  const entries = isJsonObject(value) ? Object.entries(value) : undefined;
  const odd = entries?.find(([, text]) => typeof text !== "string");
  if (entries === undefined || odd !== undefined) {
    const message =
      odd === undefined ? "arguments are a map" : `argument ${showValue(odd[0])} is no text`;
    return refused("CAPI_CONVERT_ARGUMENTS", message, pointer, showValue(odd?.[1] ?? value));
  }
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return toParsed(sorted.map(([name, text]) => ({ name, value: text })));
}

/** A list as v1beta2 has it; one name twice is refused there. */
function listedArguments(list: readonly JsonValue[], pointer: string): Parsed<JsonValue> {
  const names = list.map((item) => (isJsonObject(item) ? ownText(item, "name") : undefined));
  const odd = names.findIndex((name, index) => name === undefined || names.indexOf(name) < index);
  const name = names[odd];
  const message =
    name === undefined ? "the argument has no name" : `argument ${showValue(name)} stands twice`;
  return odd === -1
    ? toParsed(list)
    : refused("CAPI_CONVERT_ARGUMENTS", message, `${pointer}/${odd}`, showValue(list[odd]));
}

function unknown(
  value: JsonValue,
  pointer: string,
  why: string,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [reportVariable(value, pointer, why)] };
}

function refused(
  code: ConversionCode,
  message: string,
  pointer: string,
  found: string,
): { readonly ok: false; readonly diagnostics: readonly Diagnostic[] } {
  return { ok: false, diagnostics: [report(code, message, pointer, found)] };
}

function report(
  code: ConversionCode,
  message: string,
  pointer: string,
  found?: string,
): Diagnostic {
  return conversionDiagnostics.report(code, { message, pointer, found });
}
