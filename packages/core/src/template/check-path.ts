import type { JsonObject } from "../json-value.ts";
import { nearestName } from "../text/nearest.ts";
import type { CheckScope, KnownValue } from "./check-scope.ts";
import { didYouMean, type Findings, listNames } from "./findings.ts";
import type { SchemaReader } from "./schema-shape.ts";
import type { SyntaxPath } from "./template-syntax.ts";

/** What a path leads to; `isOptional` if it may be missing or null in spite of the guards. */
export interface FoundValue extends KnownValue {
  readonly isOptional: boolean;
}

/** Looks paths up in the model. */
export interface PathChecker {
  readonly reader: SchemaReader;
  readonly findings: Findings;
}

const loopSchemas: { readonly [data: string]: JsonObject } = {
  index: { type: "number" },
  first: { type: "boolean" },
  last: { type: "boolean" },
};

/** Names every object inherits: never fields of a model. */
const inherited: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "prototype",
]);

/** What a path leads to, or undefined and a finding. */
export function checkPath(
  checker: PathChecker,
  path: SyntaxPath,
  scope: CheckScope,
): FoundValue | undefined {
  const start = startValue(path, scope);
  if (start === undefined) {
    return undefined;
  }
  let value: FoundValue = start;
  for (const [index, name] of path.parts.entries()) {
    if (value.isOptional) {
      reportOptional(checker, path, path.parts.slice(0, index), scope);
      return undefined;
    }
    const next = step(checker, value, name, scope);
    if (next === undefined) {
      reportUnknown(checker, path, index, value.schema, scope);
      return undefined;
    }
    value = next;
  }
  return value;
}

/** Demands that a value is there for certain. */
export function requireValue(
  checker: PathChecker,
  path: SyntaxPath,
  value: FoundValue,
  scope: CheckScope,
): boolean {
  if (value.isOptional) {
    reportOptional(checker, path, path.parts, scope);
  }
  return !value.isOptional;
}

function startValue(
  path: SyntaxPath,
  { slots, textKeys, guards }: CheckScope,
): FoundValue | undefined {
  if (path.data !== undefined) {
    const isText = path.data === "key" && textKeys.has(path.slot);
    const schema = isText ? { type: "string" } : (loopSchemas[path.data] ?? { type: "number" });
    return { schema, anchor: `@${path.data}${path.slot}`, isOptional: false };
  }
  const known = slots.get(path.slot);
  return known === undefined ? undefined : { ...known, isOptional: isNullable(known, guards) };
}

/** Only set for values a block or partial was given without a guard. */
function isNullable({ anchor }: KnownValue, guards: ReadonlySet<string>): boolean {
  return anchor.endsWith("?") && !guards.has(anchor);
}

function step(
  { reader }: PathChecker,
  value: KnownValue,
  name: string,
  { guards }: CheckScope,
): FoundValue | undefined {
  if (inherited.has(name)) {
    return undefined;
  }
  const property = reader.property(value.schema, name);
  if (property === undefined) {
    return undefined;
  }
  const anchor = `${value.anchor}/${name}`;
  const isNull = reader.branches(property.schema).some(({ kind }) => kind === "null");
  return {
    schema: property.schema,
    anchor,
    isOptional: (property.isOptional || isNull) && !guards.has(anchor),
  };
}

function reportOptional(
  { findings }: PathChecker,
  path: SyntaxPath,
  parts: readonly string[],
  scope: CheckScope,
): void {
  const name = parts.length === path.parts.length ? path.written : parts.join(".") || path.written;
  findings.add("TEMPLATE_OPTIONAL", scope.file, path.at, {
    message: `${name} may be absent`,
    found: path.written,
    hint: `Put it inside {{#if ${name}}}…{{/if}}.`,
  });
}

function reportUnknown(
  { findings, reader }: PathChecker,
  path: SyntaxPath,
  index: number,
  schema: JsonObject,
  scope: CheckScope,
): void {
  const name = path.parts[index] ?? "";
  const known = reader.names(schema);
  if (inherited.has(name)) {
    findings.add("TEMPLATE_PROTOTYPE_NAME", scope.file, path.at, {
      message: `${name} is inherited by every object and no field of the model`,
      found: path.written,
      expected: listNames(known),
    });
    return;
  }
  const isList = reader.branches(schema).some(({ kind }) => kind === "array");
  if (isList && /^\d+$/u.test(name)) {
    findings.add("TEMPLATE_INDEX", scope.file, path.at, {
      message: "An item of a list is read by its number",
      found: path.written,
    });
    return;
  }
  const visible = index === 0 && path.isBare ? [...known, ...scope.names] : known;
  const near = nearestName(name, visible);
  findings.add("TEMPLATE_PATH_UNKNOWN", scope.file, path.at, {
    message:
      index === 0
        ? `There is no ${name} here`
        : `${path.parts.slice(0, index).join(".")} has no ${name}`,
    found: path.written,
    expected: listNames(visible),
    hint: didYouMean(near),
  });
}
