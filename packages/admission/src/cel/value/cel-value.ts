import type { Meter } from "../meter.ts";

/** A value of the language. A whole number is a bigint, a double a number, a text a string. */
export type CelValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | Uint8Array
  | Uint
  | Timestamp
  | Duration
  | CelList
  | CelMap
  | Optional
  | CelTypeName
  | Opaque
  | Preserved;

/** An unsigned whole number of 64 bits. */
export class Uint {
  readonly value: bigint;

  constructor(value: bigint) {
    this.value = value;
  }
}

/** A point in time, in nanoseconds since 1970. */
export class Timestamp {
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

/** A length of time, in nanoseconds. */
export class Duration {
  readonly nanoseconds: bigint;

  constructor(nanoseconds: bigint) {
    this.nanoseconds = nanoseconds;
  }
}

/** A value that may be absent. */
export class Optional {
  readonly value: CelValue | undefined;

  constructor(value: CelValue | undefined) {
    this.value = value;
  }
}

/** The optional without a value. */
export const noneOptional = new Optional(undefined);

/** What `type(x)` gives. */
export class CelTypeName {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A value of a Kubernetes library: an address, a quantity. */
export abstract class Opaque {
  abstract readonly typeName: string;

  /** Whether another value of the same type is the same. */
  abstract equals(other: Opaque): boolean;

  /** The value as `string(x)` gives it; undefined where the type has no such conversion. */
  toText(): string | undefined {
    return undefined;
  }
}

/** Data the schema says nothing about: all that can be asked is whether it is equal. */
export class Preserved {
  readonly json: unknown;

  constructor(json: unknown) {
    this.json = json;
  }
}

/** Tells items of a list apart whose order does not count. */
export type ItemIdentity = (item: CelValue, meter: Meter) => string;

/** A list. Items are converted when they are looked at. */
export abstract class CelList {
  abstract readonly size: number;
  /** Lists of the types `set` and `map`: what makes two items the same. */
  abstract readonly identity: ItemIdentity | undefined;

  /** @param index - from 0 up to the size, not checked */
  abstract at(index: number): CelValue;

  *[Symbol.iterator](): Generator<CelValue> {
    for (let index = 0; index < this.size; index += 1) {
      yield this.at(index);
    }
  }
}

/** A map, or an object with fields. Values are converted when they are looked at. */
export abstract class CelMap {
  abstract readonly size: number;

  abstract keys(): readonly CelValue[];

  /** The value of a key; undefined where there is none. */
  abstract get(key: CelValue): CelValue | undefined;

  /** Objects of a schema have an equality of their own; undefined leaves it to the keys. */
  compareFields(_other: CelMap, _equal: Equality): boolean | undefined {
    return undefined;
  }
}

/** Whether two values are equal. */
export type Equality = (left: CelValue, right: CelValue) => boolean;

/** The name of a value's type, as `type(x)` and errors say it. */
export function typeNameOf(value: CelValue): string {
  switch (typeof value) {
    case "bigint":
      return "int";
    case "number":
      return "double";
    case "boolean":
      return "bool";
    case "string":
      return "string";
    default:
      return value === null ? "null_type" : typeNameOfObject(value);
  }
}

function typeNameOfObject(
  value: Exclude<CelValue, null | boolean | bigint | number | string>,
): string {
  if (value instanceof CelList) {
    return "list";
  }
  if (value instanceof CelMap) {
    return "map";
  }
  if (value instanceof Opaque) {
    return value.typeName;
  }
  if (value instanceof Uint) {
    return "uint";
  }
  if (value instanceof Uint8Array) {
    return "bytes";
  }
  if (value instanceof Timestamp) {
    return "google.protobuf.Timestamp";
  }
  if (value instanceof Duration) {
    return "google.protobuf.Duration";
  }
  if (value instanceof Optional) {
    return "optional_type";
  }
  return value instanceof CelTypeName ? "type" : "unknown";
}
