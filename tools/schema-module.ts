import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

/** A JSON Schema as the generator wrote it. */
export interface SchemaNode {
  readonly [keyword: string]: unknown;
}

/** What a schema's module is made from. */
export interface SchemaModuleInput {
  readonly name: string;
  /** Name of the TypeScript type. */
  readonly type: string;
  /** Module that declares it, relative to the package folder. */
  readonly file: string;
  readonly schema: SchemaNode;
  readonly inCore: boolean;
}

/**
 * The module that validates one schema: code made by Ajv, free of any import at run time, and the
 * facts its diagnostics need.
 */
export function schemaModule({ name, type, file, schema, inCore }: SchemaModuleInput): string {
  const inlined = inline(schema, schema, []) as SchemaNode;
  const core = inCore ? "../schema/schema.ts" : "@imagewright/core";
  const facts = inCore ? "../schema/schema-error.ts" : "@imagewright/core";
  const constant = `${camelCase(name)}Schema`;
  const imports = [
    `import { defineSchema, type GeneratedValidator, type Schema } from "${core}";`,
    `import type { SchemaFacts } from "${facts}";`,
    `import type { ${type} } from "../${file.replace(/^src\//u, "")}";`,
  ];
  return `// @ts-nocheck
// Generated from ${type} in ${file} by \`npm run schema\`. Do not edit.
${imports.toSorted().join("\n")}

${validatorCode(inlined)}

const facts: SchemaFacts = ${JSON.stringify(factsOf(inlined))};
const validator: GeneratedValidator<${type}> = validate;

/** Schema \`${String(schema["$id"])}\` of {@link ${type}}. */
export const ${constant}: Schema<${type}> = defineSchema<${type}>({
  id: ${JSON.stringify(schema["$id"])},
  validator,
  facts,
  load: async () => (await import("./${name}.json", { with: { type: "json" } })).default,
});
`;
}

/** Replaces every `$ref`, so that a schema path names one place and branches can be told apart. */
function inline(node: unknown, root: SchemaNode, trail: readonly string[]): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => inline(item, root, trail));
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const { $ref, definitions: _, $schema: _schema, ...rest } = node as SchemaNode;
  if (typeof $ref !== "string") {
    return Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, inline(value, root, trail)]),
    );
  }
  const name = $ref.replace("#/definitions/", "");
  if (trail.includes(name)) {
    throw new Error(`${trail.join(" > ")} > ${name}: recursive types have no validator yet`);
  }
  const definitions = root["definitions"] as Readonly<Record<string, SchemaNode>>;
  const target = inline(definitions[name], root, [...trail, name]) as SchemaNode;
  // What stands beside the reference describes the place, so it wins over the definition's own.
  return { ...target, ...(inline(rest, root, trail) as SchemaNode) };
}

function refuse(message: unknown): void {
  throw new Error(`Ajv: ${String(message)}`);
}

function validatorCode(schema: SchemaNode): string {
  const ajv = new Ajv({
    code: { source: true, esm: true },
    allErrors: true,
    allowUnionTypes: true,
    messages: false,
    logger: { log: refuse, warn: refuse, error: refuse },
  });
  const code = standaloneCode
    .default(ajv, ajv.compile(withoutNotes(schema) as SchemaNode))
    .replace('"use strict";', "")
    .replace(/export const validate = (\w+);/u, "const validate = $1;")
    .replace(/export default \w+;/u, "")
    // The one run-time function of Ajv we need: the length of a text in code points.
    .replaceAll(
      /require\("ajv\/dist\/runtime\/ucs2length"\)\.default/gu,
      "((text) => Array.from(text).length)",
    );
  if (code.includes("require(")) {
    throw new Error(
      `the validator needs ${/require\([^)]*\)/u.exec(code)?.[0] ?? "a module"} at run time`,
    );
  }
  return code;
}

/** The validator's code repeats its schema: what only people read is left out of it. */
function withoutNotes(node: unknown, isMapOfSchemas = false): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => withoutNotes(item));
  }
  if (!isMap(node)) {
    return node;
  }
  const notes = isMapOfSchemas ? [] : ["description", "examples"];
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => !notes.includes(key))
      .map(([key, value]) => [key, withoutNotes(value, !isMapOfSchemas && key === "properties")]),
  );
}

/** Keys of objects, and meaning and example of values, by schema path. */
function factsOf(schema: SchemaNode): Readonly<Record<string, object>> {
  const facts: Record<string, object> = {};
  visit(schema, "#");
  return facts;

  function visit(node: unknown, path: string): void {
    if (typeof node !== "object" || node === null) {
      return;
    }
    const { properties, description, examples, anyOf, items, additionalProperties } =
      node as SchemaNode;
    const example = Array.isArray(examples) ? examples[0] : undefined;
    const fact = {
      ...(isMap(properties) && { keys: Object.keys(properties) }),
      ...(typeof description === "string" && { description: firstSentence(description) }),
      ...(example !== undefined && {
        example: typeof example === "string" ? example : JSON.stringify(example),
      }),
    };
    if (Object.keys(fact).length > 0) {
      facts[path] = fact;
    }
    for (const [name, child] of Object.entries(isMap(properties) ? properties : {})) {
      visit(child, `${path}/properties/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    }
    for (const [index, branch] of (Array.isArray(anyOf) ? anyOf : []).entries()) {
      visit(branch, `${path}/anyOf/${index}`);
    }
    visit(items, `${path}/items`);
    visit(additionalProperties, `${path}/additionalProperties`);
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstSentence(text: string): string {
  return (/^[^]*?[.:](?=\s|$)/u.exec(text)?.[0] ?? text)
    .replace(/[.:]$/u, "")
    .replaceAll(/\s+/gu, " ");
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z0-9])/gu, (_, letter: string) => letter.toUpperCase());
}
