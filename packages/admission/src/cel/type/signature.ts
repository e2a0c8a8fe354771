import { type CelType, dynType, listType, mapType, optionalType, simpleType } from "./cel-type.ts";

/** A signature taken apart. */
export interface Signature {
  readonly name: string;
  /** Whether the first parameter stands before the name, with a dot between. */
  readonly isMember: boolean;
  readonly parameters: readonly CelType[];
  readonly result: CelType;
}

/** Names of types in signatures, and the names the language has for them. */
const simpleNames: ReadonlyMap<string, string> = new Map([
  ...["int", "uint", "double", "bool", "string", "bytes", "type", "null_type"].map(
    (name) => [name, name] as const,
  ),
  ["timestamp", "google.protobuf.Timestamp"],
  ["duration", "google.protobuf.Duration"],
  ["URL", "kubernetes.URL"],
  ["Quantity", "kubernetes.Quantity"],
  ["Semver", "kubernetes.Semver"],
  ["NamedFormat", "kubernetes.NamedFormat"],
  ["IP", "net.IP"],
  ["CIDR", "net.CIDR"],
]);

/**
 * Takes apart a signature such as `string.charAt(int): string`. Before the name may stand the type
 * of the receiver, or the namespace of the function: `sets.contains(list<T>, list<T>): bool`.
 */
export function parseSignature(text: string): Signature {
  const groups =
    /^(?:(?<prefix>[\w<>, ]+)\.)?(?<name>\w+)\((?<parameters>[^)]*)\): (?<result>.+)$/u.exec(
      text,
    )?.groups;
  if (groups === undefined) {
    throw new Error(`this is no signature: ${text}`);
  }
  const { prefix, name = "", parameters = "", result = "" } = groups;
  const given = splitTypes(parameters).map(parseType);
  const isMember = prefix !== undefined && (prefix.includes("<") || isTypeName(prefix));
  const qualified = prefix === undefined || isMember ? name : `${prefix}.${name}`;
  return {
    name: qualified,
    isMember,
    parameters: isMember ? [parseType(prefix), ...given] : given,
    result: parseType(result),
  };
}

function isTypeName(text: string): boolean {
  return text === "dyn" || simpleNames.has(text);
}

function parseType(text: string): CelType {
  const groups = /^(?<kind>list|map|optional)<(?<inner>.+)>$/u.exec(text)?.groups;
  const [first = dynType, second = dynType] = splitTypes(groups?.["inner"] ?? "").map(parseType);
  switch (groups?.["kind"]) {
    case "list":
      return listType(first);
    case "map":
      return mapType(first, second);
    case "optional":
      return optionalType(first);
    default:
      return parseName(text);
  }
}

function parseName(text: string): CelType {
  if (text === "dyn") {
    return dynType;
  }
  return /^[A-Z]$/u.test(text)
    ? { kind: "parameter", name: text }
    : simpleType(simpleNames.get(text) ?? text);
}

/** Types between commas that stand in no angle brackets. */
function splitTypes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = "";
  for (const character of text) {
    depth += Number(character === "<") - Number(character === ">");
    if (character === "," && depth === 0) {
      parts.push(current.trim());
      current = "";
    } else {
      current += character;
    }
  }
  return current.trim() === "" ? parts : [...parts, current.trim()];
}
