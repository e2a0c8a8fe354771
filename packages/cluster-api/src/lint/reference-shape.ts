import {
  type Diagnostic,
  type ManifestRuleContext,
  showValue,
  textAt,
  valueAt,
} from "@imagewright/core";

import { namespaceOf } from "../json/read-field.ts";
import { servedVersions } from "../reference/api-version.ts";
import { type ObjectReferenceField, objectReferences } from "../reference/object-references.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { referringKinds, rulesFor } from "./rules-for.ts";

/** References that are written so that nobody can follow them. */
export const referenceShapeRules = rulesFor(referringKinds, (context) =>
  objectReferences(context.object)
    .filter(({ form }) => form !== "class")
    .flatMap((field) => check(field, context)),
);

function check(field: ObjectReferenceField, context: ManifestRuleContext): readonly Diagnostic[] {
  const { pointer, reference } = field;
  if (reference === undefined) {
    const found = showValue(valueAt(context.object, pointer));
    const message = "the reference lacks its kind, name or API version";
    return [clusterApiDiagnostics.report("CAPI_REFERENCE_BROKEN", { message, pointer, found })];
  }
  return [
    ...checkForm(field, context),
    ...checkNamespace(field, context),
    ...checkVersion(field, context),
    ...checkKind(field, context),
  ];
}

function checkForm(
  { pointer, form }: ObjectReferenceField,
  { object, version }: ManifestRuleContext,
): readonly Diagnostic[] {
  const [wanted, other] =
    form === "contract" ? ["apiGroup", "apiVersion"] : ["apiVersion", "apiGroup"];
  const isOdd =
    textAt(object, `${pointer}/${wanted}`) === undefined ||
    textAt(object, `${pointer}/${other}`) !== undefined;
  return isOdd
    ? [
        clusterApiDiagnostics.report("CAPI_REFERENCE_FORM", {
          message: `a reference of ${version} names ${wanted} here, and not ${other}`,
          pointer,
          expected: `${wanted}, kind, name`,
        }),
      ]
    : [];
}

function checkNamespace(
  { pointer, reference }: ObjectReferenceField,
  { object }: ManifestRuleContext,
): readonly Diagnostic[] {
  const own = namespaceOf(object);
  const other = reference?.namespace;
  return other !== undefined && own !== undefined && other !== own
    ? [
        clusterApiDiagnostics.report("CAPI_REFERENCE_NAMESPACE", {
          message: `the reference leads from namespace ${own} into ${other}`,
          pointer: `${pointer}/namespace`,
          found: showValue(other),
          expected: own,
        }),
      ]
    : [];
}

function checkVersion(
  { pointer, reference }: ObjectReferenceField,
  { targetVersions }: ManifestRuleContext,
): readonly Diagnostic[] {
  if (reference?.version === undefined) {
    return [];
  }
  const { group, kind, version } = reference;
  const served = servedVersions(group, kind, targetVersions);
  return served === undefined || served.includes(version)
    ? []
    : [
        clusterApiDiagnostics.report("CAPI_REFERENCE_NOT_SERVED", {
          message: `${kind} is not served in version ${version}`,
          pointer: `${pointer}/apiVersion`,
          found: `${group}/${version}`,
          expected: served.map((name) => `${group}/${name}`).join(", "),
        }),
      ];
}

/** What is copied is a template, what is used as it is is none. */
function checkKind(
  { pointer, role, reference }: ObjectReferenceField,
  { kind }: ManifestRuleContext,
): readonly Diagnostic[] {
  const isMachinePart = role === "machineInfrastructure" || role === "bootstrap";
  const takesTemplates = kind !== "Machine" && kind !== "MachinePool";
  const isTemplate = reference?.kind.endsWith("Template") === true;
  return isMachinePart && takesTemplates !== isTemplate
    ? [
        clusterApiDiagnostics.report("CAPI_REFERENCE_KIND", {
          message: `${kind} needs ${takesTemplates ? "a template" : "an object of its own"} here, and ${reference?.kind ?? ""} is ${isTemplate ? "a template" : "none"}`,
          pointer: `${pointer}/kind`,
          found: reference?.kind,
        }),
      ]
    : [];
}
