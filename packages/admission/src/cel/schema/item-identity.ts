import type { Meter } from "../meter.ts";
import {
  CelList,
  CelMap,
  type CelValue,
  Duration,
  type ItemIdentity,
  Timestamp,
  typeNameOf,
  Uint,
} from "../value/cel-value.ts";
import { escapeProperty } from "./property-name.ts";

/** Items of a set are the same if their values are. */
export function identityByValue(item: CelValue, meter: Meter): string {
  meter.spend(1);
  const identify = (part: CelValue): string => paid(identityByValue(part, meter), meter);
  if (item instanceof CelList) {
    return `[${Array.from(item, identify).join()}]`;
  }
  if (item instanceof CelMap) {
    const entries = item.keys().map((key) => `${identify(key)}:${identify(item.get(key) ?? null)}`);
    return `{${entries.toSorted().join()}}`;
  }
  return JSON.stringify([typeNameOf(item), scalarText(item)]);
}

function paid(text: string, meter: Meter): string {
  meter.spendText(text.length);
  return text;
}

function scalarText(value: CelValue): string {
  if (value instanceof Uint) {
    return String(value.value);
  }
  if (value instanceof Timestamp || value instanceof Duration) {
    return String(value.nanoseconds);
  }
  if (value instanceof Uint8Array) {
    return value.join();
  }
  return typeof value === "object" ? "" : String(value);
}

/** Items of a map-like list are the same if their keys are. */
export function identityByKeys(keys: readonly string[]): ItemIdentity {
  const names = keys.map((key) => escapeProperty(key) ?? key);
  return (item, meter) =>
    item instanceof CelMap
      ? names.map((name) => identityByValue(item.get(name) ?? null, meter)).join()
      : identityByValue(item, meter);
}
