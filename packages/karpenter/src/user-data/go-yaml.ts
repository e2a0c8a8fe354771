import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

/** Text that YAML 1.1 takes for another type: words, numbers, sexagesimals, dates. */
const otherTypes: readonly RegExp[] = [
  /^(?:|~|null|true|false|yes|no|on|off|y|n|<<|=)$/iu,
  /^[-+]?(?:0b[01_]+|0x[\da-f_]+|\d[\d_]*(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d[\d_]*(?:e[-+]?\d+)?|\.inf|\.nan)$/iu,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/u,
  /^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ])/u,
];

/** Text that needs no quotes inside a block. */
const plainText = /^(?:[^\s,[\]{}#&*!|>'"%@`?:-]|[?:-](?=\S))(?:.*[^\s:])?$/u;

/** A map as Go's YAML writer prints it, keys in order, lists not indented below their key. */
export function goYaml(map: JsonObject, indent = ""): string {
  return Object.entries(map)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${indent}${scalar(key)}:${childOf(value, indent)}`)
    .join("");
}

function childOf(value: JsonValue, indent: string): string {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.length === 0 ? " []\n" : `\n${items.map((item) => itemOf(item, indent)).join("")}`;
  }
  if (isJsonObject(value)) {
    return Object.keys(value).length === 0 ? " {}\n" : `\n${goYaml(value, `${indent}  `)}`;
  }
  return ` ${scalar(value)}\n`;
}

function itemOf(value: JsonValue, indent: string): string {
  return isJsonObject(value)
    ? `${indent}- ${goYaml(value, `${indent}  `).slice(indent.length + 2)}`
    : `${indent}- ${scalar(value)}\n`;
}

function scalar(value: JsonValue): string {
  if (typeof value !== "string") {
    return JSON.stringify(value);
  }
  if (otherTypes.some((form) => form.test(value)) || /\p{Cc}/u.test(value)) {
    return JSON.stringify(value);
  }
  const isPlain = plainText.test(value) && !/: | #/u.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}
