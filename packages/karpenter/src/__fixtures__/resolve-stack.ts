import { encodeBase64, isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

const pseudo: ReadonlyMap<string, string> = new Map([
  ["AWS::AccountId", "123456789012"],
  ["AWS::Partition", "aws"],
  ["AWS::Region", "eu-west-1"],
  ["AWS::StackName", "stack"],
  ["AWS::URLSuffix", "amazonaws.com"],
]);

/**
 * A stack with its functions replaced as CloudFormation does it: our judge of references, since
 * the one of CloudFormation is no package of the distributions.
 *
 * @throws {Error} for a name that neither a resource, a parameter nor CloudFormation defines
 */
export function resolveStack(stack: JsonObject): JsonValue {
  const known = new Set(
    ["Resources", "Parameters"].flatMap((part) => {
      const map = ownValue(stack, part);
      return isJsonObject(map) ? Object.keys(map) : [];
    }),
  );
  const valueOf = (name: string): string => {
    const [id = ""] = name.split(".");
    const value = pseudo.get(name) ?? (known.has(id) ? `<${name}>` : undefined);
    if (value === undefined) {
      throw new Error(`${id} is not defined`);
    }
    return value;
  };
  return resolve(stack, valueOf);
}

function resolve(value: JsonValue, valueOf: (name: string) => string): JsonValue {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => resolve(item, valueOf));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const call = applyFunction(value, valueOf);
  return (
    call ??
    Object.fromEntries(Object.entries(value).map(([key, child]) => [key, resolve(child, valueOf)]))
  );
}

function applyFunction(map: JsonObject, valueOf: (name: string) => string): string | undefined {
  const [entry, ...others] = Object.entries(map);
  if (entry === undefined || others.length > 0) {
    return undefined;
  }
  const [name, argument] = entry;
  switch (name) {
    case "Ref":
      return valueOf(textOf(argument));
    case "Fn::GetAtt":
      return valueOf(Array.isArray(argument) ? argument.join(".") : textOf(argument));
    case "Fn::Sub":
      return substitute(textOf(argument), valueOf);
    case "Fn::Base64":
      return encodeBase64(textOf(resolve(argument, valueOf)));
    default:
      return undefined;
  }
}

function substitute(text: string, valueOf: (name: string) => string): string {
  return text.replaceAll(/\$\{(?<name>[^}]+)\}/gu, (_match, name: string) =>
    name.startsWith("!") ? `\${${name.slice(1)}}` : valueOf(name),
  );
}

function textOf(value: JsonValue): string {
  if (typeof value !== "string") {
    throw new TypeError("the argument of a function is no text");
  }
  return value;
}
