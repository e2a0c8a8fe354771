import type { JsonValue } from "@imagewright/core";

import data from "./data/v1beta2-fields.json" with { type: "json" };

/** Limits v1beta2 has and v1beta1 has not. */
export interface FieldLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly enum?: readonly JsonValue[];
}

/** A field of v1beta2, as far as it differs from v1beta1, with the names of all below it. */
export interface KnownField {
  /** Name of a shape that stands here. */
  readonly use?: string;
  /** Anything may stand here. */
  readonly open?: boolean;
  /** A value that says nothing is refused. */
  readonly nonEmpty?: boolean;
  readonly required?: boolean;
  /** Required since v1beta2. */
  readonly wasOptional?: boolean;
  /** Fields of which exactly one has to be set. */
  readonly exclusive?: readonly string[];
  readonly limits?: FieldLimits;
  readonly fields?: { readonly [name: string]: KnownField };
  /** Items of a list. */
  readonly items?: KnownField;
  /** Values of a map whose names are free. */
  readonly values?: KnownField;
}

const shapes: Readonly<Record<string, KnownField>> = data.shapes;
const kinds: Readonly<Record<string, KnownField>> = data.kinds;

/** What `spec` of a kind may hold in v1beta2; undefined where nothing is known about it. */
export function knownSpec(kind: string): KnownField | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
}

/** The field with the shape that stands at its place. */
export function resolved(field: KnownField): KnownField {
  return field.use === undefined ? field : { ...shapes[field.use], ...field };
}

/** The field below another one; undefined where v1beta2 has none, `open` below an open one. */
export function fieldBelow(field: KnownField, name: string): KnownField | undefined {
  const { fields = {}, items, values, open } = resolved(field);
  if (Object.hasOwn(fields, name)) {
    return fields[name];
  }
  return items ?? values ?? (open === true ? { open } : undefined);
}
