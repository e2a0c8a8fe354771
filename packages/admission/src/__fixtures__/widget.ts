import type { JsonObject, JsonValue } from "@imagewright/core";

import { parseCustomResource } from "../crd/custom-resource.ts";
import { type CustomResourceSource, customResourceSource } from "../crd/custom-resource-source.ts";

/** A version of the widget kind, with a schema for its spec. */
export function widgetVersion(
  name: string,
  spec: JsonObject,
  rest: JsonObject = {},
): JsonObject {
  const openAPIV3Schema = {
    type: "object",
    properties: { spec, status: { type: "object", properties: { ready: { type: "boolean" } } } },
  };
  return { name, served: true, storage: name === "v1", schema: { openAPIV3Schema }, ...rest };
}

/** A definition of widgets in group `example.com`. */
export function widgetDefinition(
  versions: readonly JsonObject[],
  rest: JsonObject = {},
): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "widgets.example.com" },
    spec: {
      group: "example.com",
      names: { kind: "Widget", plural: "widgets" },
      scope: "Namespaced",
      versions,
      ...rest,
    },
  };
}

/** A source that knows widgets of version v1 with a schema for their spec. */
export function widgetSource(spec: JsonObject): CustomResourceSource {
  return sourceOf(widgetDefinition([widgetVersion("v1", spec)]));
}

export function sourceOf(definition: JsonObject): CustomResourceSource {
  const parsed = parseCustomResource(definition);
  return customResourceSource(parsed.ok ? [parsed.value] : []);
}

export function widget(spec: JsonValue, rest: JsonObject = {}): JsonObject {
  return { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "w" }, spec, ...rest };
}
