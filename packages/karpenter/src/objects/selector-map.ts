import type { JsonObject, JsonValue } from "@imagewright/core";

/** One alternative of a selector, whatever it selects. */
export interface SelectorTerm {
  readonly id?: string;
  readonly name?: string;
  readonly owner?: string;
  readonly tags?: { readonly [key: string]: string };
}

type SpecialField = "id" | "name" | "owner";

/** Keys of a v1alpha1 selector that are no tags; `aws-ids` is known to every version of it. */
const specialKeys = new Map<string, SpecialField>([
  ["aws::owners", "owner"],
  ["aws-ids", "id"],
  ["aws::ids", "id"],
  ["aws::name", "name"],
]);

const spellings: Readonly<Record<SpecialField, string>> = {
  id: "aws-ids",
  name: "aws::name",
  owner: "aws::owners",
};

/** Whether a key of a v1alpha1 selector means ids. */
export function isIdKey(key: string): boolean {
  return specialKeys.get(key) === "id";
}

/** Most keys of all terms together; a map that means more is none that a person wrote. */
const mostKeys = 20_000;

/** What is said of such a map. */
export const tooManyTerms = "the selector means too many combinations to list them";

/**
 * The terms a v1alpha1 selector stands for: a comma list means alternatives, and each combination
 * is a term. Owners vary slowest, then ids, then names; of the tags, the first key varies fastest.
 *
 * @returns undefined for a selector that means more combinations than are ever listed
 */
export function termsOfMap(
  selector: Readonly<Record<string, string>>,
): readonly SelectorTerm[] | undefined {
  const keys = orderedEntries(selector).map(([key, text]) => ({
    key,
    values: text.split(",").map((part) => part.trim()),
  }));
  const count = keys.reduce((product, { values }) => product * values.length, 1);
  return count * keys.length > mostKeys
    ? undefined
    : Array.from({ length: count }, (_, index) => combination(keys, index));
}

interface Alternatives {
  readonly key: string;
  readonly values: readonly string[];
}

/** One value of each key; the last key varies fastest. */
function combination(keys: readonly Alternatives[], index: number): SelectorTerm {
  const tags: (readonly [string, string])[] = [];
  const special: { -readonly [Field in SpecialField]?: string } = {};
  let rest = index;
  for (const { key, values } of keys.toReversed()) {
    const value = values[rest % values.length] ?? "";
    rest = Math.floor(rest / values.length);
    const field = specialKeys.get(key);
    if (field === undefined) {
      tags.push([key, value]);
    } else {
      special[field] = value;
    }
  }
  return { ...special, ...(tags.length > 0 && { tags: Object.fromEntries(tags.toReversed()) }) };
}

/** A v1alpha1 selector that stands for exactly these terms, or why there is none. */
export function mapOfTerms(
  terms: readonly SelectorTerm[],
): { readonly map: JsonObject } | { readonly fault: string } {
  const values = new Map<string, Set<string>>();
  for (const term of terms) {
    for (const [key, value] of pairsOf(term)) {
      if (value.includes(",") || value.trim() !== value || value === "" || key === "") {
        return { fault: "a value has a comma, or blanks at its ends, or is empty" };
      }
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    if (Object.keys(term.tags ?? {}).some((key) => specialKeys.has(key))) {
      return { fault: "a tag bears the name of one of Karpenter's own keys" };
    }
  }
  const map = Object.fromEntries([...values].map(([key, set]) => [key, [...set].join(",")]));
  const combinations = [...values.values()].reduce((product, set) => product * set.size, 1);
  return values.size > 0 && combinations === terms.length && isSame(termsOfMap(map), terms)
    ? { map }
    : { fault: "the terms are not all combinations of some values, which is what a map can say" };
}

/** Whether two selectors have the same terms, in whatever order. */
function isSame(a: readonly SelectorTerm[] = [], b: readonly SelectorTerm[]): boolean {
  const texts = (terms: readonly SelectorTerm[]): string => termTexts(terms).join("\n");
  return texts(a) === texts(b);
}

function termTexts(terms: readonly SelectorTerm[]): readonly string[] {
  return terms
    .map((term) => JSON.stringify(pairsOf(term).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted();
}

function pairsOf(term: SelectorTerm): readonly (readonly [string, string])[] {
  const { id, name, owner, tags = {} } = term;
  return [
    ...(owner === undefined ? [] : [[spellings.owner, owner] as const]),
    ...(id === undefined ? [] : [[spellings.id, id] as const]),
    ...(name === undefined ? [] : [[spellings.name, name] as const]),
    ...Object.entries(tags),
  ];
}

function orderedEntries(
  selector: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  const order = [...specialKeys.keys()];
  const rank = (key: string): number => (specialKeys.has(key) ? order.indexOf(key) : order.length);
  return Object.entries(selector).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? 1 : -1));
}

/** A selector as a map of texts; undefined where it is none. */
export function textMap(
  value: JsonValue | undefined,
): { readonly [key: string]: string } | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === "string")
    ? Object.fromEntries(entries)
    : undefined;
}
