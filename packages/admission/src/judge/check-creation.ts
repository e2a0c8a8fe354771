import { isJsonObject, type JsonObject, ownValue, showValue } from "@imagewright/core";

import type { CheckState } from "../schema/check-state.ts";

/** Reports what only an object that is there can have: the version it was read in. */
export function checkCreation(object: JsonObject, state: CheckState): void {
  const metadata = ownValue(object, "metadata");
  const version = isJsonObject(metadata) ? ownValue(metadata, "resourceVersion") : undefined;
  if (typeof version !== "string" || version === "" || version === "0") {
    return;
  }
  const message = "an object that is created has no resourceVersion";
  const facts = {
    message,
    found: showValue(version),
    hint: "Remove the field: it was written by the cluster the object was read from.",
  };
  state.path.push("metadata", "resourceVersion");
  state.report("ADMISSION_METADATA", () => facts);
  state.path.length -= 2;
}
