import fc from "fast-check";

/** One change that nobody expects. */
export interface HostileEdit {
  /** Which of the objects; counted around. */
  readonly object: number;
  /** Which place in it; counted around. */
  readonly place: number;
  readonly how: "replace" | "remove" | "add";
  readonly key: string;
  readonly value: unknown;
}

/** Names that are members of every object, or that readers look for. */
const keys = [
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "length",
  "0",
  "",
  "a/b~c",
  "spec",
  "template",
  "metadata",
  "annotations",
  "name",
  "version",
  "id",
  "image",
];

const texts = [
  "",
  " ",
  "v",
  "v1",
  "1.34",
  "v1.34.1",
  "v999999999999999999999.0.0",
  "v1.34.1-",
  "__proto__",
  "${VERSION}",
  "{{ .x }}",
  "\uD800",
  "a/b/c",
  "/subscriptions//x",
  "x".repeat(300),
];

const values: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...texts, 0, -1, 1.5, 2 ** 53, true, false, null),
  fc.constantFrom<unknown>([], {}, [null], [[]], [{}], { name: {} }, { id: [] }, { files: "x" }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Changes of a few places: another value, none, or one more. */
const hostileEdits: fc.Arbitrary<readonly HostileEdit[]> = fc.array(
  fc.record<HostileEdit>({
    object: fc.nat(1000),
    place: fc.nat(100_000),
    how: fc.constantFrom("replace", "replace", "remove", "add"),
    key: fc.constantFrom(...keys),
    value: values,
  }),
  { minLength: 1, maxLength: 4 },
);

/** Objects after some changes; what was given stays as it is. */
export function breakObjects<Value>(
  objects: readonly Value[],
  edits: readonly HostileEdit[],
): Value[] {
  const broken = structuredClone([...objects]);
  for (const { object, place, how, key, value } of edits) {
    const places = placesBelow(broken[object % broken.length]);
    const chosen = places[place % Math.max(places.length, 1)];
    if (chosen !== undefined) {
      change(chosen, how, key, structuredClone(value));
    }
  }
  return broken;
}

/**
 * Breaks worlds in 10,000 ways.
 *
 * @param faultsOf - what is wrong with what becomes of a world after some edits
 * @returns the smallest way that was found in which something is wrong, or throws, as text
 */
export function hostileFault<World>(
  worlds: readonly World[],
  faultsOf: (world: World, edits: readonly HostileEdit[]) => readonly string[],
): string | undefined {
  const property = fc.property(fc.nat(worlds.length - 1), hostileEdits, (index, edits) => {
    const faults = worlds.slice(index, index + 1).flatMap((world) => faultsOf(world, edits));
    if (faults.length > 0) {
      throw new Error(faults.join("\n"));
    }
  });
  return fc.defaultReportMessage(fc.check(property, { numRuns: 10_000 }));
}

/** A field or an item, in what holds it. */
interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesBelow(value: unknown): Place[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => [
    { holder: value, key },
    ...placesBelow(child),
  ]);
}

function change(
  { holder, key }: Place,
  how: HostileEdit["how"],
  name: string,
  value: unknown,
): void {
  if (how === "remove") {
    if (Array.isArray(holder)) {
      holder.splice(Number(key), 1);
    } else {
      Reflect.deleteProperty(holder, key);
    }
    return;
  }
  // Defined, not assigned: `__proto__` becomes a field like any other, as JSON.parse makes it.
  Object.defineProperty(holder, how === "add" && !Array.isArray(holder) ? name : key, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}
