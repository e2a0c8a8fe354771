import { type Diagnostic, defineDiagnostics, showValue } from "../diagnostic.ts";
import { formatPointer, parsePointer, valueAt } from "../json-pointer.ts";
import { isJsonObject, type JsonValue } from "../json-value.ts";
import { nearestName } from "../text/nearest.ts";

/** Codes of findings that a schema makes. */
export const schemaDiagnostics = defineDiagnostics({
  SCHEMA_UNKNOWN_KEY: {
    severity: "error",
    cause: "The map has a key its type does not have. It would be ignored, so it is refused.",
    remedy: "Correct the spelling, or remove the key.",
  },
  SCHEMA_MISSING_KEY: {
    severity: "error",
    cause: "A key that has to be there is absent.",
    remedy: "Add the key.",
  },
  SCHEMA_WRONG_TYPE: {
    severity: "error",
    cause: "The value is of another type, e.g. a number where text is expected.",
    remedy: "Write a value of the expected type; quote text that looks like a number.",
  },
  SCHEMA_NOT_ALLOWED: {
    severity: "error",
    cause: "The value is none of those that are allowed.",
    remedy: "Write one of the allowed values.",
  },
  SCHEMA_BAD_FORM: {
    severity: "error",
    cause: "The text does not have the form its field demands.",
    remedy: "Write the text in the expected form.",
  },
  SCHEMA_OUT_OF_RANGE: {
    severity: "error",
    cause: "The number, or the count of items or characters, is outside its range.",
    remedy: "Write a value inside the range.",
  },
});

/** One error of a generated validator, as Ajv words it. */
export interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What the generator knows of the schema, by schema path (without the keyword at its end). */
export interface SchemaFacts {
  readonly [schemaPath: string]: SchemaFact;
}

/** Keys of an object, or the meaning and an example of a value. */
export interface SchemaFact {
  readonly keys?: readonly string[];
  readonly description?: string;
  readonly example?: string;
}

/** Words the errors of a validator; a union is judged by the branch its discriminator names. */
export function describeSchemaErrors(
  errors: readonly SchemaError[],
  input: unknown,
  facts: SchemaFacts,
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return pickBranches(errors)
    .map((error) => describe(error, input, facts))
    .filter((diagnostic) => {
      const key = `${diagnostic.code} ${diagnostic.pointer} ${diagnostic.message}`;
      return !seen.has(key) && seen.add(key);
    });
}

/**
 * Drops what the branches say that were not meant.
 *
 * A branch is not meant if a `const` or `enum` directly below the union's value refuses it while
 * another branch has no such error. Where every branch is refused so, only the choice is reported.
 */
function pickBranches(errors: readonly SchemaError[]): readonly SchemaError[] {
  const unions = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  let kept = [...errors];
  for (const union of unions) {
    const prefix = `${union.schemaPath}/`;
    const below = parsePointer(union.instancePath).length;
    const inside = (error: SchemaError): boolean =>
      error.schemaPath.startsWith(prefix) && isAtOrBelow(error.instancePath, union.instancePath);
    const branches = Map.groupBy(kept.filter(inside), ({ schemaPath }) =>
      schemaPath.slice(prefix.length, schemaPath.indexOf("/", prefix.length)),
    );
    const meant = [...branches].filter(
      ([, list]) => !list.some((error) => isDiscriminator(error, below)),
    );
    if (meant.length > 0) {
      const keep = new Set(meant.flatMap(([, list]) => list));
      kept = kept.filter((error) => error !== union && (!inside(error) || keep.has(error)));
    } else if (branches.size > 0) {
      const choices = [...branches.values()]
        .flat()
        .filter((error) => isDiscriminator(error, below));
      const choice = mergeChoices(choices);
      kept = [
        ...kept.filter((error) => error !== union && !inside(error)),
        ...(choice === undefined ? [union] : [choice]),
      ];
    }
  }
  return kept;
}

function isAtOrBelow(pointer: string, ancestor: string): boolean {
  return pointer === ancestor || pointer.startsWith(`${ancestor}/`);
}

function isDiscriminator({ instancePath, keyword }: SchemaError, depth: number): boolean {
  return (
    parsePointer(instancePath).length === depth + 1 && (keyword === "const" || keyword === "enum")
  );
}

