import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  ownValue,
  showValue,
} from "@imagewright/core";

import { admissionDiagnostics } from "./admission-diagnostics.ts";

const objectMeta = [
  "annotations",
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "finalizers",
  "generateName",
  "generation",
  "labels",
  "managedFields",
  "name",
  "namespace",
  "ownerReferences",
  "resourceVersion",
  "selfLink",
  "uid",
];

const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/u;
const labelValue = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/u;
const qualifiedName =
  /^(?:[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/u;

/** ObjectMeta as an API server takes it at creation. */
export function checkMetadata(object: JsonObject, namespaced: boolean): readonly Diagnostic[] {
  const metadata = ownValue(object, "metadata");
  if (!isJsonObject(metadata)) {
    return [report("/metadata", "the object has no metadata", metadata)];
  }
  return [
    ...checkKeys(metadata),
    ...checkName(metadata),
    ...checkNamespace(metadata, namespaced),
    ...checkPairs(metadata, "labels", (value) => labelValue.test(value)),
    ...checkPairs(metadata, "annotations", () => true),
  ];
}

function checkKeys(metadata: JsonObject): readonly Diagnostic[] {
  return Object.keys(metadata)
    .filter((key) => !objectMeta.includes(key))
    .map((key) => {
      const nearest = nearestName(key, objectMeta);
      const hint = nearest === undefined ? undefined : `Did you mean \`${nearest}\`?`;
      return report(
        formatPointer(["metadata", key]),
        `ObjectMeta has no field ${showValue(key)}`,
        key,
        hint,
      );
    });
}

function checkName(metadata: JsonObject): readonly Diagnostic[] {
  const name = ownValue(metadata, "name");
  if (name === undefined && typeof ownValue(metadata, "generateName") === "string") {
    return [];
  }
  const isName = typeof name === "string" && name.length <= 253 && subdomain.test(name);
  return isName ? [] : [report("/metadata/name", "the name is no DNS subdomain", name)];
}

function checkNamespace(metadata: JsonObject, namespaced: boolean): readonly Diagnostic[] {
  const namespace = ownValue(metadata, "namespace");
  if (namespace === undefined) {
    return [];
  }
  if (!namespaced) {
    return [report("/metadata/namespace", "the kind belongs to no namespace", namespace)];
  }
  const isLabel =
    typeof namespace === "string" && /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/u.test(namespace);
  return isLabel ? [] : [report("/metadata/namespace", "the namespace is no DNS label", namespace)];
}

function checkPairs(
  metadata: JsonObject,
  field: "labels" | "annotations",
  accepts: (value: string) => boolean,
): readonly Diagnostic[] {
  const pairs = ownValue(metadata, field);
  if (pairs === undefined) {
    return [];
  }
  if (!isJsonObject(pairs)) {
    return [report(`/metadata/${field}`, `${field} is no map`, pairs)];
  }
  return Object.entries(pairs)
    .filter(
      ([key, value]) => !qualifiedName.test(key) || typeof value !== "string" || !accepts(value),
    )
    .map(([key, value]) =>
      report(
        formatPointer(["metadata", field, key]),
        `${showValue(key)} is no valid entry of ${field}`,
        value,
      ),
    );
}

function report(
  pointer: string,
  message: string,
  found: JsonValue | undefined,
  hint?: string,
): Diagnostic {
  const facts = { message, pointer, found: showValue(found), hint };
  return admissionDiagnostics.report("ADMISSION_METADATA", facts);
}
