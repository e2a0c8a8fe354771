import { decodeBase64, isJsonObject, type JsonValue } from "@imagewright/core";

import table from "./data/bottlerocket-settings.json" with { type: "json" };
import { ipFamily } from "./ip-address.ts";
import { isLabelKey, isLabelValue } from "./node-labels.ts";

const patterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(table.patterns).map(([name, pattern]) => [name, new RegExp(pattern, "u")]),
);

const integers = new Map(Object.entries(table.integers));

/** Words for the types whose names do not say what they take. */
const words: ReadonlyMap<string, string> = new Map([
  ["addresses", "an IP address, or a list of them"],
  ["any", "a value"],
  ["boolean", "true or false"],
  ["domain", "a DNS name"],
  ["duration", "a duration such as 1h30m"],
  ["evictions", "a map of eviction signals to quantities or percentages"],
  ["graces", "a map of eviction signals to durations"],
  ["labels", "a map of labels"],
  ["percent", "a whole number from 0 to 100"],
  ["quantity", "a quantity such as 100Mi"],
  ["reserved", `a map of ${table.reservedResources.join(", ")} to quantities`],
  ["taints", "a map of keys to value:Effect, or lists of it"],
  ["text", "a text of one line"],
  ["texts", "a list of texts"],
  ["url", "an address"],
]);

/** What a type of setting takes, for people. */
export function wordsOfType(type: string): string {
  const range = integers.get(type);
  return range === undefined
    ? (words.get(type) ?? `a text of the form ${patterns.get(type)?.source ?? type}`)
    : `a whole number from ${range.least} to ${range.most}`;
}

/** Whether a value is of a type that the table of settings names. */
export function fitsSetting(value: JsonValue, type: string): boolean {
  const range = integers.get(type);
  if (range !== undefined) {
    return (
      typeof value === "number" &&
      Number.isSafeInteger(value) &&
      value >= range.least &&
      value <= range.most
    );
  }
  switch (type) {
    case "any":
      return true;
    case "boolean":
      return typeof value === "boolean";
    case "base64":
      return isText(value) && value !== "" && decodeBase64(value) !== undefined;
    case "domain":
      return isDomain(value);
    case "hostname":
      return isText(value) && value.length <= 253 && value.split(".").every(isHostLabel);
    case "percent":
      return isPercent(value, 100);
    default:
      return fitsCollection(value, type);
  }
}

function fitsCollection(value: JsonValue, type: string): boolean {
  switch (type) {
    case "addresses":
      return listOf(value).every((one) => isText(one) && ipFamily(one) !== undefined);
    case "texts":
      return Array.isArray(value) && value.every((one) => matches("text", one));
    case "labels":
      return everyEntry(value, (key, one) => isLabelKey(key) && isText(one) && isLabelValue(one));
    case "taints":
      return everyEntry(value, (key, one) => isLabelKey(key) && isTaintValue(one));
    case "evictions":
      return everyEntry(value, (key, one) => isSignal(key) && isThreshold(one));
    case "graces":
      return everyEntry(value, (key, one) => isSignal(key) && matches("duration", one));
    case "reserved":
      return everyEntry(
        value,
        (key, one) => table.reservedResources.includes(key) && matches("quantity", one),
      );
    default:
      return matches(type, value);
  }
}

function isSignal(key: string): boolean {
  return table.evictionSignals.includes(key);
}

function isThreshold(value: JsonValue): boolean {
  return isText(value) && value.endsWith("%")
    ? isPercent(value.slice(0, -1), 99)
    : matches("quantity", value);
}

function isPercent(value: JsonValue, most: number): boolean {
  const text = typeof value === "number" ? String(value) : value;
  return isText(text) && /^\d{1,3}$/u.test(text) && Number(text) <= most;
}

/** A DNS name; an address is none. */
function isDomain(value: JsonValue): boolean {
  return (
    isText(value) &&
    value.length <= 253 &&
    ipFamily(value) === undefined &&
    value
      .split(".")
      .every((label) => /^[0-9A-Za-z](?:[0-9A-Za-z-]{0,61}[0-9A-Za-z])?$/u.test(label))
  );
}

function isHostLabel(label: string): boolean {
  return /^[0-9a-z][0-9a-z-]{0,62}$/u.test(label);
}

function isTaintValue(value: JsonValue): boolean {
  const items = listOf(value);
  return (
    items.length > 0 &&
    items.every((one) => isText(one) && /^[^:\n]*:[A-Za-z0-9]{1,253}$/u.test(one))
  );
}

function matches(type: string, value: JsonValue): boolean {
  return isText(value) && patterns.get(type)?.test(value) === true;
}

function everyEntry(value: JsonValue, test: (key: string, one: JsonValue) => boolean): boolean {
  return isJsonObject(value) && Object.entries(value).every(([key, one]) => test(key, one));
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function isText(value: JsonValue): value is string {
  return typeof value === "string";
}
