import {
  imageSpecSchema,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type LoadedPlugin,
} from "@imagewright/core";

/**
 * The schema of a spec file with the targets of the given providers in it, for editors: a target is
 * one of theirs, told apart by `provider`.
 */
export async function composeSpecSchema(plugins: readonly LoadedPlugin[]): Promise<JsonObject> {
  const spec = await imageSpecSchema.load();
  const loaded = await Promise.all(
    plugins.map(async (plugin) => ({ id: plugin.id, schema: await plugin.targetSchema() })),
  );
  const targets = loaded.map(({ id, schema }) => embed(id, schema));
  return {
    ...spec,
    $id: "urn:imagewright:schema:spec",
    definitions: {
      ...definitionsOf(spec),
      ...Object.fromEntries(targets.flatMap(({ definitions }) => definitions)),
      TargetDocument: { anyOf: targets.map(({ name }) => ({ $ref: `#/definitions/${name}` })) },
    },
  };
}

/** A schema as definitions of another one; their names begin with the provider's id. */
function embed(
  id: string,
  schema: JsonObject,
): { readonly name: string; readonly definitions: readonly (readonly [string, JsonValue])[] } {
  const rename = (name: string): string => `${id}.${name}`;
  const { $schema: _, $id: _id, definitions: _definitions, ...root } = schema;
  const name = rename("target");
  const definitions = Object.entries(definitionsOf(schema)).map(
    ([own, value]) => [rename(own), redirect(value, rename)] as const,
  );
  return { name, definitions: [[name, redirect(root, rename)], ...definitions] };
}

function definitionsOf(schema: JsonObject): JsonObject {
  const { definitions } = schema;
  return isJsonObject(definitions) ? definitions : {};
}

/** Lets every `$ref` lead to the renamed definition. */
function redirect(value: JsonValue, rename: (name: string) => string): JsonValue {
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => redirect(item, rename));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) =>
      key === "$ref" && typeof child === "string"
        ? [
            key,
            child.replace(
              /^#\/definitions\/(.+)$/u,
              (_, name: string) => `#/definitions/${rename(name)}`,
            ),
          ]
        : [key, redirect(child, rename)],
    ),
  );
}
