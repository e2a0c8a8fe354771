import type { JsonValue } from "../json-value.ts";
import type { LocatedValue } from "./source-node.ts";

/** Functions whose long form starts with `Fn::`. */
const functions = [
  "And",
  "Base64",
  "Cidr",
  "Contains",
  "EachMemberEquals",
  "EachMemberIn",
  "Equals",
  "FindInMap",
  "GetAtt",
  "GetAZs",
  "If",
  "ImportValue",
  "Join",
  "Length",
  "Not",
  "Or",
  "RefAll",
  "Select",
  "Split",
  "Sub",
  "ToJsonString",
  "Transform",
  "ValueOf",
  "ValueOfAll",
];

/**
 * CloudFormation's short forms, by their tag: the key of the map that the long form is.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const cloudFormationTags: ReadonlyMap<string, string> = new Map([
  ["!Condition", "Condition"],
  ["!Ref", "Ref"],
  ...functions.map((name): [string, string] => [`!${name}`, `Fn::${name}`]),
]);

/** The tags of a reader that takes none but YAML's own. */
export const noTags: ReadonlyMap<string, string> = new Map();

/** The long form of a short one, where each part of it stands included. */
export function longForm(key: string, argument: LocatedValue): LocatedValue {
  const { value, node } = key === "Fn::GetAtt" ? attributeList(argument) : argument;
  const map: { [key: string]: JsonValue } = Object.create(null);
  map[key] = value;
  const { start, end } = node;
  return { value: map, node: { start, end, keys: [key], keyStarts: [start], children: [node] } };
}

/** `Role.Arn` is short for a list of two; what follows the first full stop is the attribute. */
function attributeList(argument: LocatedValue): LocatedValue {
  const { value, node } = argument;
  const dot = typeof value === "string" ? value.indexOf(".") : -1;
  if (typeof value !== "string" || dot === -1) {
    return argument;
  }
  const { start, end } = node;
  const children = [
    { start, end },
    { start, end },
  ];
  return { value: [value.slice(0, dot), value.slice(dot + 1)], node: { start, end, children } };
}
