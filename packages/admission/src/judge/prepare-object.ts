import {
  isJsonObject,
  isSameJson,
  type JsonObject,
  type JsonValue,
  ownValue,
} from "@imagewright/core";

import type { CustomResource, CustomResourceVersion } from "../crd/custom-resource.ts";
import { checkMetadata } from "../schema/check-metadata.ts";
import { type Preparation, prepareValue } from "../schema/prepare-value.ts";

/** A whole object as an API server reads it: pruned, without nulls that are no values, defaulted. */
export function prepareObject(
  object: JsonObject,
  resource: CustomResource,
  version: CustomResourceVersion,
  preparation: Preparation,
): JsonObject {
  const { namespaced, preserveUnknownFields: keepsUnknown = false } = resource;
  const prepared = prepareValue(object, version.schema, { ...preparation, keepsUnknown }, true);
  const metadata = checkMetadata(object, { ...preparation, namespaced, isEmbedded: false });
  if (!isJsonObject(prepared)) {
    return object;
  }
  const kept =
    metadata === undefined || metadata === ownValue(prepared, "metadata")
      ? prepared
      : { ...prepared, metadata };
  if (kept !== prepared) {
    preparation.strangers.set(kept, preparation.strangers.get(prepared) ?? []);
  }
  return kept;
}

/**
 * The object with the status it is stored with. Where the kind has a status subresource, nothing
 * but that writes it: a creation has none, and an update keeps the old one.
 *
 * @param given - the object as it was written, without defaults
 */
export function settleStatus(
  given: JsonObject,
  object: JsonObject,
  old: JsonObject | undefined,
  version: CustomResourceVersion,
  preparation: Preparation,
): JsonObject {
  const status = ownValue(object, "status");
  const oldStatus = old === undefined ? undefined : ownValue(old, "status");
  if (!version.hasStatus || isSameJson(status, oldStatus)) {
    return object;
  }
  if (hasContent(ownValue(given, "status"))) {
    const { state } = preparation;
    const message = "what stands in status is not stored: only controllers write it";
    state.path.push("status");
    state.report("ADMISSION_STATUS_DROPPED", () => ({ message }));
    state.path.pop();
  }
  const entries = Object.entries(object).filter(([name]) => name !== "status");
  const settled: JsonObject = Object.fromEntries(
    oldStatus === undefined ? entries : [...entries, ["status", oldStatus]],
  );
  preparation.strangers.set(settled, preparation.strangers.get(object) ?? []);
  return settled;
}

function hasContent(status: JsonValue | undefined): boolean {
  return isJsonObject(status) ? Object.keys(status).length > 0 : status !== undefined;
}
