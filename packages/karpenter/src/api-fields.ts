import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ObjectKind,
  ownValue,
  showValue,
} from "@imagewright/core";

import table from "./data/api-fields.json" with { type: "json" };
import { karpenterDiagnostics } from "./karpenter-diagnostics.ts";
import { compareMinors, comparePatches } from "./karpenter-version.ts";

/** A field, or one of its values, that an API version got later or never. */
interface FieldRow {
  readonly kind: string;
  readonly version: string;
  /** Keys below the object; `*` is every item of a list. */
  readonly path: string;
  /** Pattern of the values meant; all of them where it is left out. */
  readonly value?: string;
  readonly since?: string;
}

interface ServedRow {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly since: string;
  readonly until?: string;
}

const served: readonly ServedRow[] = table.kinds;
const gated: readonly FieldRow[] = table.fields;
const absent: readonly FieldRow[] = table.absent;

/** Whether a version of Karpenter serves an API version; kinds of others are not judged. */
export function checkServed(
  { group, kind, version }: ObjectKind,
  karpenterVersion: string,
  pointer: string,
): readonly Diagnostic[] {
  const row = served.find(
    (one) => one.group === group && one.kind === kind && one.version === version,
  );
  if (row === undefined || isServed(row, karpenterVersion)) {
    return [];
  }
  const range =
    row.until === undefined ? `since ${row.since}` : `from ${row.since} to ${row.until}`;
  const message = `Karpenter serves ${kind} ${version} ${range}`;
  return [
    karpenterDiagnostics.report("KARPENTER_ERA", { message, pointer, found: karpenterVersion }),
  ];
}

/** Fields and values of an object that a version of Karpenter does not know yet. */
export function checkFieldAges(
  object: JsonObject,
  { kind, version }: Pick<ObjectKind, "kind" | "version">,
  karpenterVersion: string,
): readonly Diagnostic[] {
  return rowsOf(gated, kind, version).flatMap((row) => {
    const { since = "0" } = row;
    return comparePatches(since, karpenterVersion) <= 0
      ? []
      : placesOf(object, row).map(({ pointer, value }) =>
          karpenterDiagnostics.report("KARPENTER_FIELD_TOO_NEW", {
            message: `${nameOf(row, value)} is known since Karpenter ${since}`,
            pointer,
            found: karpenterVersion,
          }),
        );
  });
}

/** Fields and values of an object, written as today's, that its API version never had. */
export function checkFieldsKnown(
  object: JsonObject,
  { kind, version }: Pick<ObjectKind, "kind" | "version">,
): readonly Diagnostic[] {
  return rowsOf(absent, kind, version).flatMap((row) =>
    placesOf(object, row).map(({ pointer, value }) =>
      karpenterDiagnostics.report("KARPENTER_FIELD_ABSENT", {
        message: `${kind} ${version} has no ${nameOf(row, value)}`,
        pointer,
        found: showValue(value),
      }),
    ),
  );
}

function isServed({ since, until }: ServedRow, karpenterVersion: string): boolean {
  return (
    compareMinors(karpenterVersion, since) >= 0 &&
    (until === undefined || compareMinors(karpenterVersion, until) <= 0)
  );
}

function rowsOf(rows: readonly FieldRow[], kind: string, version: string): readonly FieldRow[] {
  return rows.filter((row) => row.kind === kind && row.version === version);
}

/** The field's name, and its value where only that one is meant. */
function nameOf({ path, value: pattern }: FieldRow, value: JsonValue): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return pattern === undefined ? name : `${name} ${showValue(value)}`;
}

interface Place {
  readonly pointer: string;
  readonly value: JsonValue;
}

function placesOf(object: JsonObject, { path, value: pattern }: FieldRow): readonly Place[] {
  const meant = pattern === undefined ? undefined : new RegExp(pattern, "u");
  return descend({ pointer: "", value: object }, path.split("/").slice(1)).filter(
    ({ value }) => meant === undefined || (typeof value === "string" && meant.test(value)),
  );
}

function descend(place: Place, keys: readonly string[]): readonly Place[] {
  const [key, ...rest] = keys;
  if (key === undefined) {
    return [place];
  }
  return childrenOf(place.value, key).flatMap(([name, value]) =>
    descend({ pointer: `${place.pointer}${formatPointer([name])}`, value }, rest),
  );
}

function childrenOf(value: JsonValue, key: string): readonly (readonly [string, JsonValue])[] {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return key === "*" ? items.map((item, index) => [String(index), item] as const) : [];
  }
  const child = isJsonObject(value) ? ownValue(value, key) : undefined;
  return child === undefined ? [] : [[key, child]];
}
