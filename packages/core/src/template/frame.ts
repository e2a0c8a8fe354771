import { isPlain } from "../emit/carriable.ts";
import { valueRefused } from "../error.ts";
import { formatPointer } from "../json-pointer.ts";
import type { TemplatePath } from "./checked-template.ts";

/** What a slot holds while a template is rendered, and where in the model it came from. */
export interface Frame {
  value: unknown;
  /** The frame the value was looked up from; absent at the root and for assembled contexts. */
  readonly origin?: Frame | undefined;
  readonly parts: readonly string[];
  /** The item or entry, in a loop. */
  key: string | number | undefined;
  index: number;
  size: number;
}

/** A frame outside any loop. */
export function createFrame(value: unknown, origin?: Frame, parts: readonly string[] = []): Frame {
  return { value, origin, parts, key: undefined, index: 0, size: 0 };
}

/**
 * Follows names inwards, own properties of plain data only.
 *
 * @returns undefined where something is missing on the way
 */
export function readPath(frame: Frame, path: TemplatePath): unknown {
  if (path.data !== undefined) {
    return readLoop(frame, path.data);
  }
  let value = frame.value;
  for (const part of path.parts) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) {
      return undefined;
    }
    if (Array.isArray(value)) {
      value = part === "length" ? value.length : undefined;
    } else if (isPlain(value)) {
      value = value[part];
    } else {
      throw notData(frame, path);
    }
  }
  return value;
}

/** Where a value stands in the model. */
export function pointerOf(frame: Frame, path: TemplatePath): string {
  const segments: (string | number)[] = path.data === undefined ? path.parts.toReversed() : [];
  for (let current: Frame | undefined = frame; current !== undefined; current = current.origin) {
    if (current.key !== undefined) {
      segments.push(current.key);
    }
    segments.push(...current.parts.toReversed());
  }
  return formatPointer(segments.toReversed());
}

/** The error for something in the model that JSON could not say. */
export function notData(frame: Frame, path: TemplatePath): Error {
  const reason = "it is no plain data: models hold strings, numbers, booleans, lists and maps";
  return valueRefused("template", pointerOf(frame, path), reason);
}

function readLoop(frame: Frame, data: NonNullable<TemplatePath["data"]>): unknown {
  switch (data) {
    case "index":
      return frame.index;
    case "key":
      return frame.key;
    case "first":
      return frame.index === 0;
    case "last":
      return frame.index === frame.size - 1;
  }
}
