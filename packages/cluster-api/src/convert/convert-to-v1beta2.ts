import {
  isJsonObject,
  type JsonObject,
  type ObjectKind,
  objectKind,
  ownValue,
  type Parsed,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { namespaceOf } from "../json/read-field.ts";
import { conversionRules, type KindRules } from "./conversion-rules.ts";
import type { Conversion, ConversionOptions } from "./conversion.ts";
import { convertClassTemplates } from "./convert-class-templates.ts";
import { noteDeprecatedBuiltins } from "./deprecated-builtins.ts";
import { type FieldDraft, isBlank, note, raiseVersion, takeOut } from "./field-draft.ts";
import { moveFields } from "./move-fields.ts";
import { settleFields } from "./settle-fields.ts";
import { refuseVariableKind, refuseVariableMaps } from "./variable-places.ts";

/** What Cluster API keeps of v1beta2 while an object is read in v1beta1. */
const conversionData = "/metadata/annotations/cluster.x-k8s.io~1conversion-data";

/**
 * An object of Cluster API's core, control-plane, bootstrap or addon kinds in v1beta2, with all that
 * moved, changed its form or was lost. What has the same place and form in both versions stays as it
 * is, as do objects of v1beta2 and of other providers.
 *
 * Durations become seconds, maps of arguments lists, references lose version and namespace; in
 * cluster classes, patches of Cluster API's own templates are rewritten as well. The status is left
 * out: controllers write it.
 *
 * Variables of clusterctl are texts like others, and are carried to where the text belongs. Where
 * their values would have to be known (durations, names of arguments, maps that are taken apart),
 * the object is refused.
 *
 * @returns refused where v1beta2 cannot say what the object says; what is lost for good is a
 * warning for each field. Pointers lead into the object that was given
 * @see https://cluster-api.sigs.k8s.io/developer/providers/migrations/v1.10-to-v1.11
 * @example
 * ```ts
 * const converted = convertToV1Beta2({
 *   apiVersion: "cluster.x-k8s.io/v1beta1",
 *   kind: "MachineHealthCheck",
 *   metadata: { name: "workers" },
 *   spec: { clusterName: "prod", nodeStartupTimeout: "10m", maxUnhealthy: "40%" },
 * });
 * converted.ok && converted.value.object["spec"];
 * // => {
 * //      clusterName: "prod",
 * //      checks: { nodeStartupTimeoutSeconds: 600 },
 * //      remediation: { triggerIf: { unhealthyLessThanOrEqualTo: "40%" } },
 * //    }
 * converted.ok && converted.value.changes.map(({ kind, from, to }) => `${kind} ${from} ${to}`);
 * // => [
 * //      "transformed /apiVersion /apiVersion",
 * //      "transformed /spec/nodeStartupTimeout /spec/checks/nodeStartupTimeoutSeconds",
 * //      "moved /spec/maxUnhealthy /spec/remediation/triggerIf/unhealthyLessThanOrEqualTo",
 * //    ]
 * ```
 */
export function convertToV1Beta2(
  object: JsonObject,
  options: ConversionOptions = {},
): Parsed<Conversion> {
  const draft: FieldDraft = {
    original: object,
    object,
    namespace: namespaceOf(object) || undefined,
    changes: [],
    unset: new Set(),
    refused: new Set(),
    diagnostics: [],
  };
  const isOpen = refuseVariableKind(draft, "");
  const kind = isOpen ? undefined : objectKind(object);
  const rules = kind === undefined ? undefined : conversionRules(kind.group, kind.kind);
  if (kind === undefined || rules === undefined || kind.version === "v1beta2") {
    return toParsed({ object, changes: [] }, draft.diagnostics);
  }
  if (kind.version === "v1beta1") {
    convert(draft, kind, rules, options);
  } else {
    note(draft, "CAPI_CONVERT_VERSION", `${kind.version} is not converted`, "/apiVersion");
  }
  return toParsed({ object: draft.object, changes: draft.changes }, draft.diagnostics);
}

function convert(
  draft: FieldDraft,
  { group, kind }: ObjectKind,
  rules: KindRules,
  { classTemplates = "convert" }: ConversionOptions,
): void {
  checkAnnotation(draft);
  raiseVersion(draft, "/apiVersion", group);
  refuseVariableMaps(draft, rules);
  if (draft.refused.size > 0) {
    return;
  }
  const spec = ownValue(draft.object, "spec");
  if (spec !== undefined && !isJsonObject(spec)) {
    note(draft, "CAPI_CONVERT_SHAPE", "spec is no map", "/spec", spec);
    return;
  }
  dropStatus(draft);
  moveFields(draft, rules);
  if (kind === "ClusterClass") {
    noteDeprecatedBuiltins(draft);
    if (classTemplates === "convert") {
      convertClassTemplates(draft, rules);
    }
  }
  settleFields(draft, kind, rules);
}

function checkAnnotation(draft: FieldDraft): void {
  const kept = valueAt(draft.object, conversionData);
  if (kept !== undefined && kept !== "") {
    const message = "the annotation keeps fields of v1beta2 that are not in the object";
    note(draft, "CAPI_CONVERT_ANNOTATION", message, conversionData);
  }
}

function dropStatus(draft: FieldDraft): void {
  const status = ownValue(draft.object, "status");
  if (status === undefined) {
    return;
  }
  takeOut(draft, "/status");
  if (isBlank(status)) {
    draft.changes.push({ kind: "emptied", from: "/status", before: status });
    return;
  }
  draft.changes.push({ kind: "lost", from: "/status", before: status });
  note(draft, "CAPI_CONVERT_STATUS", "the status is left out", "/status");
}
