import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";

type Form = (value: JsonValue) => boolean;

const isFlag: Form = (value) => typeof value === "boolean";
const isNumber: Form = (value) => typeof value === "number";
const isText: Form = (value) => typeof value === "string";
const isTexts = listOf(isText);
const isSchema: Form = isJsonObject;

/** The types a schema can name. */
export const schemaTypes: ReadonlySet<string> = new Set([
  "array",
  "boolean",
  "integer",
  "number",
  "object",
  "string",
]);

/** What the value of a keyword has to be, so that it can be judged by. */
const forms: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["type", (value) => typeof value === "string" && (value === "" || schemaTypes.has(value))],
  ...["pattern", "format", "x-kubernetes-list-type", "x-kubernetes-map-type"].map(
    (keyword) => [keyword, isText] as const,
  ),
  ...[
    "minimum",
    "maximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
  ].map((keyword) => [keyword, isNumber] as const),
  ...[
    "nullable",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "uniqueItems",
    "x-kubernetes-int-or-string",
    "x-kubernetes-preserve-unknown-fields",
    "x-kubernetes-embedded-resource",
  ].map((keyword) => [keyword, isFlag] as const),
  ["required", isTexts],
  ["x-kubernetes-list-map-keys", isTexts],
  ["enum", Array.isArray],
  ["allOf", listOf(isSchema)],
  ["anyOf", listOf(isSchema)],
  ["oneOf", listOf(isSchema)],
  ["not", isSchema],
  ["items", isSchema],
  ["properties", (value) => isJsonObject(value) && Object.values(value).every(isSchema)],
  ["additionalProperties", (value) => isFlag(value) || isSchema(value)],
  ["x-kubernetes-validations", listOf(isSchema)],
  // Keywords of JSON Schema that no definition may use, and that nobody here judges by.
  ...["$ref", "additionalItems", "definitions", "dependencies", "patternProperties"].map(
    (keyword) => [keyword, () => false] as const,
  ),
]);

const none: readonly string[] = [];

/**
 * The keywords of a schema that nothing is judged by, because their values make no sense: no API
 * server takes such a definition. Keywords it does not know are none of these: they say nothing.
 */
export function unreadKeywords(node: JsonObject): readonly string[] {
  let unread: string[] | undefined;
  for (const keyword of Object.keys(node)) {
    const value = node[keyword] ?? null;
    if (value !== null && forms.get(keyword)?.(value) === false) {
      unread = [...(unread ?? []), keyword];
    }
  }
  return unread ?? none;
}

function listOf(form: Form): Form {
  return (value) => {
    const list: readonly JsonValue[] | undefined = Array.isArray(value) ? value : undefined;
    return list?.every(form) ?? false;
  };
}
