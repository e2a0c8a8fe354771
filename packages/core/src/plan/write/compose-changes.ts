import { isSameJson } from "../../json-fields.ts";
import { replaceAt, valueAt } from "../../json-pointer.ts";
import type { JsonValue } from "../../json-value.ts";
import type { FieldChange } from "../object-change.ts";

/**
 * What changes do one after the other, as changes that can be made at once: a field that changes
 * twice changes from what it held first to what it holds last.
 *
 * @returns undefined where the later changes do not follow from the earlier ones
 */
export function composeChanges(
  earlier: readonly FieldChange[],
  later: readonly FieldChange[],
): readonly FieldChange[] | undefined {
  let composed: readonly FieldChange[] | undefined = earlier;
  for (const change of later) {
    composed = composed && withChange(composed, change);
  }
  return composed?.filter(({ from, to }) => !isSameJson(from, to));
}

function withChange(
  changes: readonly FieldChange[],
  change: FieldChange,
): readonly FieldChange[] | undefined {
  const { pointer } = change;
  if (changes.some((one) => movesItems(one, pointer) || movesItems(change, one.pointer))) {
    return undefined;
  }
  const around = changes.find((one) => isAtOrBelow(pointer, one.pointer));
  if (around !== undefined) {
    const inner = pointer.slice(around.pointer.length);
    const found = inside(around.to, inner);
    if (!isSameJson(found, change.from) && !isSameJson(found, change.to)) {
      return undefined;
    }
    const to = replaceInside(around.to, inner, change.to);
    return (
      to && changes.map((one) => (one === around ? field(one.pointer, one.from, to.value) : one))
    );
  }
  const within = changes.filter((one) => isAtOrBelow(one.pointer, pointer));
  let { from } = change;
  for (const one of within.toReversed()) {
    const inner = one.pointer.slice(pointer.length);
    if (!isSameJson(inside(from, inner), one.to)) {
      return undefined;
    }
    const reverted = replaceInside(from, inner, one.from);
    if (reverted === undefined) {
      return undefined;
    }
    from = reverted.value;
  }
  const kept = changes.filter((one) => !within.includes(one));
  return [...kept, field(pointer, from, change.to)];
}

/** Whether a change takes out what may be the item of a list that another pointer leads into. */
function movesItems({ pointer, to }: FieldChange, other: string): boolean {
  const list = /^(?<list>.*)\/\d+$/u.exec(pointer)?.groups?.["list"];
  return to === undefined && list !== undefined && other.startsWith(`${list}/`);
}

/** Whether a pointer leads to a place, or into what stands there. */
export function isAtOrBelow(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

function inside(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  return value === undefined ? undefined : valueAt(value, pointer);
}

function replaceInside(
  value: JsonValue | undefined,
  pointer: string,
  put: JsonValue | undefined,
): { readonly value: JsonValue | undefined } | undefined {
  if (pointer === "") {
    return { value: put };
  }
  const whole = replaceAt(value === undefined ? {} : { value }, `/value${pointer}`, put);
  return whole && { value: whole["value"] };
}

function field(
  pointer: string,
  from: JsonValue | undefined,
  to: JsonValue | undefined,
): FieldChange {
  return { pointer, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
