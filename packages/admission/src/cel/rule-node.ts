import { isSameJson, type JsonValue } from "@imagewright/core";

import type { StructuralSchema } from "../schema/structural-schema.ts";

/** A value of an object, and the rules that are about it. */
export interface RuleNode {
  readonly value: JsonValue;
  /** The old value that belongs to it, if any. */
  readonly old: JsonValue | undefined;
  /** The schema that says what the value is. */
  readonly schema: StructuralSchema;
  /** The schemas whose rules are asked: the value's own first, then those combined with it. */
  readonly rules: readonly StructuralSchema[];
  /** The name or number the value has in what holds it. */
  readonly key: string | number;
  /** What holds the value; undefined for the whole object. */
  readonly parent: RuleNode | undefined;
}

/** Where the value stands in the object. */
export function pathOf({ key, parent }: RuleNode): readonly (string | number)[] {
  return parent === undefined ? [] : [...pathOf(parent), key];
}

/** Whether the value stood there before; where no old value belongs to it, whether what holds it did. */
export function isUnchanged(node: RuleNode | undefined): boolean {
  if (node === undefined) {
    return false;
  }
  return node.old === undefined ? isUnchanged(node.parent) : isSameJson(node.value, node.old);
}
