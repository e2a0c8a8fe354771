import type { Diagnostic, Parsed } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";
import { describeSchemaErrors } from "./describe-schema-errors.ts";
import type { SchemaError, SchemaFacts } from "./schema-error.ts";

/**
 * The validator that the build generates from a TypeScript type, by way of its JSON Schema.
 *
 * No code is generated at run time.
 */
export interface GeneratedValidator<T> {
  /** Where a value takes on its type: the validator was generated from that type. */
  (input: unknown): input is T;
  /** Of the last call. */
  errors?: readonly SchemaError[] | null;
}

/** A JSON Schema tied to the TypeScript type it was generated from. */
export interface Schema<T> {
  /** @example "urn:imagewright:schema:node-image" */
  readonly id: string;
  /** Every problem at once; the value itself, untouched, if there is none. */
  validate(input: unknown): Parsed<T>;
  /** The JSON Schema document, loaded when it is asked for. */
  load(): Promise<JsonObject>;
}

/** What {@link defineSchema} ties together; all of it generated. */
export interface SchemaParts<T> {
  readonly id: string;
  readonly validator: GeneratedValidator<T>;
  /** What the diagnostics need to know of the schema, by schema path. */
  readonly facts: SchemaFacts;
  readonly load: () => Promise<JsonObject>;
}

/**
 * Ties a generated validator to its type.
 *
 * @example
 * ```ts
 * import type { GeneratedValidator } from "@imagewright/core";
 *
 * interface Label {
 *   readonly team: string;
 * }
 * const id = "urn:imagewright:schema:label";
 * const validator: GeneratedValidator<Label> = (input): input is Label =>
 *   isJsonObject(input) && typeof input["team"] === "string";
 * const label = defineSchema({ id, validator, facts: {}, load: async () => ({ $id: id }) });
 * label.validate({ team: "platform" }).ok; // => true
 * ```
 */
export function defineSchema<T>({ id, validator, facts, load }: SchemaParts<T>): Schema<T> {
  return {
    id,
    load,
    validate(input) {
      if (validator(input)) {
        return { ok: true, value: input, diagnostics: [] };
      }
      const errors = [...(validator.errors ?? [])];
      const diagnostics: readonly Diagnostic[] = describeSchemaErrors(errors, input, facts);
      return { ok: false, diagnostics };
    },
  };
}
