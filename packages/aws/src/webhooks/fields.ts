import {
  type Diagnostic,
  formatPointer,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mapAt,
  ownValue,
  showValue,
} from "@imagewright/core";

import { type AwsWebhookCode, awsWebhookDiagnostics } from "./webhook-diagnostics.ts";

/** A map of an object, and where it stands: what the checks of a webhook look at. */
export interface Fields {
  readonly at: string;
  readonly data: JsonObject;
}

/** The map at a pointer of an object; an empty one where there is none. */
export function fieldsAt(object: JsonObject, at: string): Fields {
  return { at, data: mapAt(object, at) ?? {} };
}

/** Where a map stands, as CAPA's sentences write it: `spec.template.spec`. */
export function dotted({ at }: Fields): string {
  return at.slice(1).replaceAll("/", ".");
}

/** The map below a key; an empty one where there is none. */
export function childFields({ at, data }: Fields, key: string): Fields {
  const value = ownValue(data, key);
  return { at: `${at}${formatPointer([key])}`, data: isJsonObject(value) ? value : {} };
}

/** The maps of a list below a key. */
export function listFields({ at, data }: Fields, key: string): readonly Fields[] {
  return itemsOf(data, key).map((item, index) => ({
    at: `${at}${formatPointer([key, index])}`,
    data: isJsonObject(item) ? item : {},
  }));
}

/** A list below a key; an empty one where there is none. */
export function itemsOf(data: JsonObject, key: string): readonly JsonValue[] {
  const value = ownValue(data, key);
  return isJsonList(value) ? value : [];
}

/** Whether a field is there; null counts as absent, as in Go. */
export function isGiven({ data }: Fields, key: string): boolean {
  const value = ownValue(data, key);
  return value !== undefined && value !== null;
}

/** Text of a field; empty where there is none. */
export function textOf({ data }: Fields, key: string): string {
  const value = ownValue(data, key);
  return typeof value === "string" ? value : "";
}

/** Number of a field. */
export function numberOf({ data }: Fields, key: string): number | undefined {
  const value = ownValue(data, key);
  return typeof value === "number" ? value : undefined;
}

/** Whether a field says true. */
export function isTrue({ data }: Fields, key: string): boolean {
  return ownValue(data, key) === true;
}

/** A refusal at a field, with CAPA's sentence. */
export function refusal(
  code: AwsWebhookCode,
  { at, data }: Fields,
  key: string,
  message: string,
): Diagnostic {
  const value = ownValue(data, key);
  const found = value === undefined || isJsonObject(value) ? undefined : showValue(value);
  const pointer = key === "" ? at : `${at}${formatPointer([key])}`;
  return awsWebhookDiagnostics.report(code, { message, pointer, found });
}
