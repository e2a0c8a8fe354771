import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import type { TopologyGroup } from "../../cluster-class/topology-groups.ts";
import { listAt } from "../../json/read-field.ts";
import { withValueAt } from "../../json/write-field.ts";

/** Where a cluster gives all its groups the values of variables. */
export const variablesPointer = "/spec/topology/variables";

/** Where a cluster gives one group values of its own. */
export function overridesPointer({ pointer }: TopologyGroup): string {
  return `${pointer}/variables/overrides`;
}

/** Whether a list of variables gives one a value. */
export function hasVariable(cluster: JsonObject, list: string, name: string): boolean {
  return indexOf(cluster, list, name) >= 0;
}

/** A cluster with another value of a variable in one of its lists: a new entry comes last. */
export function setVariable(
  cluster: JsonObject,
  list: string,
  name: string,
  value: JsonValue,
): JsonObject {
  const index = indexOf(cluster, list, name);
  return index < 0
    ? withValueAt(cluster, list, [...listAt(cluster, list), { name, value }])
    : withValueAt(cluster, `${list}/${index}/value`, value);
}

function indexOf(cluster: JsonObject, list: string, name: string): number {
  return listAt(cluster, list).findIndex(
    (entry) => isJsonObject(entry) && ownValue(entry, "name") === name,
  );
}
