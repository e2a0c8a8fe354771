import { type Diagnostic, defineDiagnostics } from "../diagnostic.ts";
import { formatPointer, parsePointer, valueAt } from "../json-pointer.ts";
import { isJsonObject } from "../json-value.ts";
import { showValue } from "../show-value.ts";
import { nearestName } from "../text/nearest.ts";
import { pickBranches, toList } from "./pick-branches.ts";
import type { SchemaError, SchemaFact, SchemaFacts } from "./schema-error.ts";

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

function describe(error: SchemaError, input: unknown, facts: SchemaFacts): Diagnostic {
  const { keyword, instancePath: pointer, params } = error;
  const value = valueAt(input, pointer);
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
  value: unknown,
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

function notAllowed(pointer: string, value: unknown, allowed: readonly unknown[]): Diagnostic {
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
    return "the map";
  }
  const parent = segments.at(-2);
  return /^\d+$/u.test(last) && parent !== undefined ? `\`${parent}[${last}]\`` : `\`${last}\``;
}

function describeType(value: unknown): string {
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
  return `${rangeWords[keyword] ?? keyword} ${showValue(limit)}`;
}
