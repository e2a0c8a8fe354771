import { CelError } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { CelMap, type CelValue, Uint } from "./cel-value.ts";

/** A map whose entries are there already. Keys are texts, whole numbers or booleans. */
export class MapValue extends CelMap {
  readonly #entries: ReadonlyMap<string, readonly [CelValue, CelValue]>;

  private constructor(entries: ReadonlyMap<string, readonly [CelValue, CelValue]>) {
    super();
    this.#entries = entries;
  }

  /** @throws {CelError} where a key stands twice, or is of a type that no key has */
  static of(pairs: Iterable<readonly [CelValue, CelValue]>, meter: Meter): MapValue {
    const entries = new Map<string, readonly [CelValue, CelValue]>();
    for (const pair of pairs) {
      const key = paidKey(pair[0], meter);
      if (key === undefined) {
        throw new CelError("unsupported key type");
      }
      if (entries.has(key)) {
        throw new CelError(`insert failed: key ${key.slice(1)} already exists`);
      }
      entries.set(key, pair);
    }
    return new MapValue(entries);
  }

  override get size(): number {
    return this.#entries.size;
  }

  override keys(): readonly CelValue[] {
    return Array.from(this.#entries.values(), ([key]) => key);
  }

  override get(key: CelValue): CelValue | undefined {
    const text = keyText(key);
    return text === undefined ? undefined : this.#entries.get(text)?.[1];
  }
}

function paidKey(key: CelValue, meter: Meter): string | undefined {
  meter.spendText(typeof key === "string" ? key.length : 0);
  return keyText(key);
}

/** Whole numbers are the same key whatever their type. */
function keyText(key: CelValue): string | undefined {
  if (typeof key === "string") {
    return `s${key}`;
  }
  if (typeof key === "bigint" || typeof key === "boolean") {
    return `v${key}`;
  }
  if (typeof key === "number") {
    return Number.isInteger(key) ? `v${BigInt(key)}` : undefined;
  }
  return key instanceof Uint ? `v${key.value}` : undefined;
}
