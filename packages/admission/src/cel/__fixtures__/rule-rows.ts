import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/** A pair of objects for one rule, as `rows.yaml` describes them. */
export interface RuleRow {
  readonly name: string;
  readonly at: string;
  readonly put?: string;
  readonly also?: readonly string[];
  readonly only?: readonly string[];
  readonly old?: JsonValue;
  readonly accepted: JsonValue;
  readonly refused: JsonValue;
  readonly with?: JsonObject;
  readonly withAccepted?: JsonObject;
  readonly withRefused?: JsonObject;
}

/** A version of a definition. */
export interface RowDefinition {
  readonly folder: string;
  readonly file: string;
  readonly version: string;
  readonly tags: readonly string[];
  readonly with?: JsonObject;
}

/** The rows of a kind. */
export interface RowKind {
  readonly apiGroup: string;
  readonly kind: string;
  readonly spec: JsonObject;
  readonly definitions: readonly RowDefinition[];
  readonly include: readonly { group: string; under: string; only?: readonly string[] }[];
  readonly rows: readonly RuleRow[];
}

/** The whole file. */
export interface RuleRows {
  readonly groups: Readonly<Record<string, readonly RuleRow[]>>;
  readonly kinds: readonly RowKind[];
}

function isMeant(only: readonly string[] | undefined, { tags }: RowDefinition): boolean {
  return only === undefined || only.some((tag) => tags.includes(tag));
}

/** The rows that a definition has, those of groups with their whole paths. */
export function rowsOf(
  { rows, include }: RowKind,
  definition: RowDefinition,
  groups: RuleRows["groups"],
): readonly RuleRow[] {
  const included = include
    .filter(({ only }) => isMeant(only, definition))
    .flatMap(({ group, under }) => (groups[group] ?? []).map((row) => placed(row, under)));
  return [...rows, ...included].filter(({ only }) => isMeant(only, definition));
}

function placed(row: RuleRow, under: string): RuleRow {
  const { at, put, also } = row;
  return {
    ...row,
    at: under + at,
    ...(put !== undefined && { put: under + put }),
    ...(also !== undefined && { also: also.map((place) => under + place) }),
  };
}

/** An object of a row: the base with the value in its place. */
export function rowObject(
  kind: RowKind,
  definition: RowDefinition,
  row: RuleRow,
  which: "accepted" | "refused" | "old",
): JsonObject {
  const path = (row.put ?? row.at.split("[]")[0] ?? "").split(".").filter((part) => part !== "");
  const value = row[which] ?? null;
  const extra = { accepted: row.withAccepted, refused: row.withRefused, old: undefined }[which];
  const patches: readonly JsonObject[] = [
    { spec: definition.with ?? {} },
    { spec: row.with ?? {} },
    { spec: extra ?? {} },
  ];
  const base = {
    apiVersion: `${kind.apiGroup}/${definition.version}`,
    kind: kind.kind,
    metadata: { name: "a" },
    spec: kind.spec,
  };
  return replaced(patches.reduce(merged, base), path, value);
}

/** Maps are merged, null removes, everything else replaces. */
function merged(base: JsonObject, patch: JsonObject): JsonObject {
  const entries = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(patch)) {
    const old = ownValue(base, name);
    if (value === null) {
      entries.delete(name);
    } else {
      entries.set(name, isJsonObject(value) && isJsonObject(old) ? merged(old, value) : value);
    }
  }
  return Object.fromEntries(entries);
}

function replaced(base: JsonObject, path: readonly string[], value: JsonValue): JsonObject {
  const [name = "", ...rest] = path;
  const old = ownValue(base, name);
  const child = rest.length === 0 ? value : replaced(isJsonObject(old) ? old : {}, rest, value);
  const entries = Object.entries({ ...base, [name]: child });
  return Object.fromEntries(entries.filter(([, one]) => one !== null));
}
