import { customResourceSource, judgeCreation, parseCustomResource } from "@imagewright/admission";
import { type Diagnostic, type JsonObject, type JsonValue } from "@imagewright/core";

/** A kind nobody has, whose only field is the variable. */
const group = "variables.imagewright";
const kind = "Variable";

/**
 * What speaks against a value by the schema of its variable, pointers led into the value. A schema
 * that is none says so.
 */
export function judgeVariable(schema: JsonObject, value: JsonValue): readonly Diagnostic[] {
  const definition = parseCustomResource(definitionOf(schema));
  if (!definition.ok) {
    return definition.diagnostics;
  }
  const source = customResourceSource([definition.value]);
  const object = {
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name: "v", namespace: "v" },
    value,
  };
  return judgeCreation(object, source)
    .diagnostics.filter(({ severity, pointer }) => severity === "error" && isInValue(pointer))
    .map((found) => ({ ...found, pointer: found.pointer.slice("/value".length) }));
}

function isInValue(pointer: string): boolean {
  return pointer === "/value" || pointer.startsWith("/value/");
}

function definitionOf(schema: JsonObject): JsonObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    spec: {
      group,
      names: { kind, plural: "variables" },
      scope: "Namespaced",
      versions: [
        {
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", properties: { value: schema } } },
        },
      ],
    },
  };
}
