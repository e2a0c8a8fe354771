import type { JsonObject, JsonValue } from "../json-value.ts";
import type { SourcePlace } from "./cluster-state.ts";
import type { ObjectAddress } from "./object-address.ts";

/** One field that changes. */
export interface FieldChange {
  /** JSON Pointer inside the object. An index leads to an item that the list has. */
  readonly pointer: string;
  /** What has to stand there before; absent where nothing does. */
  readonly from?: JsonValue;
  /** What stands there after; absent where nothing does. */
  readonly to?: JsonValue;
}

/** Changes an object that is there, all its fields in one patch. */
export interface PatchChange {
  readonly change: "patch";
  readonly object: ObjectAddress;
  readonly fields: readonly FieldChange[];
  /** Where the object stands; absent if it was read from no text. */
  readonly source?: SourcePlace;
}

/**
 * Adds an object that differs from one that is there in its name and some fields. What a server
 * adds to an object (uid, status, owner references and the like) is not copied: see
 * `withoutServerFields`.
 */
export interface CopyChange {
  readonly change: "copy";
  /** The new object. */
  readonly object: ObjectAddress;
  /** The one that is copied, as it stands when the step begins. */
  readonly of: ObjectAddress;
  /** What differs besides the name. */
  readonly fields: readonly FieldChange[];
  /** Where the copied object stands. */
  readonly source?: SourcePlace;
}

/** Adds an object that has no model. */
export interface CreateChange {
  readonly change: "create";
  readonly object: ObjectAddress;
  readonly manifest: JsonObject;
  /** What it is to stand beside in a file. */
  readonly source?: SourcePlace;
}

/** Takes an object away. */
export interface DeleteChange {
  readonly change: "delete";
  readonly object: ObjectAddress;
  readonly source?: SourcePlace;
}

/** A change of one object of a management cluster, or of the cluster itself. */
export type ObjectChange = PatchChange | CopyChange | CreateChange | DeleteChange;
