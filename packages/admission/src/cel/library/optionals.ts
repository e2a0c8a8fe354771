import { CelError } from "../cel-error.ts";
import {
  CelList,
  CelMap,
  type CelValue,
  Duration,
  noneOptional,
  Optional,
  Uint,
} from "../value/cel-value.ts";
import { asInstance, type Implementation } from "./arguments.ts";

/**
 * Values that may be absent.
 *
 * @see https://pkg.go.dev/github.com/google/cel-go/cel#OptionalTypes
 */
export const optionalFunctions: Readonly<Record<string, Implementation>> = {
  "optional.of(T): optional<T>": ([value]) => new Optional(value ?? null),
  "optional.ofNonZeroValue(T): optional<T>": ([value]) =>
    isZero(value ?? null) ? noneOptional : new Optional(value ?? null),
  "optional.none(): optional<T>": () => noneOptional,
  "optional<T>.hasValue(): bool": ([optional]) =>
    asInstance(optional, Optional).value !== undefined,
  "optional<T>.value(): T": ([optional]) => valueOf(asInstance(optional, Optional)),
};

function valueOf({ value }: Optional): CelValue {
  if (value === undefined) {
    throw new CelError("optional.none() dereference");
  }
  return value;
}

function isZero(value: CelValue): boolean {
  if (value instanceof CelList || value instanceof CelMap) {
    return value.size === 0;
  }
  if (value instanceof Uint8Array) {
    return value.length === 0;
  }
  if (value instanceof Uint) {
    return value.value === 0n;
  }
  if (value instanceof Duration) {
    return value.nanoseconds === 0n;
  }
  return value === null || value === false || value === "" || value === 0n || value === 0;
}
