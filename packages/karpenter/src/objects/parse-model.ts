import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  objectKind,
  ownValue,
  type Parsed,
  type Schema,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { type ApiGeneration, type GenerationKind, generationOf } from "./object-kinds.ts";

/** What is kept of an object's metadata, and what the model leaves to the cluster. */
export function metadataOf(object: JsonObject): {
  readonly kept: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
} {
  const metadata = objectAt(object, "metadata");
  const labels = ownValue(metadata, "labels");
  const annotations = ownValue(metadata, "annotations");
  const words = {
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
  const left = [
    ...Object.keys(metadata)
      .filter((key) => !["name", "labels", "annotations"].includes(key))
      .map((key) => formatPointer(["metadata", key])),
    ...(ownValue(object, "status") === undefined ? [] : ["/status"]),
  ];
  return {
    kept: {
      ...(ownValue(metadata, "name") !== undefined && { name: ownValue(metadata, "name") ?? "" }),
      ...(Object.keys(words).length > 0 && { metadata: words }),
    },
    diagnostics: left.map((pointer) =>
      karpenterDiagnostics.report("KARPENTER_NOT_MODELLED", {
        message: "this is the cluster's own record, and no part of the model",
        pointer,
      }),
    ),
  };
}

/** A map below an object; empty where there is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = ownValue(object, key);
  return isJsonObject(value) ? value : {};
}

/** The object without some of its fields. */
export function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** The generation of an object, or the finding that it is of another kind. */
export function requireGeneration(
  object: JsonObject,
  kinds: Readonly<Record<ApiGeneration, GenerationKind>>,
  what: string,
):
  | { readonly generation: ApiGeneration; readonly diagnostics: readonly Diagnostic[] }
  | { readonly generation?: undefined; readonly diagnostics: readonly Diagnostic[] } {
  const kind = objectKind(object);
  const generation = kind === undefined ? undefined : generationOf(kind, kinds);
  if (generation !== undefined) {
    return { generation, diagnostics: [] };
  }
  const message = `the object is no ${what} of Karpenter`;
  return {
    diagnostics: [karpenterDiagnostics.report("KARPENTER_KIND", { message, pointer: "/kind" })],
  };
}

/** A model checked by its schema, its findings told by the object's own pointers. */
export function checkedModel<Model>(
  schema: Schema<Model>,
  data: JsonObject,
  earlier: readonly Diagnostic[],
  pointerOf: (pointer: string) => string,
): Parsed<Model> {
  const parsed = schema.validate(data);
  const diagnostics = [
    ...earlier,
    ...parsed.diagnostics.map((found) => ({ ...found, pointer: pointerOf(found.pointer) })),
  ];
  return parsed.ok && !earlier.some(({ severity }) => severity === "error")
    ? { ok: true, value: parsed.value, diagnostics }
    : { ok: false, diagnostics };
}
