import { isJsonObject } from "../json-value.ts";
import { cloudFormationTags } from "./cloudformation-tags.ts";
import type { Findings } from "./findings.ts";
import { shorten } from "./shorten.ts";

/** What `!!` stands for. */
const corePrefix = "tag:yaml.org,2002:";

const coreNames: readonly string[] = ["str", "int", "float", "bool", "null", "map", "seq"];

/** Tags of the YAML 1.2 core schema: they say nothing a plain value could not. */
const coreTags: ReadonlySet<string> = new Set(
  coreNames.flatMap((name) => [`!!${name}`, `!<${corePrefix}${name}>`]),
);

const resolvedCoreTags: ReadonlySet<string> = new Set(coreNames.map((name) => corePrefix + name));

/** Whether a tag, written out in full, is one of the core schema's. */
export function isCoreTag(tag: string): boolean {
  return resolvedCoreTags.has(tag);
}

/**
 * Reports a tag that is none of the core schema's and not among those that may stand there;
 * CloudFormation's short forms get their own hint.
 */
export function checkTag(
  findings: Findings,
  tag: string,
  offset: number,
  allowed: ReadonlyMap<string, string>,
): void {
  if (coreTags.has(tag) || allowed.has(tag)) {
    return;
  }
  const long = cloudFormationTags.get(tag);
  findings.add({
    code: "READ_TAG",
    offset,
    message: "a value carries a tag",
    found: shorten(tag),
    ...(long !== undefined && {
      hint: `Use the long form of the CloudFormation function: \`${long}: …\`.`,
    }),
  });
}

/** Whether a value may carry a tag: `!!int 3`, but not `!!int x`. Tags that are refused fit. */
export function fitsTag(tag: string, value: unknown): boolean {
  switch (tag) {
    case `${corePrefix}null`:
      return value === null;
    case `${corePrefix}bool`:
      return typeof value === "boolean";
    case `${corePrefix}int`:
      return Number.isInteger(value);
    case `${corePrefix}float`:
      return typeof value === "number";
    case `${corePrefix}str`:
      return typeof value === "string";
    case `${corePrefix}map`:
      return isJsonObject(value);
    case `${corePrefix}seq`:
      return Array.isArray(value);
    default:
      return true;
  }
}

export const stringTag: string = `${corePrefix}str`;

/** A tag of the core schema, as it is written, in full. */
export function longTag(tag: string): string | undefined {
  return coreTags.has(tag) ? tag.replace(/^!!/u, corePrefix).replace(/^!<|>$/gu, "") : undefined;
}
