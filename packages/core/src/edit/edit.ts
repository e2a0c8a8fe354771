import type { JsonValue } from "../json-value.ts";
import type { ReadLimits } from "../read/read-limits.ts";

/** What a comment may name, and what it is to name instead. */
export interface Mention {
  readonly from: string;
  readonly to: string;
}

/** Gives a field or list item a value. Maps that are missing on the way are made. */
export interface SetEdit {
  readonly action: "set";
  /** JSON Pointer to the field, or to an item that the list has. */
  readonly pointer: string;
  /** Where a map or list stands already, only what differs is written anew. */
  readonly value: JsonValue;
  /** What stands there now: any other value (but the new one) is refused as `EDIT_STALE`. */
  readonly from?: JsonValue;
  /** That nothing stands there now: any value (but the new one) is refused as `EDIT_STALE`. */
  readonly isNew?: boolean;
  /**
   * Words that become others in the comment on the line of every scalar that changes: those that
   * would name the old value. They count as whole words only; the rest of the comment stays.
   */
  readonly mentions?: readonly Mention[];
}

/**
 * Takes a field or list item out. A field that is not there is no fault.
 *
 * With `from`, an item is taken out once only: where no item equals it, nothing is done.
 */
export interface RemoveEdit {
  readonly action: "remove";
  readonly pointer: string;
  /** What stands there now: any other value is refused as `EDIT_STALE`. */
  readonly from?: JsonValue;
}

/** Puts an item into a list, unless the list holds an equal one. A missing list is made. */
export interface InsertEdit {
  readonly action: "insert";
  /** JSON Pointer to the list. */
  readonly pointer: string;
  readonly value: JsonValue;
  /** The item's position, from 0. @default the end of the list */
  readonly index?: number;
}

/** Gives a field another name at the same place. A field that has the name is no fault. */
export interface RenameEdit {
  readonly action: "rename";
  readonly pointer: string;
  readonly name: string;
}

/** A change inside one document. */
export type FieldEdit = SetEdit | RemoveEdit | InsertEdit | RenameEdit;

/**
 * A document by what stands in it: values by their JSON Pointers, such as
 * `{ "/kind": "MachineDeployment", "/metadata/name": "workers" }`. Exactly one has to fit.
 */
export interface DocumentMatch {
  readonly [pointer: string]: JsonValue;
}

/** The document an edit is for, as the text stands before any edit. */
export interface InDocument {
  /** Its position in the stream, from 0, or what stands in it: that holds when others are added. */
  readonly document: number | DocumentMatch;
}

/** Adds a document, unless the stream holds an equal one. */
export interface InsertDocumentEdit {
  readonly action: "insertDocument";
  /** The document it stands behind. @default the last one */
  readonly after?: number | DocumentMatch;
  readonly value: JsonValue;
}

/**
 * Adds a copy of a document, comments included, behind it; nothing if the stream holds a document
 * that equals the copy. The copy is made of the document as it stands before any edit.
 */
export interface CopyDocumentEdit extends InDocument {
  readonly action: "copyDocument";
  /** What differs in the copy. */
  readonly edits: readonly FieldEdit[];
}

/**
 * Takes a document out, with its marker and every comment up to the next marker. What stands above
 * the first document is about the file, and stays. That none fits what stands in it is no fault.
 */
export interface RemoveDocumentEdit extends InDocument {
  readonly action: "removeDocument";
}

/** A change of the documents of a stream. */
export type DocumentEdit = InsertDocumentEdit | CopyDocumentEdit | RemoveDocumentEdit;

/** One change of a YAML stream. */
export type YamlEdit = (FieldEdit & InDocument) | DocumentEdit;

/** How a text is to be edited. */
export interface EditOptions {
  /** The name to show in positions: a path, or `<stdin>`. */
  readonly file: string;
  readonly limits?: Partial<ReadLimits>;
}
