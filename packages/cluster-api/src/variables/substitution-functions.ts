import { matchedPrefixes, parseGlob } from "./glob.ts";

/** What a function makes of a value, or why that is refused. */
type FunctionResult = { readonly text: string } | { readonly refusal: string };

/** Longest value and pattern that are matched with one another. */
const maxMatched = 4096;

type SubstitutionFunction = (value: string, parameters: readonly string[]) => FunctionResult;

/**
 * The functions of drone/envsubst by their signs, with its results: lengths and offsets count
 * bytes of UTF-8, and a default stands in for an empty value too.
 */
export const substitutionFunctions: ReadonlyMap<string, SubstitutionFunction> = new Map<
  string,
  SubstitutionFunction
>([
  ["", (value) => ({ text: value })],
  ["=", orDefault],
  [":=", orDefault],
  [":-", orDefault],
  ["length", (value) => ({ text: String(byteLength(value)) })],
  ["^", (value) => changeCase(value, upper, 1)],
  ["^^", (value) => changeCase(value, upper)],
  [",", (value) => changeCase(value, lower, 1)],
  [",,", (value) => changeCase(value, lower)],
  [":", substring],
  ["#", (value, [pattern = ""]) => trimPrefix(value, pattern, "shortest")],
  ["##", (value, [pattern = ""]) => trimPrefix(value, pattern, "longest")],
  ["%", (value, [pattern = ""]) => trimSuffix(value, pattern, "shortest")],
  ["%%", (value, [pattern = ""]) => trimSuffix(value, pattern, "longest")],
  ["/", (value, [from = "", to = ""]) => ({ text: value.replace(from, () => to) })],
  ["//", (value, [from = "", to = ""]) => replaceAll(value, from, to)],
  ["/#", replacePrefix],
  ["/%", replaceSuffix],
]);

function orDefault(value: string, parameters: readonly string[]): FunctionResult {
  return { text: value === "" ? parameters.join("") : value };
}

function substring(value: string, [position = "", length]: readonly string[]): FunctionResult {
  const start = wholeNumber(position);
  const count = length === undefined ? undefined : wholeNumber(length);
  if (start === undefined || (length !== undefined && count === undefined)) {
    return { text: value };
  }
  const size = byteLength(value);
  const from = start < 0 ? Math.max(0, size + start) : start;
  if (count !== undefined && count < 0) {
    return { refusal: "the length is negative, which clusterctl crashes on" };
  }
  const to = count === undefined ? size : Math.min(size, from + count);
  return from >= size ? { text: "" } : sliceBytes(value, from, to);
}

/** A number as Go's `Atoi` reads it. */
function wholeNumber(text: string): number | undefined {
  const value = /^[+-]?\d+$/u.test(text) ? Number(text) : undefined;
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}

function sliceBytes(value: string, from: number, to: number): FunctionResult {
  const starts: number[] = [];
  let place = 0;
  const characters = Array.from(value);
  for (const character of characters) {
    starts.push(place);
    place += byteLength(character);
  }
  starts.push(place);
  const [first, last] = [starts.indexOf(from), starts.indexOf(to)];
  return first === -1 || last === -1
    ? { refusal: "the offset is in the middle of a character" }
    : { text: characters.slice(first, last).join("") };
}

function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x8_00 ? 2 : point < 0x1_00_00 ? 3 : 4;
  }
  return bytes;
}

function upper(character: string): string {
  return character.toUpperCase();
}

function lower(character: string): string {
  return character.toLowerCase();
}

/** Letters that have no counterpart of one letter are where Go and JavaScript part. */
function changeCase(
  value: string,
  change: (character: string) => string,
  count = Infinity,
): FunctionResult {
  const changed = Array.from(value, (character, index) =>
    index < count ? change(character) : character,
  );
  const isSame = changed.every((character) => Array.from(character).length === 1);
  return isSame
    ? { text: changed.join("") }
    : { refusal: "a letter has no other case of one letter" };
}

function trimPrefix(value: string, pattern: string, which: "shortest" | "longest"): FunctionResult {
  const characters = Array.from(value);
  const trimmed = matchedLength(characters, pattern, which);
  return typeof trimmed === "number" ? { text: characters.slice(trimmed).join("") } : trimmed;
}

function trimSuffix(value: string, pattern: string, which: "shortest" | "longest"): FunctionResult {
  const characters = Array.from(value).toReversed();
  const trimmed = matchedLength(characters, Array.from(pattern).toReversed().join(""), which);
  return typeof trimmed === "number"
    ? { text: characters.slice(trimmed).toReversed().join("") }
    : trimmed;
}

/** Characters at the beginning that the pattern matches; nothing at all never counts. */
function matchedLength(
  characters: readonly string[],
  pattern: string,
  which: "shortest" | "longest",
): number | { readonly refusal: string } {
  const terms = parseGlob(pattern);
  if (terms === undefined) {
    return { refusal: "the pattern has a character class or an escape" };
  }
  if (characters.length > maxMatched || terms.length > maxMatched) {
    return { refusal: `value and pattern may have ${maxMatched} characters` };
  }
  const lengths = matchedPrefixes(terms, characters).filter((length) => length > 0);
  return (which === "shortest" ? lengths[0] : lengths.at(-1)) ?? 0;
}

/** An empty pattern is found between all characters, as Go has it. */
function replaceAll(value: string, from: string, to: string): FunctionResult {
  return from === ""
    ? { text: ["", ...Array.from(value), ""].join(to) }
    : { text: value.split(from).join(to) };
}

function replacePrefix(value: string, [from = "", to]: readonly string[]): FunctionResult {
  return to !== undefined && value.startsWith(from)
    ? { text: `${to}${value.slice(from.length)}` }
    : { text: value };
}

function replaceSuffix(value: string, [from = "", to]: readonly string[]): FunctionResult {
  return to !== undefined && value.endsWith(from)
    ? { text: `${value.slice(0, value.length - from.length)}${to}` }
    : { text: value };
}
