import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

/** What stands in a schema or anywhere below it, so that a walk knows where it need not go. */
export interface SchemaTraits {
  /** Rules in the Common Expression Language. */
  readonly rules: boolean;
  /** Fields that hold whole objects. */
  readonly embedded: boolean;
  /** Lists whose items must differ. */
  readonly unique: boolean;
}

const none: SchemaTraits = { rules: false, embedded: false, unique: false };
const known = new WeakMap<JsonObject, SchemaTraits>();

/** The traits of a node of `openAPIV3Schema`; looked for once. */
export function traitsOf(node: JsonObject): SchemaTraits {
  const found = known.get(node);
  if (found !== undefined) {
    return found;
  }
  let traits = ownTraits(node);
  for (const key of Object.keys(node)) {
    traits = merge(traits, traitsIn(node[key]));
  }
  known.set(node, traits);
  return traits;
}

/** Traits are looked for in every part, a field called like a keyword included: that does no harm. */
function traitsIn(value: JsonValue | undefined): SchemaTraits {
  if (isJsonObject(value)) {
    return traitsOf(value);
  }
  let traits = none;
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  for (const item of list) {
    traits = merge(traits, traitsIn(item));
  }
  return traits;
}

function ownTraits(node: JsonObject): SchemaTraits {
  const listType = ownValue(node, "x-kubernetes-list-type");
  const rules = Object.hasOwn(node, "x-kubernetes-validations");
  const embedded = ownValue(node, "x-kubernetes-embedded-resource") === true;
  const unique = listType === "set" || listType === "map" || ownValue(node, "uniqueItems") === true;
  return rules || embedded || unique ? { rules, embedded, unique } : none;
}

function merge(a: SchemaTraits, b: SchemaTraits): SchemaTraits {
  if (b === none || a === b) {
    return a;
  }
  return a === none
    ? b
    : {
        rules: a.rules || b.rules,
        embedded: a.embedded || b.embedded,
        unique: a.unique || b.unique,
      };
}
