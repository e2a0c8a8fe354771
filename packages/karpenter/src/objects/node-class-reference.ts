import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

import type { NodeClassReference } from "../node-pool-model.ts";
import { type ApiGeneration, nodeClassKinds } from "./object-kinds.ts";

/** How a pool of a generation names its node class. */
export function classReferenceOf(
  { group, kind, name, version }: NodeClassReference,
  generation: ApiGeneration,
): JsonObject {
  const own = nodeClassKinds[generation];
  if (generation === "v1") {
    return { group, kind, name };
  }
  const isOwn = group === own.group && kind === own.kind && version === undefined;
  return generation === "alpha" && isOwn
    ? { name }
    : { apiVersion: `${group}/${version ?? own.version}`, kind, name };
}

/** A pool's node class as the model has it; nothing where the pool names none. */
export function readClassReference(
  value: JsonValue | undefined,
  generation: ApiGeneration,
): JsonObject {
  if (!isJsonObject(value)) {
    return value === undefined ? {} : { nodeClassRef: value };
  }
  if (generation === "v1") {
    return { nodeClassRef: value };
  }
  const own = nodeClassKinds[generation];
  const { apiVersion, kind, ...rest } = { ...value };
  const [group = "", version = ""] = typeof apiVersion === "string" ? apiVersion.split("/") : [];
  return {
    nodeClassRef: {
      group: group === "" ? own.group : group,
      kind: kind === undefined || kind === "" ? own.kind : kind,
      ...rest,
      ...(version !== "" && version !== own.version && { version }),
    },
  };
}
