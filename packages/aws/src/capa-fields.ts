import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

import { isCapaSince } from "./capa-version.ts";
import table from "./data/capa-fields.json" with { type: "json" };

/** A field, or a value of one, that a release of CAPA does not have. */
export interface MissingField {
  /** Below the place that was given. */
  readonly pointer: string;
  /** Release that brought it; undefined if none has yet. */
  readonly since: string | undefined;
}

/** Kinds whose fields the table knows by release. */
type CapaKind = keyof typeof table.kinds;

/** Kinds that hold the fields of another one. */
const sameFields: ReadonlyMap<string, CapaKind> = new Map([
  ["AWSMachine", "AWSMachineTemplate"],
  ["AWSMachineTemplate", "AWSMachineTemplate"],
  ["AWSMachinePool", "AWSMachinePool"],
  ["AWSManagedMachinePool", "AWSManagedMachinePool"],
  ["AWSManagedControlPlane", "AWSManagedControlPlane"],
  ["AWSManagedControlPlaneTemplate", "AWSManagedControlPlane"],
]);

/** Every field of a spec that a release of CAPA does not have. */
export function missingFields(
  kind: string,
  spec: JsonObject,
  capaVersion: string,
): readonly MissingField[] {
  const known = sameFields.get(kind);
  const rows = known === undefined ? [] : Object.entries(table.kinds[known]);
  return rows.flatMap(([row, since]) => {
    const [path = "", value] = row.split("=");
    const isThere = since !== null && isCapaSince(capaVersion, since);
    return isThere
      ? []
      : places(spec, path.split("/").slice(1), "")
          .filter((found) => value === undefined || found.value === value)
          .map(({ pointer }) => ({ pointer, since: since ?? undefined }));
  });
}

interface Place {
  readonly pointer: string;
  readonly value: JsonValue;
}

function places(value: JsonValue, path: readonly string[], pointer: string): readonly Place[] {
  const [key, ...rest] = path;
  if (key === undefined) {
    return [{ pointer, value }];
  }
  if (key === "*") {
    return isJsonList(value)
      ? value.flatMap((item, index) => places(item, rest, `${pointer}/${index}`))
      : [];
  }
  const child = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return child === undefined || child === null ? [] : places(child, rest, `${pointer}/${key}`);
}
