import { noSuchOverload } from "../cel-error.ts";
import type { Meter } from "../meter.ts";
import { CelList, CelMap, type CelValue } from "../value/cel-value.ts";
import { textSize } from "../value/code-points.ts";
import type { Implementation } from "./arguments.ts";

/** How many characters, bytes, items or keys there are. */
export const sizeFunctions: Readonly<Record<string, Implementation>> = {
  "size(string): int": size,
  "size(bytes): int": size,
  "size(list<T>): int": size,
  "size(map<K, V>): int": size,
  "string.size(): int": size,
  "bytes.size(): int": size,
  "list<T>.size(): int": size,
  "map<K, V>.size(): int": size,
};

function size([operand]: readonly CelValue[], meter: Meter): bigint {
  if (typeof operand === "string") {
    meter.spendText(operand.length);
    return BigInt(textSize(operand));
  }
  if (operand instanceof CelList || operand instanceof CelMap) {
    return BigInt(operand.size);
  }
  if (operand instanceof Uint8Array) {
    return BigInt(operand.length);
  }
  throw noSuchOverload();
}
