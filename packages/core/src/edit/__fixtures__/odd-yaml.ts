import { yamlScalar } from "../../emit/yaml.ts";
import { isJsonList, isJsonObject, type JsonValue } from "../../json-value.ts";

/** Decides one thing: a number from 0 up to, and without, a limit. */
export type Dice = (limit: number) => number;

/** Decisions that are the same for the same numbers; zeros once these are used up. */
export function diceOf(numbers: readonly number[]): Dice {
  let at = 0;
  return (limit) => (numbers[at++] ?? 0) % limit;
}

/** Writes a value as people do: every line indented, quoted and commented in another way. */
export function writeOddly(value: JsonValue, roll: Dice): string {
  const lines = [
    ...preamble(roll),
    ...(isInline(value) ? [inline(value, roll)] : block(value, 0, roll)),
  ];
  const tail = roll(3) === 0 ? ["", "# the end"] : [];
  const lineFeed = roll(4) === 0 ? "\r\n" : "\n";
  return [...lines, ...tail].join(lineFeed) + (roll(4) === 0 ? "" : lineFeed);
}

function preamble(roll: Dice): readonly string[] {
  return (
    [
      [],
      ["# a file"],
      ["---"],
      ["--- # marked", "# and a comment", ""],
      ["# a file", "", "# and this"],
    ][roll(5)] ?? []
  );
}

function block(value: JsonValue, column: number, roll: Dice): string[] {
  const pad = " ".repeat(column);
  const entries = isJsonList(value)
    ? value.map((item) => [`-${" ".repeat(1 + roll(3))}`, item] as const)
    : Object.entries(isJsonObject(value) ? value : {}).map(
        ([name, item]) => [keyText(name, roll), item] as const,
      );
  return entries.flatMap(([head, item]) => {
    const above = roll(5) === 0 ? [`${pad}# above ${roll(9)}`] : roll(8) === 0 ? [""] : [];
    return [...above, ...entry(pad, head, item, isJsonList(value), roll)];
  });
}

function keyText(name: string, roll: Dice): string {
  const plain = yamlScalar(name);
  const quoted =
    [plain, plain, JSON.stringify(name), `'${name.replaceAll("'", "''")}'`][roll(4)] ?? plain;
  return `${/^[ -~]*$/u.test(name) ? quoted : plain}${roll(12) === 0 ? " " : ""}:`;
}

function entry(pad: string, head: string, item: JsonValue, ofList: boolean, roll: Dice): string[] {
  const note = roll(5) === 0 ? `${" ".repeat(1 + roll(3))}# note: ${roll(9)}` : "";
  if (
    typeof item === "string" &&
    /\n/u.test(item) &&
    /^[!-~][ -~]*(?:\n[!-~][ -~]*)+\n?$/u.test(item)
  ) {
    const body = item.replace(/\n$/u, "").split("\n");
    const inner = `${pad}${" ".repeat((ofList ? 1 : 1) + roll(4))}`;
    const header = `|${item.endsWith("\n") ? "" : "-"}${note}`;
    return [`${pad}${head}${ofList ? "" : " "}${header}`, ...body.map((line) => inner + line)];
  }
  if (isInline(item) || roll(5) === 0) {
    const text = item === null && roll(2) === 0 ? "" : flowOrScalar(item, pad, roll);
    const gap = ofList || text === "" ? "" : " ".repeat(1 + (roll(6) === 0 ? roll(3) : 0));
    return `${pad}${text === "" ? head.trimEnd() : head}${gap}${text}${note}`.split("\n");
  }
  if (ofList && roll(4) > 0) {
    const lines = block(item, pad.length + head.length, roll).filter((line) => line.trim() !== "");
    const first = lines.findIndex((line) => !line.trim().startsWith("#"));
    return [`${pad}${head}${(lines[first] ?? "").trimStart()}`, ...lines.slice(first + 1)];
  }
  const step = isJsonList(item) && !ofList ? roll(3) : 1 + roll(4);
  return [`${pad}${head.trimEnd()}${note}`, ...block(item, pad.length + step, roll)];
}

function flowOrScalar(item: JsonValue, pad: string, roll: Dice): string {
  if (isInline(item)) {
    return inline(item, roll);
  }
  if (roll(3) > 0) {
    return flow(item, roll);
  }
  const inner = `\n${pad}${" ".repeat(1 + roll(3))}`;
  const [open, close] = isJsonList(item) ? "[]" : "{}";
  const note = (): string => (roll(4) === 0 ? " # in brackets" : "");
  const parts = flowEntries(item, roll);
  const lines = parts.map(
    (part, index) => `${part}${index < parts.length - 1 || roll(3) === 0 ? "," : ""}${note()}`,
  );
  return `${open ?? ""}${inner}${lines.join(inner)}${inner}${close ?? ""}`;
}

function flow(value: JsonValue, roll: Dice): string {
  if (isInline(value)) {
    return inline(value, roll).replace(/^$/u, "null");
  }
  const entries = flowEntries(value, roll).join(roll(3) === 0 ? " , " : ", ");
  const blank = roll(2) === 0 ? " " : "";
  const comma = roll(6) === 0 ? "," : "";
  return isJsonList(value)
    ? `[${blank}${entries}${comma}${blank}]`
    : `{${blank}${entries}${comma}${blank}}`;
}

function flowEntries(value: JsonValue, roll: Dice): string[] {
  return isJsonList(value)
    ? value.map((item) => flow(item, roll))
    : Object.entries(isJsonObject(value) ? value : {}).map(
        ([name, item]) => `${yamlScalar(name)}: ${flow(item, roll)}`,
      );
}

/** Scalars, and what is empty. */
function isInline(value: JsonValue): boolean {
  return typeof value !== "object" || value === null || Object.keys(value).length === 0;
}

function inline(value: JsonValue, roll: Dice): string {
  if (typeof value === "string") {
    const isAscii = /^[ -~]*$/u.test(value);
    const forms = [yamlScalar(value), JSON.stringify(value), `'${value.replaceAll("'", "''")}'`];
    return isAscii ? (forms[roll(3)] ?? "") : yamlScalar(value);
  }
  if (typeof value !== "object") {
    return yamlScalar(value);
  }
  return value === null ? (["null", "~"][roll(2)] ?? "~") : isJsonList(value) ? "[]" : "{}";
}
