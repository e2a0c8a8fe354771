import type { ObjectAddress } from "@imagewright/core";

/** What a step calls an object: its kind, and its name behind its namespace. */
export function objectText({ kind, namespace, name }: ObjectAddress): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
