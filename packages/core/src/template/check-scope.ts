import type { JsonObject } from "../json-value.ts";

/** What is known about a value at a place: its schema, and the name guards know it by. */
export interface KnownValue {
  readonly schema: JsonObject;
  /** The same for every way to write a path to the value. */
  readonly anchor: string;
}

/** What is known at a place of a template. */
export interface CheckScope {
  readonly file: string;
  /** By slot; the innermost context comes last. */
  readonly slots: ReadonlyMap<number, KnownValue>;
  readonly contextSlot: number;
  /** Names that blocks have given, to find those that hide each other. */
  readonly names: readonly string[];
  /** Anchors of values that are there for certain. */
  readonly guards: ReadonlySet<string>;
  /** Loops around the place whose keys are texts, by slot. */
  readonly textKeys: ReadonlySet<number>;
}

/** The same place, with one value more that is there for certain. */
export function guarded(scope: CheckScope, anchor: string | undefined): CheckScope {
  return anchor === undefined ? scope : { ...scope, guards: new Set([...scope.guards, anchor]) };
}
