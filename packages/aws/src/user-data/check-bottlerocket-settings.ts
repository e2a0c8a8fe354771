import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import table from "./data/bottlerocket-settings.json" with { type: "json" };
import { ipFamily } from "./ip-address.ts";
import { isLabelKey, isLabelValue } from "./node-labels.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

/** Which system reads the settings. */
export interface BottlerocketReader {
  /** Minor of Kubernetes, `1.34`; settings it does not have are refused. */
  readonly minor?: string;
}

const patterns: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(table.patterns).map(([name, pattern]) => [name, new RegExp(pattern, "u")]),
);

const base = "/settings/kubernetes";

/**
 * Whether Bottlerocket takes the settings of Kubernetes among its user data: it refuses unknown
 * keys, and values of other forms. Other groups of settings are not judged.
 *
 * @param document - the TOML document as data
 * @see https://bottlerocket.dev/en/os/latest/#/api/settings/kubernetes/
 * @example
 * ```ts
 * const kubernetes = { "max-pods": 58, "node-taints": { dedicated: ["batch:NoSchedule"] } };
 * checkBottlerocketSettings({ settings: { kubernetes } }); // => []
 * checkBottlerocketSettings({ settings: { kubernetes: { "max-pod": 58 } } }).map(({ hint }) => hint);
 * // => ["Did you mean `max-pods`?"]
 * ```
 */
export function checkBottlerocketSettings(
  document: JsonValue,
  { minor }: BottlerocketReader = {},
): readonly Diagnostic[] {
  const settings = isJsonObject(document) ? ownValue(document, "settings") : undefined;
  if (!isJsonObject(document) || !isJsonObject(settings)) {
    return [report("USERDATA_FIELD_MISSING", "user data of Bottlerocket starts with settings", "")];
  }
  const others = Object.keys(document)
    .filter((key) => key !== "settings")
    .map((key) => report("USERDATA_FIELD_UNKNOWN", "only settings are read", formatPointer([key])));
  const kubernetes = ownValue(settings, "kubernetes") ?? {};
  return [
    ...others,
    ...(isJsonObject(kubernetes)
      ? Object.entries(kubernetes).flatMap(([key, value]) => checkSetting(key, value, minor))
      : [report("USERDATA_FIELD_TYPE", "settings.kubernetes is no table", base)]),
  ];
}

function checkSetting(
  key: string,
  value: JsonValue,
  minor: string | undefined,
): readonly Diagnostic[] {
  const pointer = `${base}${formatPointer([key])}`;
  const known = table.settings.find((one) => one.key === key);
  if (known === undefined) {
    const nearest = nearestName(
      key.slice(0, 64),
      table.settings.map((one) => one.key),
    );
    return [
      userDataDiagnostics.report("USERDATA_FIELD_UNKNOWN", {
        message: `Bottlerocket has no setting ${showValue(key)}`,
        pointer,
        hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
      }),
    ];
  }
  const number = Number(/^1\.(?<minor>\d+)$/u.exec(minor ?? "")?.groups?.["minor"] ?? Infinity);
  const isNew = known.sinceMinor !== undefined && number < known.sinceMinor;
  const isFit = fits(value, known.type) && (known.values?.includes(textOf(value)) ?? true);
  return [
    ...(isNew
      ? [report("USERDATA_FIELD_NEW", `${key} came with Kubernetes 1.${known.sinceMinor}`, pointer)]
      : []),
    ...(isFit ? [] : [report("USERDATA_FIELD_TYPE", `${key} does not take this value`, pointer)]),
  ];
}

function fits(value: JsonValue, type: string): boolean {
  switch (type) {
    case "any":
      return true;
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isSafeInteger(value);
    case "percent":
      return /^(?:100|\d{1,2})$/u.test(typeof value === "number" ? String(value) : textOf(value));
    case "addresses":
      return listOf(value).every((one) => ipFamily(textOf(one)) !== undefined);
    case "texts":
      return Array.isArray(value) && listOf(value).every((one) => typeof one === "string");
    case "labels":
      return everyEntry(value, (key, one) => isLabelKey(key) && isLabelValue(textOf(one)));
    case "taints":
      return everyEntry(value, (key, one) => isLabelKey(key) && isTaintValue(one));
    case "evictions":
      return everyEntry(value, (key, one) => table.evictionSignals.includes(key) && isText(one));
    case "reserved":
      return everyEntry(
        value,
        (key, one) => table.reservedResources.includes(key) && matches("quantity", one),
      );
    default:
      return matches(type, value);
  }
}

function isTaintValue(value: JsonValue): boolean {
  const items = listOf(value);
  return items.length > 0 && items.every((one) => /^[^:]*:[A-Za-z0-9]{1,253}$/u.test(textOf(one)));
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

/** A text, or one that fits nothing. */
function textOf(value: JsonValue): string {
  return isText(value) ? value : "\n";
}

function report(
  code: keyof typeof userDataDiagnostics.rules,
  message: string,
  pointer: string,
): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
