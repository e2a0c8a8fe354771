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
