import { formatPointer, isJsonObject, type JsonObject, ownValue } from "@imagewright/core";

import { checkBranches } from "./check-branches.ts";
import { checkDefault } from "./check-default.ts";
import { checkKeywords } from "./check-keywords.ts";
import { checkListDefinition } from "./check-list-definition.ts";
import { type DefinitionFindings, mapAt } from "./definition-findings.ts";

type Level = "root" | "item" | "field";

/** Where in a schema the walk stands. */
interface Place {
  readonly pointer: string;
  readonly level: Level;
  /** Whether the schema is about apiVersion, kind or metadata of a whole object. */
  readonly isHeader: boolean;
}

/**
 * Checks that a schema is structural, by the rules of the API server.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/1aa2717a552ee6ca1e2a18f1f8ffccde981db923/pkg/apiserver/schema/validation.go
 */
export function checkStructure(
  schema: JsonObject,
  pointer: string,
  findings: DefinitionFindings,
): void {
  if (ownValue(schema, "nullable") === true) {
    findings.add("ADMISSION_CRD_KEYWORD", `${pointer}/nullable`, "the root cannot be nullable");
  }
  checkNode(schema, { pointer, level: "root", isHeader: false }, findings);
}

function checkNode(node: JsonObject, place: Place, findings: DefinitionFindings): void {
  const { pointer } = place;
  checkKeywords(node, pointer, findings);
  checkType(node, place, findings);
  checkEmbedding(node, place, findings);
  checkListDefinition(node, pointer, findings);
  checkBranches(node, pointer, findings);
  checkDefault(node, pointer, findings, place.level !== "root" && !place.isHeader);
  checkChildren(node, place, findings);
}

function checkType(
  node: JsonObject,
  { pointer, level }: Place,
  findings: DefinitionFindings,
): void {
  const type = ownValue(node, "type");
  const isFree =
    ownValue(node, "x-kubernetes-int-or-string") === true ||
    ownValue(node, "x-kubernetes-preserve-unknown-fields") === true;
  const report = (message: string): void =>
    findings.add("ADMISSION_CRD_NOT_STRUCTURAL", `${pointer}/type`, message, type);
  if ((type === undefined || type === "") && !isFree) {
    report(`a ${level === "root" ? "root" : level} needs a type`);
  } else if (level === "root" && type !== undefined && type !== "object") {
    report("the root is an object");
  }
  if (type === "array" && mapAt(node, "items") === undefined) {
    const message = "a list needs a schema for its items";
    findings.add("ADMISSION_CRD_NOT_STRUCTURAL", `${pointer}/items`, message);
  }
  if (ownValue(node, "x-kubernetes-int-or-string") === true) {
    for (const other of [
      "x-kubernetes-preserve-unknown-fields",
      "x-kubernetes-embedded-resource",
    ]) {
      if (ownValue(node, other) === true) {
        const message = "this does not go with x-kubernetes-int-or-string";
        findings.add("ADMISSION_CRD_NOT_STRUCTURAL", `${pointer}/${other}`, message);
      }
    }
  }
}

function checkEmbedding(node: JsonObject, place: Place, findings: DefinitionFindings): void {
  const { pointer, level } = place;
  const isEmbedded = ownValue(node, "x-kubernetes-embedded-resource") === true;
  const properties = mapAt(node, "properties") ?? {};
  const report = (part: string, message: string): void =>
    findings.add("ADMISSION_CRD_NOT_STRUCTURAL", `${pointer}/${part}`, message);
  if (level === "root" && ownValue(node, "additionalProperties") !== undefined) {
    report("additionalProperties", "the root has no additionalProperties");
  }
  if (isEmbedded) {
    checkEmbedded(node, place, findings, report);
  }
  if (level !== "root" && !isEmbedded) {
    return;
  }
  for (const [name, type] of [
    ["kind", "string"],
    ["apiVersion", "string"],
    ["metadata", "object"],
  ] as const) {
    const field = mapAt(properties, name);
    if (field !== undefined && ownValue(field, "type") !== type) {
      report(`properties/${name}/type`, `${name} is of the type ${type}`);
    }
  }
  const metadata = level === "root" ? mapAt(properties, "metadata") : undefined;
  if (metadata !== undefined && !isPlainMetadata(metadata)) {
    report("properties/metadata", "metadata says nothing but the form of name and generateName");
  }
}

function checkEmbedded(
  node: JsonObject,
  { pointer, isHeader }: Place,
  findings: DefinitionFindings,
  report: (part: string, message: string) => void,
): void {
  const isFree = ownValue(node, "x-kubernetes-preserve-unknown-fields") === true;
  if (ownValue(node, "type") !== "object") {
    report("type", "an embedded resource is an object");
  }
  if (ownValue(node, "additionalProperties") !== undefined) {
    report("additionalProperties", "an embedded resource has no additionalProperties");
  }
  if (!isFree && Object.keys(mapAt(node, "properties") ?? {}).length === 0) {
    report("properties", "an embedded resource has properties, or preserves unknown fields");
  }
  if (isHeader) {
    const at = `${pointer}/x-kubernetes-embedded-resource`;
    findings.add("ADMISSION_CRD_KEYWORD", at, "metadata holds no embedded resource");
  }
}

const metadataKeywords: ReadonlySet<string> = new Set([
  "default",
  "description",
  "properties",
  "type",
]);

/** Descriptions do not count; defaults have a rule of their own. */
function isPlainMetadata(metadata: JsonObject): boolean {
  const fields = Object.keys(mapAt(metadata, "properties") ?? {});
  return (
    Object.keys(metadata).every((key) => metadataKeywords.has(key)) &&
    fields.every((name) => name === "name" || name === "generateName")
  );
}

const header: ReadonlySet<string> = new Set(["apiVersion", "kind", "metadata"]);

function checkChildren(node: JsonObject, place: Place, findings: DefinitionFindings): void {
  const { pointer, level } = place;
  const isObject = level === "root" || ownValue(node, "x-kubernetes-embedded-resource") === true;
  for (const [name, child] of Object.entries(mapAt(node, "properties") ?? {})) {
    const at = `${pointer}/properties${formatPointer([name])}`;
    const isHeader = place.isHeader || (isObject && header.has(name));
    if (isJsonObject(child)) {
      checkNode(child, { pointer: at, level: "field", isHeader }, findings);
    } else {
      findings.add("ADMISSION_CRD_NOT_STRUCTURAL", at, "the field has no schema", child);
    }
  }
  const { isHeader } = place;
  const [items, others] = [mapAt(node, "items"), mapAt(node, "additionalProperties")];
  if (items !== undefined) {
    checkNode(items, { pointer: `${pointer}/items`, level: "item", isHeader }, findings);
  }
  if (others !== undefined) {
    const at = `${pointer}/additionalProperties`;
    checkNode(others, { pointer: at, level: "field", isHeader }, findings);
  }
}
