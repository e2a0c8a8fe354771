import { inspect } from "node:util";

import { isImagewrightError } from "@imagewright/core";

/** Fails unless two values look alike; what they are made by (prototypes) does not count. */
export function expectValue(actual: unknown, expected: unknown): void {
  const [theirs, ours] = [show(plain(actual)), show(plain(expected))];
  if (theirs !== ours) {
    throw new Error(`it is\n  ${theirs}\nthe comment says\n  ${ours}`);
  }
}

/** Fails unless the code throws an error of ours with this code. */
export async function expectThrown(action: () => Promise<void>, code: string): Promise<void> {
  const thrown = await action().then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!isImagewrightError(thrown) || thrown.code !== code) {
    throw new Error(`it throws ${inspect(thrown)}, the comment says ${code}`);
  }
}

/** Maps of our readers have no prototype; comments cannot say so. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null || !isMap(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

function isMap(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function show(value: unknown): string {
  return inspect(value, {
    depth: null,
    sorted: true,
    breakLength: Infinity,
    maxArrayLength: null,
    maxStringLength: null,
  });
}
