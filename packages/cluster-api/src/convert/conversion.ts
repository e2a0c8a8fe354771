import type { JsonObject, JsonValue } from "@imagewright/core";

/**
 * What became of a field.
 *
 * - `moved`: the same value at another place
 * - `transformed`: another value that says the same, perhaps at another place
 * - `lost`: v1beta2 has no place for it
 * - `defaulted`: v1beta2 wants said what v1beta1 took for granted
 * - `emptied`: it said nothing, and v1beta2 admits no field that says nothing
 */
export type ConversionChangeKind = "moved" | "transformed" | "lost" | "defaulted" | "emptied";

/** One difference between an object and what it was converted to. */
export interface ConversionChange {
  readonly kind: ConversionChangeKind;
  /** JSON Pointer in the object as it was; absent where nothing stood. */
  readonly from?: string;
  /** JSON Pointer in the converted object; absent where nothing stands any more. */
  readonly to?: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** An object in v1beta2, and all that is different in it. */
export interface Conversion {
  readonly object: JsonObject;
  readonly changes: readonly ConversionChange[];
}

/** How an object is converted. */
export interface ConversionOptions {
  /**
   * What happens to the templates of a cluster class that are Cluster API's own, and to the patches
   * for them: both go to v1beta2, or both stay in v1beta1, which works until v1beta1 is not served
   * any more. Patches of other templates stay as they are.
   *
   * @default "convert"
   */
  readonly classTemplates?: "convert" | "keep";
}
