import type { JsonValue } from "@imagewright/core";

import type { CustomResourceSource } from "./crd/custom-resource-source.ts";
import { judge } from "./judge/judge.ts";
import type { JudgeOptions, Verdict } from "./verdict.ts";

/**
 * Judges the creation of an object by the definition of its kind, as an API server does, in this
 * order: fields the schema does not have are pruned (or refuse the object), nulls that are no
 * values are left out, defaults filled in; mutating webhooks are asked, and defaults filled in
 * again; then types, values, required fields, combinations, embedded objects and list types are
 * judged, and, unless these are at fault, rules in the Common Expression Language and validating
 * webhooks. Whatever of that cannot be judged is in `unchecked`, and never counts as passed.
 *
 * @example
 * ```ts
 * const definition = parseCustomResource({
 *   apiVersion: "apiextensions.k8s.io/v1",
 *   kind: "CustomResourceDefinition",
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
 *             properties: {
 *               spec: { type: "object", properties: { size: { type: "integer", default: 3 } } },
 *             },
 *           },
 *         },
 *       },
 *     ],
 *   },
 * });
 * const source = customResourceSource(definition.ok ? [definition.value] : []);
 * const widget = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" } };
 * judgeCreation({ ...widget, spec: {} }, source).stored?.["spec"]; // => { size: 3 }
 * judgeCreation({ ...widget, spec: { size: "big" } }, source).diagnostics.map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["ADMISSION_TYPE /spec/size"]
 * judgeCreation({ ...widget, spec: { colour: "red" } }, source, { fieldValidation: "Warn" }).pruned;
 * // => ["/spec/colour"]
 * ```
 */
export function judgeCreation(
  object: JsonValue,
  source: CustomResourceSource,
  options: JudgeOptions = {},
): Verdict {
  return judge(object, undefined, source, options);
}

/**
 * Judges the replacement of an object by another, as {@link judgeCreation} judges a creation. Kind,
 * name, namespace and uid have to stay. What is wrong with the new object and stood in the old one
 * is tolerated, and reported as `ADMISSION_RATCHETED` (Kubernetes 1.30 and later). Where the kind
 * has a status subresource, the old status stays. An old object of another version is only known
 * where the definition converts by name (`strategy: None`): otherwise what depends on it is in
 * `unchecked`.
 *
 * @param old - the object in the cluster
 * @param object - the object it is replaced with, whole
 * @example
 * ```ts
 * const definition = parseCustomResource({
 *   apiVersion: "apiextensions.k8s.io/v1",
 *   kind: "CustomResourceDefinition",
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
 *             properties: { size: { type: "integer", maximum: 9 }, note: { type: "string" } },
 *           },
 *         },
 *       },
 *     ],
 *   },
 * });
 * const source = customResourceSource(definition.ok ? [definition.value] : []);
 * const old = { apiVersion: "example.com/v1", kind: "Widget", metadata: { name: "a" }, size: 12 };
 * judgeUpdate(old, { ...old, note: "b" }, source).diagnostics.map(({ code }) => code);
 * // => ["ADMISSION_RATCHETED"]
 * judgeUpdate(old, { ...old, size: 13 }, source).diagnostics.map(({ code }) => code);
 * // => ["ADMISSION_VALUE"]
 * ```
 */
export function judgeUpdate(
  old: JsonValue,
  object: JsonValue,
  source: CustomResourceSource,
  options: JudgeOptions = {},
): Verdict {
  return judge(object, old, source, options);
}
