import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { checkRuleDefinitions } from "./check-rule-definitions.ts";
import { checkStructure } from "./check-structure.ts";
import { parseCustomResource } from "./custom-resource.ts";
import {
  createDefinitionFindings,
  type DefinitionFindings,
  listAt,
  mapAt,
} from "./definition-findings.ts";

/**
 * Says what an API server would refuse a CustomResourceDefinition for: names and versions, schemas
 * that are not structural, keywords that have no place there, list types whose keys do not fit,
 * defaults the schema itself refuses, patterns RE2 cannot read, rules in the Common Expression
 * Language that do not compile. A rule that may be at fault, or may use what is not known here, is
 * the warning `ADMISSION_CRD_RULE_NOT_CHECKED`; what rules cost is not estimated.
 *
 * @example
 * ```ts
 * const found = checkDefinition({
 *   apiVersion: "apiextensions.k8s.io/v1",
 *   kind: "CustomResourceDefinition",
 *   metadata: { name: "widgets.example.com" },
 *   spec: {
 *     group: "example.com",
 *     names: { kind: "Widget", plural: "widgets" },
 *     scope: "Namespaced",
 *     versions: [
 *       {
 *         name: "v1",
 *         served: true,
 *         storage: true,
 *         schema: {
 *           openAPIV3Schema: {
 *             type: "object",
 *             properties: { size: { maximum: 9 }, name: { type: "string", pattern: "(?!a)" } },
 *           },
 *         },
 *       },
 *     ],
 *   },
 * });
 * found.map(({ code }) => code);
 * // => ["ADMISSION_CRD_NOT_STRUCTURAL", "ADMISSION_CRD_PATTERN"]
 * ```
 */
export function checkDefinition(object: JsonValue): readonly Diagnostic[] {
  const parsed = parseCustomResource(object);
  if (!parsed.ok || !isJsonObject(object)) {
    return parsed.diagnostics;
  }
  const findings = createDefinitionFindings();
  const spec = mapAt(object, "spec") ?? {};
  checkNames(object, spec, findings);
  checkVersions(listAt(spec, "versions"), findings);
  for (const [index, version] of parsed.value.versions.entries()) {
    const pointer = `/spec/versions/${index}/schema/openAPIV3Schema`;
    const schema = valueAt(object, pointer);
    if (isJsonObject(schema) && version.name !== "") {
      checkStructure(schema, pointer, findings);
      checkRuleDefinitions(version.schema, pointer, findings);
    }
  }
  return findings.list();
}

const label = /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/u;

function checkNames(object: JsonObject, spec: JsonObject, findings: DefinitionFindings): void {
  const report = (pointer: string, message: string): void =>
    findings.add("ADMISSION_CRD_SPEC", pointer, message, valueAt(object, pointer) ?? null);
  const text = (pointer: string): string => {
    const value = valueAt(object, pointer);
    return typeof value === "string" ? value : "";
  };
  const [group, plural, kind] = ["/spec/group", "/spec/names/plural", "/spec/names/kind"].map(text);
  if (!/^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/u.test(group ?? "") || !group?.includes(".")) {
    report("/spec/group", "the group is no domain with a dot in it");
  }
  if (!label.test(plural ?? "")) {
    report("/spec/names/plural", "the plural is no DNS label");
  }
  if (!label.test((kind ?? "").toLowerCase())) {
    report("/spec/names/kind", "the kind is no DNS label in any case");
  }
  if (text("/spec/names/listKind") === kind) {
    report("/spec/names/listKind", "kind and listKind are the same");
  }
  if (text("/metadata/name") !== `${plural}.${group}`) {
    report("/metadata/name", `the definition has to be called ${plural}.${group}`);
  }
  if (!["Namespaced", "Cluster"].includes(text("/spec/scope"))) {
    report("/spec/scope", "the scope is neither Namespaced nor Cluster");
  }
  if (ownValue(spec, "preserveUnknownFields") === true) {
    report("/spec/preserveUnknownFields", "apiextensions.k8s.io/v1 prunes unknown fields");
  }
}

function checkVersions(versions: readonly JsonObject[], findings: DefinitionFindings): void {
  const names = versions.map((version) => ownValue(version, "name"));
  const report = (pointer: string, message: string, found?: JsonValue): void =>
    findings.add("ADMISSION_CRD_SPEC", pointer, message, found);
  const stored = versions.filter((version) => ownValue(version, "storage") === true).length;
  if (stored !== 1) {
    report("/spec/versions", `${stored} versions are stored, and it has to be one`);
  }
  for (const [index, version] of versions.entries()) {
    const name = names[index];
    const pointer = `/spec/versions/${index}`;
    if (typeof name !== "string" || !label.test(name)) {
      report(`${pointer}/name`, "the version is no DNS label", name);
    }
    if (names.indexOf(name) !== index) {
      report(`${pointer}/name`, "the version stands there twice", name);
    }
    const warning = ownValue(version, "deprecationWarning");
    const isShort = typeof warning === "string" && warning !== "" && warning.length <= 256;
    if (warning !== undefined && (!isShort || ownValue(version, "deprecated") !== true)) {
      const message = "a deprecated version warns in 1 to 256 characters, and no other does";
      report(`${pointer}/deprecationWarning`, message, warning);
    }
  }
}
