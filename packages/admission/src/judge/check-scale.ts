import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  showValue,
} from "@imagewright/core";

import type { CheckState } from "../schema/check-state.ts";

const most = 2_147_483_647;

/**
 * Checks the number of replicas that the scale subresource of a kind points at: 0 to 2^31 - 1,
 * whatever the schema says.
 *
 * @param path - names of the fields on the way, as in `.spec.replicas`
 */
export function checkScale(object: JsonObject, path: string | undefined, state: CheckState): void {
  const names = path?.replace(/^\./u, "").split(".") ?? [];
  const replicas = names.length === 0 ? undefined : fieldAt(object, names);
  if (typeof replicas !== "number" || (replicas >= 0 && replicas <= most)) {
    return;
  }
  state.path.push(...names);
  const message = "the scale subresource takes no such number of replicas";
  const facts = { message, found: showValue(replicas), expected: `0 to ${most}` };
  state.report("ADMISSION_VALUE", () => facts);
  state.path.length -= names.length;
}

function fieldAt(object: JsonObject, names: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const name of names) {
    value = isJsonObject(value) ? ownValue(value, name) : undefined;
  }
  return value;
}
