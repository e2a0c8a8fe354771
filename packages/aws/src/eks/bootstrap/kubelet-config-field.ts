import type { JsonObject, JsonValue } from "@imagewright/core";

import table from "../data/kubelet-config-fields.json" with { type: "json" };

/**
 * The part of a KubeletConfiguration that stands for a flag of the kubelet.
 *
 * @param flag - the name without dashes
 * @returns undefined for a flag that has no field, and for a value that is none of its type
 */
export function kubeletConfigOfFlag(flag: string, value: string): JsonObject | undefined {
  const known = table.fields.find((one) => one.flag === flag);
  const typed = known === undefined ? undefined : typedValue(value, known.type);
  return known === undefined || typed === undefined ? undefined : { [known.field]: typed };
}

/** Whether a flag has a field in the configuration, whatever its value. */
export function hasConfigField(flag: string): boolean {
  return table.fields.some((one) => one.flag === flag);
}

function typedValue(value: string, type: string): JsonValue | undefined {
  switch (type) {
    case "text":
      return value;
    case "boolean":
      return booleanOf(value);
    case "integer":
      return /^-?\d{1,15}$/u.test(value) ? Number(value) : undefined;
    case "list":
      return value.split(",");
    case "map":
      return pairs(value, "=", (text) => text);
    case "signals":
      return pairs(value, "<", (text) => text);
    case "switches":
      return pairs(value, "=", booleanOf);
    default:
      throw new Error(`the table of fields holds the type ${type}`);
  }
}

function booleanOf(value: string): boolean | undefined {
  return value === "true" ? true : value === "false" ? false : undefined;
}

function pairs(
  value: string,
  separator: string,
  read: (text: string) => JsonValue | undefined,
): JsonObject | undefined {
  const entries = value.split(",").flatMap((pair): readonly [string, JsonValue][] => {
    const at = pair.indexOf(separator);
    const item = at < 1 ? undefined : read(pair.slice(at + 1));
    return item === undefined ? [] : [[pair.slice(0, at), item]];
  });
  return entries.length === value.split(",").length ? Object.fromEntries(entries) : undefined;
}
