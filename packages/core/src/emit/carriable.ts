import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import type { JsonObject, JsonValue } from "../json-value.ts";

/** What one printed place of a text may hold. */
export type Scalar = string | number | boolean;

/** Why a sink refuses a value: one clause, never with the value itself. */
export interface Refusal {
  readonly reason: string;
  readonly hint?: string;
}

/** What a format adds to the rules that hold everywhere. */
export interface CarryRules {
  /** The name of the format, as errors show it. */
  readonly sink: string;
  /** Whether the format can say null. */
  readonly nulls: boolean;
  /** What is wrong with a text, a key included, that other formats would carry. */
  readonly text?: (text: string) => Refusal | undefined;
  /** What is wrong with a list that other formats would carry. */
  readonly list?: (list: readonly JsonValue[]) => Refusal | undefined;
}

interface Fault extends Refusal {
  /** Segments of the pointer, the innermost first. */
  readonly path: (string | number)[];
}

/** How deep maps and lists may nest. */
export const maximumDepth = 100;

/** Every text this matches is carried by every sink: most are, and matching is quick. */
const harmless = /^[\t\n -~]*$/u;

/**
 * Refuses what a format cannot carry exactly: NUL, lone surrogates, numbers that are not finite,
 * minus zero, integers beyond 2^53, anything that is not plain data, cycles, nesting beyond 100.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` with the pointer to the first such value; for a key,
 * to the map that holds it
 */
export function assertCarriable(value: unknown, rules: CarryRules): void {
  const fault = faultOf(value, rules, 0);
  if (fault !== undefined) {
    throw valueRefused(
      rules.sink,
      formatPointer(fault.path.toReversed()),
      fault.reason,
      fault.hint,
    );
  }
}

/** What is wrong with a text in every sink. */
export function textRefusal(text: string): Refusal | undefined {
  if (harmless.test(text)) {
    return undefined;
  }
  if (text.includes("\0")) {
    return { reason: "it holds a NUL character", hint: "Remove the NUL character." };
  }
  return text.isWellFormed()
    ? undefined
    : { reason: "it holds half of a surrogate pair", hint: "Write whole Unicode characters." };
}

/** Refuses a text that has no place of its own in what is written. */
export function assertCarriableText(sink: string, text: string, pointer = ""): void {
  const refusal = textRefusal(text);
  if (refusal !== undefined) {
    throw valueRefused(sink, pointer, refusal.reason, refusal.hint);
  }
}

/** `Array.isArray` for lists nobody may change. */
export function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function faultOf(value: unknown, rules: CarryRules, depth: number): Fault | undefined {
  switch (typeof value) {
    case "string":
      return faultAt(textRefusal(value) ?? rules.text?.(value));
    case "boolean":
      return undefined;
    case "number":
      return faultAt(numberRefusal(value));
    case "object":
      return value === null ? faultAt(nullRefusal(rules)) : faultInside(value, rules, depth);
    case "bigint":
    case "function":
    case "symbol":
    case "undefined":
    default:
      return faultAt({ reason: `it is of type ${typeof value}, which is no data` });
  }
}

function faultInside(value: object, rules: CarryRules, depth: number): Fault | undefined {
  if (depth === maximumDepth) {
    const reason = `it is nested deeper than ${maximumDepth} levels, or holds itself`;
    return faultAt({ reason, hint: "Make the value flatter." });
  }
  if (isList(value)) {
    return faultInList(value, rules, depth + 1) ?? faultAt(rules.list?.(value));
  }
  return isPlain(value)
    ? faultInMap(value, rules, depth + 1)
    : faultAt({ reason: "it is an instance of a class, not plain data" });
}

function faultInList(
  list: readonly JsonValue[],
  rules: CarryRules,
  depth: number,
): Fault | undefined {
  for (let index = 0; index < list.length; index += 1) {
    const fault = faultOf(list[index], rules, depth);
    if (fault !== undefined) {
      fault.path.push(index);
      return fault;
    }
  }
  return undefined;
}

function faultInMap(map: JsonObject, rules: CarryRules, depth: number): Fault | undefined {
  for (const key of Object.keys(map)) {
    const refusal = textRefusal(key) ?? rules.text?.(key);
    if (refusal !== undefined) {
      return faultAt({ ...refusal, reason: `in one of its keys, ${refusal.reason}` });
    }
    const fault = faultOf(map[key], rules, depth);
    if (fault !== undefined) {
      fault.path.push(key);
      return fault;
    }
  }
  return undefined;
}

function faultAt(refusal: Refusal | undefined): Fault | undefined {
  return refusal === undefined ? undefined : { ...refusal, path: [] };
}

/** What is wrong with a number in every sink. */
export function numberRefusal(value: number): Refusal | undefined {
  if (!Number.isFinite(value)) {
    return { reason: "the number is not finite" };
  }
  if (Object.is(value, -0)) {
    return { reason: "it is minus zero, which readers take for zero", hint: "Write 0." };
  }
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? { reason: "the integer is beyond 2^53, where digits are lost", hint: "Write it as text." }
    : undefined;
}

function nullRefusal({ nulls }: CarryRules): Refusal | undefined {
  return nulls ? undefined : { reason: "the format has no null", hint: "Leave the key out." };
}

/** Data from any realm: no prototype, or one that has none itself. */
export function isPlain(value: object): value is JsonObject {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    prototype === Object.prototype ||
    Object.getPrototypeOf(prototype) === null
  );
}
