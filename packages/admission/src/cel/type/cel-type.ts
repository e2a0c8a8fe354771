/** The type of an expression, as far as it is known before it is evaluated. */
export type CelType =
  | { readonly kind: "dyn" }
  | { readonly kind: "simple"; readonly name: string }
  | { readonly kind: "list"; readonly item: CelType }
  | { readonly kind: "map"; readonly key: CelType; readonly value: CelType }
  | { readonly kind: "object"; readonly field: FieldTypes }
  | { readonly kind: "optional"; readonly value: CelType }
  | { readonly kind: "parameter"; readonly name: string };

/** The type of a field by the name rules have for it; undefined where there is no such field. */
type FieldTypes = (name: string) => CelType | undefined;

/** What parameters of a signature stand for. */
type TypeBindings = Map<string, CelType>;

export const dynType: CelType = { kind: "dyn" };
export const boolType: CelType = simpleType("bool");
export const intType: CelType = simpleType("int");
export const stringType: CelType = simpleType("string");

export function simpleType(name: string): CelType {
  return { kind: "simple", name };
}

export function listType(item: CelType): CelType {
  return { kind: "list", item };
}

export function mapType(key: CelType, value: CelType): CelType {
  return { kind: "map", key, value };
}

export function optionalType(value: CelType): CelType {
  return { kind: "optional", value };
}

/** The simple type's name, or undefined. */
export function simpleName(type: CelType): string | undefined {
  return type.kind === "simple" ? type.name : undefined;
}

/** Whether a value of the actual type may be what is declared. Parameters are bound on the way. */
export function fits(declared: CelType, actual: CelType, bindings: TypeBindings): boolean {
  if (declared.kind === "parameter") {
    return bindParameter(declared.name, actual, bindings);
  }
  if (declared.kind === "dyn" || actual.kind === "dyn") {
    return true;
  }
  if (declared.kind === "list") {
    return actual.kind === "list" && fits(declared.item, actual.item, bindings);
  }
  if (declared.kind === "optional") {
    return actual.kind === "optional" && fits(declared.value, actual.value, bindings);
  }
  if (declared.kind === "map") {
    return (
      actual.kind === "map" &&
      fits(declared.key, actual.key, bindings) &&
      fits(declared.value, actual.value, bindings)
    );
  }
  return declared.kind === "simple"
    ? actual.kind === "simple" && declared.name === actual.name
    : actual.kind === declared.kind;
}

function bindParameter(name: string, actual: CelType, bindings: TypeBindings): boolean {
  const bound = bindings.get(name);
  if (bound === undefined || bound.kind === "dyn") {
    bindings.set(name, actual);
    return true;
  }
  return areComparable(bound, actual);
}

/** A type of a signature with what its parameters stand for. */
export function resolveType(type: CelType, bindings: TypeBindings): CelType {
  switch (type.kind) {
    case "parameter":
      return bindings.get(type.name) ?? dynType;
    case "list":
      return listType(resolveType(type.item, bindings));
    case "optional":
      return optionalType(resolveType(type.value, bindings));
    case "map":
      return mapType(resolveType(type.key, bindings), resolveType(type.value, bindings));
    default:
      return type;
  }
}

const numbers: ReadonlySet<string> = new Set(["int", "uint", "double"]);

/** Whether both are numbers, of whatever type. */
export function areNumbers(left: CelType, right: CelType): boolean {
  return [left, right].every((type) => numbers.has(simpleName(type) ?? ""));
}

/** Whether values of the two types can be equal; null can stand anywhere. */
export function areComparable(left: CelType, right: CelType): boolean {
  const isNull = [left, right].some((type) => simpleName(type) === "null_type");
  return isNull || areNumbers(left, right) || fits(left, right, new Map());
}

/** One type for both, or `dyn`. */
export function joinTypes(left: CelType, right: CelType): CelType {
  if (left === right) {
    return left;
  }
  if (left.kind === "simple" && right.kind === "simple") {
    return left.name === right.name ? left : dynType;
  }
  if (left.kind === "list" && right.kind === "list") {
    return listType(joinTypes(left.item, right.item));
  }
  if (left.kind === "optional" && right.kind === "optional") {
    return optionalType(joinTypes(left.value, right.value));
  }
  return left.kind === "map" && right.kind === "map"
    ? mapType(joinTypes(left.key, right.key), joinTypes(left.value, right.value))
    : dynType;
}

/** A type in words: `list(int)`. */
export function showType(type: CelType): string {
  switch (type.kind) {
    case "simple":
    case "parameter":
      return type.name;
    case "list":
      return `list(${showType(type.item)})`;
    case "optional":
      return `optional_type(${showType(type.value)})`;
    case "map":
      return `map(${showType(type.key)}, ${showType(type.value)})`;
    default:
      return type.kind;
  }
}
