import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  replaceAt,
} from "@imagewright/core";

/** A pseudo-random sequence (xorshift), so that a failure can be looked at again. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** An object with one change, and what was changed. */
export interface Broken {
  readonly what: string;
  readonly object: JsonObject;
}

const strangers: readonly JsonValue[] = [
  "",
  "text",
  "ami-09709369c53539c11",
  "10%",
  0,
  -1,
  3,
  2 ** 31,
  1.5,
  true,
  [],
  [1],
  ["a"],
  {},
  { a: "b" },
  { id: "x", name: "y" },
];

/** The object with one place changed, taken away, or added. */
export function breakObject(
  object: JsonObject,
  random: (below: number) => number,
): Broken | undefined {
  const places = placesBelow(object["spec"] ?? {}, ["spec"]);
  const place = places[random(places.length)] ?? ["spec"];
  const stranger = strangers[random(strangers.length)] ?? "";
  const choice = random(4);
  const pointer = formatPointer(choice === 0 ? [...place, `field${random(3)}`] : place);
  const value = choice === 1 ? undefined : stranger;
  const changed = replaceAt(object, pointer, value);
  return changed && { what: `${pointer} = ${JSON.stringify(value)}`, object: changed };
}

function placesBelow(value: JsonValue, at: readonly (string | number)[]): (string | number)[][] {
  const children: [string | number, JsonValue][] = Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item, index) => [index, item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return [[...at], ...children.flatMap(([key, child]) => placesBelow(child, [...at, key]))];
}
