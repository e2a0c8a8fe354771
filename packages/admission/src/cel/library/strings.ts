import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import type { CelValue } from "../value/cel-value.ts";
import { sliceText, textSize, toCodePoints, toUnits } from "../value/code-points.ts";
import { ListValue } from "../value/list-value.ts";
import { asCount, asInt, asList, asText, type Implementation } from "./arguments.ts";
import { formatText } from "./format-text.ts";
import { quoteText } from "./quote-text.ts";

/**
 * Functions of texts. Places are counted in code points.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/ext#Strings
 */
export const stringFunctions: Readonly<Record<string, Implementation>> = {
  "string.contains(string): bool": scan((text, part) => text.includes(part)),
  "string.startsWith(string): bool": scan((text, part) => text.startsWith(part)),
  "string.endsWith(string): bool": scan((text, part) => text.endsWith(part)),
  "string.charAt(int): string": charAt,
  "string.indexOf(string): int": indexOf,
  "string.indexOf(string, int): int": indexOf,
  "string.lastIndexOf(string): int": lastIndexOf,
  "string.lastIndexOf(string, int): int": lastIndexOf,
  "string.lowerAscii(): string": map((text) =>
    text.replace(/[A-Z]+/gu, (part) => part.toLowerCase()),
  ),
  "string.upperAscii(): string": map((text) =>
    text.replace(/[a-z]+/gu, (part) => part.toUpperCase()),
  ),
  "string.trim(): string": map(trim),
  "string.replace(string, string): string": replace,
  "string.replace(string, string, int): string": replace,
  "string.split(string): list<string>": split,
  "string.split(string, int): list<string>": split,
  "string.substring(int): string": substring,
  "string.substring(int, int): string": substring,
  "list<string>.join(): string": join,
  "list<string>.join(string): string": join,
  "string.format(list<dyn>): string": ([text, values], meter) =>
    formatText(asText(text), asList(values), meter),
  "strings.quote(string): string": map(quoteText),
};

function scan(test: (text: string, part: string) => boolean): Implementation {
  return ([first, second], meter) => {
    const [text, part] = [asText(first), asText(second)];
    meter.spendText(text.length + part.length);
    return test(text, part);
  };
}

function map(change: (text: string) => string): Implementation {
  return ([operand], meter) => {
    const text = asText(operand);
    meter.spendText(4 * text.length);
    return change(text);
  };
}

/** White space as Unicode has it: unlike in JavaScript without U+FEFF, with U+0085. */
function trim(text: string): string {
  return text
    .replace(/^(?:\u0085|(?!\uFEFF)\s)+/u, "")
    .replace(/(?<!(?:\u0085|(?!\uFEFF)\s))(?:\u0085|(?!\uFEFF)\s)+$/u, "");
}

function outOfRange(place: CelValue | undefined): CelError {
  return new CelError(`index out of range: ${String(asInt(place))}`);
}

function charAt([operand, place]: readonly CelValue[], meter: Meter): string {
  const text = asText(operand);
  meter.spendText(text.length);
  const index = asCount(place);
  if (index < 0 || index > textSize(text)) {
    throw outOfRange(place);
  }
  return sliceText(text, index, index + 1);
}

function indexOf([operand, search, from]: readonly CelValue[], meter: Meter): bigint {
  const [text, part] = [asText(operand), asText(search)];
  meter.spendText(text.length + part.length);
  const start = from === undefined ? 0 : asCount(from);
  if (part === "") {
    return BigInt(start);
  }
  if (start < 0 || start >= textSize(text)) {
    if (from === undefined) {
      return -1n;
    }
    throw outOfRange(from);
  }
  return BigInt(toCodePoints(text, text.indexOf(part, toUnits(text, start))));
}

function lastIndexOf([operand, search, from]: readonly CelValue[], meter: Meter): bigint {
  const [text, part] = [asText(operand), asText(search)];
  meter.spendText(text.length + part.length);
  const length = textSize(text);
  const start = from === undefined ? length : asCount(from);
  if (part === "") {
    return BigInt(start);
  }
  if (from !== undefined && (start < 0 || start >= length)) {
    throw outOfRange(from);
  }
  return BigInt(toCodePoints(text, text.lastIndexOf(part, toUnits(text, start))));
}

function substring([operand, from, to]: readonly CelValue[], meter: Meter): string {
  const text = asText(operand);
  meter.spendText(text.length);
  const length = textSize(text);
  const start = asCount(from);
  const end = to === undefined ? length : asCount(to);
  if (to !== undefined && start > end) {
    throw new CelError(`invalid substring range. start: ${start}, end: ${end}`);
  }
  if (start < 0 || start > length) {
    throw outOfRange(from);
  }
  if (end < 0 || end > length) {
    throw outOfRange(to);
  }
  return sliceText(text, start, end);
}

/** How many pieces a limit allows; below zero there is none. */
function pieces(limit: CelValue | undefined): number {
  const count = limit === undefined ? -1 : asCount(limit);
  return count < 0 ? Number.POSITIVE_INFINITY : count;
}

function split([operand, by, limit]: readonly CelValue[], meter: Meter): ListValue {
  const [text, separator] = [asText(operand), asText(by)];
  meter.spendText(2 * text.length);
  const count = pieces(limit);
  return new ListValue(count === 0 ? [] : splitText(text, separator, count, meter));
}

/** At most so many pieces; the last one holds the rest. */
function splitText(text: string, separator: string, count: number, meter: Meter): string[] {
  if (separator === "") {
    meter.spend(text.length);
    const all = Array.from(text);
    return all.length <= count ? all : [...all.slice(0, count - 1), all.slice(count - 1).join("")];
  }
  const parts: string[] = [];
  let start = 0;
  while (parts.length + 1 < count) {
    const end = text.indexOf(separator, start);
    if (end < 0) {
      break;
    }
    meter.spend(1);
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  return [...parts, text.slice(start)];
}

function replace([operand, search, by, limit]: readonly CelValue[], meter: Meter): string {
  const [text, part, replacement] = [asText(operand), asText(search), asText(by)];
  meter.spendText(2 * text.length);
  const count = pieces(limit);
  if (count === 0) {
    return text;
  }
  const parts =
    part === "" ? betweenCharacters(text, count, meter) : splitText(text, part, count + 1, meter);
  meter.spendText(text.length + parts.length * replacement.length);
  return parts.join(replacement);
}

/** An empty text stands before every character, and at the end. */
function betweenCharacters(text: string, count: number, meter: Meter): string[] {
  meter.spend(text.length);
  const characters = ["", ...Array.from(text), ""];
  return characters.length - 1 <= count
    ? characters
    : [...characters.slice(0, count), characters.slice(count).join("")];
}

function join([operand, by]: readonly CelValue[], meter: Meter): string {
  const separator = by === undefined ? "" : asText(by);
  const list = asList(operand);
  const texts = Array.from(list, (item) => {
    const text = asText(item);
    meter.spend(1);
    meter.spendText(2 * (text.length + separator.length));
    return text;
  });
  return texts.join(separator);
}
