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
  const inlined = sharedSchema(schema);
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

/**
 * The schema with each `$ref` replaced by what it refers to, but for definitions that several places
 * share: their code is made once. Below a union every reference is replaced, so that a schema path
 * names one branch and branches can be told apart.
 */
function sharedSchema(schema: SchemaNode): SchemaNode {
  const uses = countReferences(schema);
  const shared = new Map<string, SchemaNode>();
  const body = inline(schema, { schema, uses, shared, trail: [], inUnion: false }) as SchemaNode;
  return shared.size === 0 ? body : { ...body, definitions: Object.fromEntries(shared) };
}

/** Types of whatever JSON can say: a validator is given nothing else, so it looks no deeper. */
const jsonTypes: ReadonlyMap<string, SchemaNode> = new Map([
  ["JsonValue", {}],
  ["JsonObject", { type: "object" }],
]);

interface Inlining {
  readonly schema: SchemaNode;
  /** How often a definition is referred to. */
  readonly uses: ReadonlyMap<string, number>;
  /** Definitions that are kept. */
  readonly shared: Map<string, SchemaNode>;
  readonly trail: readonly string[];
  readonly inUnion: boolean;
}

function inline(node: unknown, at: Inlining): unknown {
  if (Array.isArray(node)) {
    return node.map((item) => inline(item, at));
  }
  if (!isMap(node)) {
    return node;
  }
  const { $ref, definitions: _, $schema: _schema, ...rest } = node;
  if (typeof $ref !== "string") {
    return Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [
        key,
        inline(value, { ...at, inUnion: at.inUnion || key === "anyOf" || key === "oneOf" }),
      ]),
    );
  }
  const name = $ref.replace("#/definitions/", "");
  const anyJson = jsonTypes.get(name);
  if (anyJson !== undefined) {
    return { ...anyJson, ...(inline(rest, at) as SchemaNode) };
  }
  if (at.trail.includes(name)) {
    throw new Error(`${at.trail.join(" > ")} > ${name}: recursive types have no validator yet`);
  }
  const inside = { ...at, trail: [...at.trail, name] };
  const isShared = !at.inUnion && (at.uses.get(name) ?? 0) > 1 && onlyDescribes(rest);
  if (isShared) {
    if (!at.shared.has(name)) {
      at.shared.set(name, inline(definitionOf(at.schema, name), inside) as SchemaNode);
    }
    return node;
  }
  const target = inline(definitionOf(at.schema, name), inside) as SchemaNode;
  // What stands beside the reference describes the place, so it wins over the definition's own.
  return { ...target, ...(inline(rest, at) as SchemaNode) };
}

function onlyDescribes(rest: SchemaNode): boolean {
  return Object.keys(rest).every((key) => key === "description");
}

function definitionOf(schema: SchemaNode, name: string): SchemaNode {
  return (schema["definitions"] as Readonly<Record<string, SchemaNode>>)[name] ?? {};
}

function countReferences(schema: unknown): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const names = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/gu)];
  for (const [, name = ""] of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
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
    inlineRefs: false,
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
  return withOneWayToFail(code);
}

/** Errors are noted by one function, not by the same four statements at each place. */
function withOneWayToFail(code: string): string {
  const noted = code.replaceAll(
    /const (?<name>err\d+) = (?<error>\{instancePath:.*?\});if\(vErrors === null\)\{vErrors = \[\k<name>\];\}else \{vErrors\.push\(\k<name>\);\}/gu,
    "vErrors = note(vErrors, $<error>);",
  );
  const note =
    "function note(errors, error) { if (errors === null) { return [error]; } errors.push(error); return errors; }";
  return `${note}\n${noted}`;
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
      .map(([key, value]) => [
        key,
        withoutNotes(value, !isMapOfSchemas && (key === "properties" || key === "definitions")),
      ]),
  );
}

/** Keys of objects, and meaning and example of values, by schema path. */
function factsOf(schema: SchemaNode): Readonly<Record<string, object>> {
  const facts: Record<string, object> = {};
  const { definitions } = schema;
  visit(schema, "#");
  for (const [name, definition] of Object.entries(isMap(definitions) ? definitions : {})) {
    visit(definition, `#/definitions/${name}`);
  }
  return facts;

  function visit(node: unknown, path: string): void {
    if (!isMap(node)) {
      return;
    }
    const { $ref } = node;
    const shared = typeof $ref === "string" ? definitionOf(schema, $ref.slice(14)) : {};
    const { description = shared["description"], examples = shared["examples"] } = node;
    const { properties, anyOf, items, additionalProperties } = node;
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
