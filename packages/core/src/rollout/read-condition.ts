import { listAt, numberAt, textAt } from "../json-fields.ts";
import { isJsonObject, type JsonObject } from "../json-value.ts";

/** One condition of an object's status. */
export interface ObjectCondition {
  /** JSON Pointer of the condition inside the object. */
  readonly pointer: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  /** Generation that it was set for, where conditions say so. */
  readonly observedGeneration?: number;
}

/**
 * The condition of a type in a list of conditions; undefined where it is not reported.
 *
 * @param pointer - where the list stands, e.g. `/status/conditions`
 * @example
 * ```ts
 * const node = { status: { conditions: [{ type: "Ready", status: "True" }] } };
 * readCondition(node, "/status/conditions", "Ready");
 * // => { pointer: "/status/conditions/0", status: "True" }
 * readCondition(node, "/status/conditions", "Paused"); // => undefined
 * ```
 */
export function readCondition(
  object: JsonObject,
  pointer: string,
  type: string,
): ObjectCondition | undefined {
  const list = listAt(object, pointer) ?? [];
  const index = list.findIndex((item) => isJsonObject(item) && textAt(item, "/type") === type);
  const item = list[index];
  if (!isJsonObject(item)) {
    return undefined;
  }
  const reason = textAt(item, "/reason");
  const message = textAt(item, "/message");
  const observedGeneration = numberAt(item, "/observedGeneration");
  return {
    pointer: `${pointer}/${index}`,
    status: textAt(item, "/status") ?? "",
    ...(reason !== undefined && { reason }),
    ...(message !== undefined && { message }),
    ...(observedGeneration !== undefined && { observedGeneration }),
  };
}
