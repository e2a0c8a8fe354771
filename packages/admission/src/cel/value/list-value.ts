import type { Meter } from "../meter.ts";
import { CelList, type CelValue, type ItemIdentity } from "./cel-value.ts";

/** A list whose items are there already: a literal, or what a function returns. */
export class ListValue extends CelList {
  readonly items: readonly CelValue[];
  override readonly identity: ItemIdentity | undefined;

  constructor(items: readonly CelValue[], identity?: ItemIdentity) {
    super();
    this.items = items;
    this.identity = identity;
  }

  override get size(): number {
    return this.items.length;
  }

  override at(index: number): CelValue {
    return this.items[index] ?? null;
  }
}

/**
 * Two lists as one. A list of the type `set` or `map` on the left is merged: its items keep their
 * places, those of the right replace the same ones and stand at the end otherwise.
 */
export function concatenate(left: CelList, right: CelList, meter: Meter): CelList {
  meter.spend(left.size + right.size);
  const { identity } = left;
  if (identity === undefined) {
    return new ListValue([...left, ...right]);
  }
  const items = new Map<string, CelValue>();
  for (const item of left) {
    items.set(identity(item, meter), item);
  }
  for (const item of right) {
    items.set(identity(item, meter), item);
  }
  return new ListValue([...items.values()], identity);
}