function mergeChoices(choices: readonly SchemaError[]): SchemaError | undefined {
  const [first] = choices;
  if (first === undefined) {
    return undefined;
  }
  const allowed = choices.flatMap(({ keyword, params }) =>
    keyword === "const" ? [params["allowedValue"]] : toList(params["allowedValues"]),
  );
  return { ...first, keyword: "enum", params: { allowedValues: [...new Set(allowed)] } };
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function describe(error: SchemaError, input: unknown, facts: SchemaFacts): Diagnostic {
  const { keyword, instancePath: pointer, params } = error;
  const value = toJson(input, pointer);
  const name = describePlace(pointer);
  const fact = facts[error.schemaPath.replace(/\/[^/]+$/u, "")] ?? {};
  switch (keyword) {
    case "additionalProperties":
      return unknownKey(pointer, String(params["additionalProperty"]), fact);
    case "required":
      return missingKey(pointer, String(params["missingProperty"]), value, facts, error);
    case "type":
      return schemaDiagnostics.report("SCHEMA_WRONG_TYPE", {
        message: `${name} is ${describeType(value)}`,
        pointer,
        found: showValue(value),
        expected: expectedType(params["type"], fact),
        ...(typeof value === "number" &&
          String(params["type"]) === "string" && {
            hint: `Quote it: "${value}" (check that no digit was lost, e.g. 1.30 reads as 1.3).`,
          }),
      });
    case "const":
    case "enum":
      return notAllowed(
        pointer,
        value,
        keyword === "const" ? [params["allowedValue"]] : toList(params["allowedValues"]),
      );
    case "pattern":
      return schemaDiagnostics.report("SCHEMA_BAD_FORM", {
        message: `${name} does not have the form it needs`,
        pointer,
        found: showValue(value),
        expected: expectedForm(String(params["pattern"]), fact),
      });
    case "anyOf":
    case "oneOf":
      return schemaDiagnostics.report("SCHEMA_NOT_ALLOWED", {
        message: `${name} has none of the forms that are allowed`,
        pointer,
        found: showValue(value),
        ...(fact.description !== undefined && { expected: fact.description }),
      });
    default:
      return schemaDiagnostics.report("SCHEMA_OUT_OF_RANGE", {
        message: `${name} is outside its range`,
        pointer,
        found: showValue(value),
        expected: expectedRange(keyword, params["limit"]),
      });
  }
}

function unknownKey(pointer: string, key: string, fact: SchemaFact): Diagnostic {
  const known = fact.keys ?? [];
  const nearest = nearestName(key.slice(0, 128), known);
  return schemaDiagnostics.report("SCHEMA_UNKNOWN_KEY", {
    message: `${describePlace(pointer)} has no key ${showValue(key)}`,
    pointer: `${pointer}${formatPointer([key])}`,
    found: showValue(key),
    ...(known.length > 0 && { expected: known.join(", ") }),
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
  });
}

/** Names the misspelt key beside it, if there is one, since that is the key to correct. */
function missingKey(
  pointer: string,
  key: string,
  value: JsonValue | undefined,
  facts: SchemaFacts,
  error: SchemaError,
): Diagnostic {
  const parent = error.schemaPath.replace(/\/[^/]+$/u, "");
  const fact = facts[`${parent}/properties/${key}`] ?? {};
  const known = facts[parent]?.keys ?? [];
  const strangers = isJsonObject(value)
    ? Object.keys(value).filter((name) => !known.includes(name))
    : [];
  const misspelt = nearestName(key, strangers);
  return schemaDiagnostics.report("SCHEMA_MISSING_KEY", {
    message: `${describePlace(pointer)} lacks the key \`${key}\``,
    pointer,
    ...(fact.description !== undefined && { expected: withExample(fact.description, fact) }),
    ...(misspelt !== undefined && { hint: `Rename \`${misspelt}\` to \`${key}\`.` }),
  });
}

function notAllowed(
  pointer: string,
  value: JsonValue | undefined,
  allowed: readonly unknown[],
): Diagnostic {
  const names = allowed.map(String);
  const nearest = typeof value === "string" ? nearestName(value.slice(0, 128), names) : undefined;
  return schemaDiagnostics.report("SCHEMA_NOT_ALLOWED", {
    message: `${describePlace(pointer)} is none of the allowed values`,
    pointer,
    found: showValue(value),
    expected: names.join(", "),
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
  });
}

function describePlace(pointer: string): string {
  const segments = parsePointer(pointer);
  const last = segments.at(-1);
  if (last === undefined) {
    return "the document";
  }
  const parent = segments.at(-2);
  return /^\d+$/u.test(last) && parent !== undefined ? `\`${parent}[${last}]\`` : `\`${last}\``;
}

function describeType(value: JsonValue | undefined): string {
  if (value === null) {
    return "null";
  }
  if (Array.isArray(value)) {
    return "a list";
  }
  switch (typeof value) {
    case "string":
      return "text";
    case "number":
      return "a number";
    case "boolean":
      return "a boolean";
    default:
      return "a map";
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map",
  null: "null",
};

function expectedType(type: unknown, fact: SchemaFact): string {
  const names = Array.isArray(type) ? type.map(String) : String(type).split(",");
  return withExample(names.map((name) => typeNames[name] ?? name).join(" or "), fact);
}

function expectedForm(pattern: string, fact: SchemaFact): string {
  return fact.example === undefined ? `text matching ${pattern}` : `text such as ${fact.example}`;
}

function withExample(text: string, fact: SchemaFact): string {
  return fact.example === undefined ? text : `${text}, e.g. ${fact.example}`;
}

const rangeWords: Readonly<Record<string, string>> = {
  minimum: "at least",
  maximum: "at most",
  exclusiveMinimum: "more than",
  exclusiveMaximum: "less than",
  minItems: "at least this many items:",
  maxItems: "at most this many items:",
  minLength: "at least this many characters:",
  maxLength: "at most this many characters:",
  minProperties: "at least this many keys:",
};

function expectedRange(keyword: string, limit: unknown): string {
  return `${rangeWords[keyword] ?? keyword} ${String(limit ?? "")}`.trim();
}

function toJson(input: unknown, pointer: string): JsonValue | undefined {
  // Only what a reader built arrives here; a value that is no JSON is shown by its type alone.
  return valueAt(input as JsonValue, pointer);
}
