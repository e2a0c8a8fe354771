import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  parsePointer,
} from "@imagewright/core";

import { azureDiagnostics } from "./azure-diagnostics.ts";
import { isBeforeRelease } from "./capz-version.ts";
import releases from "./data/capz-fields.json" with { type: "json" };

/** Where a field stands: in a machine, in the machine a pool repeats, or in the pool itself. */
export type FieldPlace = "machine" | "pool" | "pool-machine";

interface FieldRelease {
  readonly place: string;
  /** JSON Pointer below the place; `*` is every item of a list. */
  readonly path: string;
  /** First release that has the field. */
  readonly since: string;
  /** First release without it. */
  readonly until?: string;
}

const fields: readonly FieldRelease[] = releases.fields;

/**
 * Every field that a release of CAPZ does not have yet, or not any more: its API server drops it.
 *
 * @param part - the object at the place
 * @param at - JSON Pointer of the part
 */
export function fieldReleaseFaults(
  part: JsonObject,
  place: FieldPlace,
  at: string,
  capzVersion: string,
): readonly Diagnostic[] {
  return fields
    .filter((field) => field.place === place && isAbsent(field, capzVersion))
    .flatMap(({ path, since, until }) =>
      pointersOf(part, parsePointer(path)).map((segments) => {
        const isGone = until !== undefined && !isBeforeRelease(capzVersion, until);
        const message = isGone
          ? `CAPZ ${until} and later have no such field`
          : `CAPZ has this field since ${since}`;
        const pointer = `${at}${formatPointer(segments)}`;
        const facts = { message, pointer, found: `CAPZ ${capzVersion}` };
        return azureDiagnostics.report("AZURE_FIELD_RELEASE", facts);
      }),
    );
}

function isAbsent({ since, until }: FieldRelease, capzVersion: string): boolean {
  return (
    isBeforeRelease(capzVersion, since) ||
    (until !== undefined && !isBeforeRelease(capzVersion, until))
  );
}

/** The places of a value that a path with `*` leads to. */
function pointersOf(
  value: JsonValue,
  path: readonly string[],
): readonly (readonly (string | number)[])[] {
  const [first, ...rest] = path;
  if (first === undefined) {
    return [[]];
  }
  if (first === "*") {
    return itemsOf(value).flatMap((item, index) =>
      pointersOf(item, rest).map((segments) => [index, ...segments]),
    );
  }
  const child = isJsonObject(value) ? ownValue(value, first) : undefined;
  return child === undefined ? [] : pointersOf(child, rest).map((segments) => [first, ...segments]);
}

function itemsOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
