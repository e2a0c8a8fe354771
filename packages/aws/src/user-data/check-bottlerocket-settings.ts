import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import { fitsSetting, wordsOfType } from "./bottlerocket-value.ts";
import table from "./data/bottlerocket-settings.json" with { type: "json" };
import { userDataDiagnostics } from "./user-data-diagnostics.ts";
import type { UserDataReader } from "./user-data-reader.ts";

const base = "/settings/kubernetes";

/** Certificates, keys and tokens never show up in a finding. */
const hidden = /certificate|key|token|credential|static-pods/u;

/**
 * Whether Bottlerocket takes the settings of Kubernetes among its user data: it refuses unknown
 * keys, and values of other forms. Other groups of settings are not judged.
 *
 * @param document - the TOML document as data: `readToml` of `@imagewright/core/read` reads it
 * @param reader - its minor of Kubernetes, `1.34`; settings that came later are refused
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
  { minor }: Pick<UserDataReader, "minor"> = {},
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
    return [unknownSetting(key, pointer)];
  }
  const number = Number(/^1\.(?<minor>\d{1,3})$/u.exec(minor ?? "")?.groups?.["minor"] ?? Infinity);
  const { sinceMinor, values, type } = known;
  const isValue = values === undefined || (typeof value === "string" && values.includes(value));
  return [
    ...(sinceMinor !== undefined && number < sinceMinor
      ? [report("USERDATA_FIELD_NEW", `${key} came with Kubernetes 1.${sinceMinor}`, pointer)]
      : []),
    ...(isValue && fitsSetting(value, type)
      ? []
      : [
          userDataDiagnostics.report("USERDATA_FIELD_TYPE", {
            message: `${key} does not take this value`,
            pointer,
            expected: values?.map((one) => JSON.stringify(one)).join(", ") ?? wordsOfType(type),
            ...(!hidden.test(key) && { found: showValue(value) }),
          }),
        ]),
  ];
}

function unknownSetting(key: string, pointer: string): Diagnostic {
  const names = table.settings.map((one) => one.key);
  const nearest = nearestName(key.slice(0, 64), names);
  return userDataDiagnostics.report("USERDATA_FIELD_UNKNOWN", {
    message: `Bottlerocket has no setting ${showValue(key)}`,
    pointer,
    hint: nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`,
  });
}

function report(
  code: keyof typeof userDataDiagnostics.rules,
  message: string,
  pointer: string,
): Diagnostic {
  return userDataDiagnostics.report(code, { message, pointer });
}
