import { type JsonObject, objectKind, ownValue, showValue } from "@imagewright/core";

import { CheckState } from "../schema/check-state.ts";
import type { KnownObject } from "./find-version.ts";
import { prepareObject } from "./prepare-object.ts";

/** What is known of the object that is replaced, in the version of the one that replaces it. */
export interface Baseline {
  /** The old object; undefined at creation, and where it would have to be converted. */
  readonly object: JsonObject | undefined;
  /** Why an old object that is there is not known. */
  readonly unknown?: string;
}

/**
 * The old object as an API server compares it. One of another version is converted first: where the
 * definition says that this changes nothing but the name of the version, that is done here.
 */
export function readBaseline(old: JsonObject, known: KnownObject): Baseline {
  const { kind, resource, version } = known;
  const was = objectKind(old)?.version ?? "";
  if (was !== kind.version && resource.conversion !== "None") {
    const unknown = `the old object is of version ${showValue(was)} and would be converted to ${kind.version}: ratcheting and transition rules need that`;
    return { object: undefined, unknown };
  }
  const converted = { ...old, apiVersion: ownValue(known.object, "apiVersion") ?? "" };
  const object = prepareObject(converted, resource, version, {
    state: CheckState.start(),
    unknownFields: "drop",
    pruned: [],
    strangers: new WeakMap(),
  });
  return { object };
}
