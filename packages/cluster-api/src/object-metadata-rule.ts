import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  ownValue,
  showValue,
  type TargetHeader,
  toJsonValue,
} from "@imagewright/core";

import { objectMetadataDiagnostics } from "./object-metadata-diagnostics.ts";

const prefix = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/u;
const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/u;
/** Bytes of the annotations of an object, keys and values together. */
const annotationBytes = 262_144;

/** Fields of an entry that become labels and annotations: its own, and those of its machines. */
const labelFields = ["labels", "machineLabels"];
const annotationFields = ["annotations", "machineAnnotations"];

/**
 * A rule for the targets of every infrastructure provider: the labels and annotations of the
 * objects that its lists ask for, and of the machines made from them, are such that Kubernetes
 * takes them.
 *
 * @example
 * ```ts
 * const machineTemplates = [
 *   { name: "md-0", labels: { team: "a " }, machineAnnotations: { "a/b/c": "d" } },
 * ];
 * const target = { name: "prod", provider: "aws", image: "ubuntu-2404", machineTemplates };
 * objectMetadataRule({ target }).map(({ code, pointer }) => `${pointer} ${code}`);
 * // => [
 * //      "/machineTemplates/0/labels/team CAPI_LABEL",
 * //      "/machineTemplates/0/machineAnnotations/a~1b~1c CAPI_ANNOTATION",
 * //    ]
 * ```
 */
export function objectMetadataRule({
  target,
}: {
  readonly target: TargetHeader;
}): readonly Diagnostic[] {
  return Object.entries(target).flatMap(([list, entries]: readonly [string, unknown]) =>
    Array.isArray(entries)
      ? entries.flatMap((entry: unknown, index) => {
          const value = toJsonValue(entry);
          return isJsonObject(value)
            ? checkObjectMetadata(value, formatPointer([list, index]))
            : [];
        })
      : [],
  );
}

/** What is wrong with one entry. */
export function checkObjectMetadata(entry: JsonObject, at: string): readonly Diagnostic[] {
  return [
    ...labelFields.flatMap((field) => checkLabels(mapOf(entry, field), `${at}/${field}`)),
    ...annotationFields.flatMap((field) => checkAnnotations(mapOf(entry, field), `${at}/${field}`)),
  ];
}

function mapOf(entry: JsonObject, field: string): JsonObject {
  const value = ownValue(entry, field);
  return isJsonObject(value) ? value : {};
}

function checkLabels(labels: JsonObject, at: string): readonly Diagnostic[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const pointer = `${at}${formatPointer([key])}`;
    const isValue = value === "" || (typeof value === "string" && name.test(value));
    return [
      ...(isKey(key) ? [] : [report("CAPI_LABEL", "the key is none of a label", pointer, key)]),
      ...(isValue
        ? []
        : [report("CAPI_LABEL", "the value is none of a label", pointer, showValue(value))]),
    ];
  });
}

function checkAnnotations(annotations: JsonObject, at: string): readonly Diagnostic[] {
  const entries = Object.entries(annotations);
  const size = entries.flat().reduce<number>((sum, text) => sum + byteLength(text), 0);
  const large = `the annotations have ${size} bytes`;
  return [
    ...entries
      .filter(([key]) => !isKey(key.toLowerCase()))
      .map(([key]) => {
        const pointer = `${at}${formatPointer([key])}`;
        return report("CAPI_ANNOTATION", "the key is none of an annotation", pointer, key);
      }),
    ...(size > annotationBytes ? [report("CAPI_ANNOTATION", large, at)] : []),
  ];
}

function isKey(key: string): boolean {
  const [first = "", second, ...others] = key.split("/");
  return others.length === 0 && (second === undefined ? name.test(first) : isPair(first, second));
}

function isPair(before: string, after: string): boolean {
  return prefix.test(before) && name.test(after);
}

/** Bytes in UTF-8. */
function byteLength(text: unknown): number {
  return typeof text === "string"
    ? encodeURIComponent(text.toWellFormed()).replaceAll(/%../gu, "x").length
    : 0;
}

function report(
  code: "CAPI_ANNOTATION" | "CAPI_LABEL",
  message: string,
  pointer: string,
  found?: string,
): Diagnostic {
  return objectMetadataDiagnostics.report(code, { message, pointer, found });
}
