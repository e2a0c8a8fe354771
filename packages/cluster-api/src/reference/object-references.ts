import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ownValue,
  type Parsed,
  showValue,
  textAt,
  toParsed,
  valueAt,
} from "@imagewright/core";

import { expandPointer, type PlacedValue } from "../json/expand-pointer.ts";
import { ownText } from "../json/read-field.ts";
import { withValueAt } from "../json/write-field.ts";
import { coreGroup } from "./cluster-api-groups.ts";
import {
  type ClusterObjectReference,
  parseObjectReference,
  type ReferenceForm,
  renderObjectReference,
} from "./cluster-object-reference.ts";
import { clusterApiReferenceDiagnostics } from "./reference-diagnostics.ts";
import { referenceFields, type ReferenceRole } from "./reference-fields.ts";

/** One place of an object that points at another one. */
export interface ObjectReferenceField {
  /** JSON Pointer inside the object. */
  readonly pointer: string;
  readonly role: ReferenceRole;
  /** How this place writes a reference; `class` names a cluster class, in one of two ways. */
  readonly form: ReferenceForm | "class";
  /** Undefined where the reference is incomplete. */
  readonly reference: ClusterObjectReference | undefined;
}

/**
 * Every place of a Cluster API object that points at another object, in v1beta1 and v1beta2; of
 * control planes of other providers, what the contract demands.
 *
 * Bootstrap data secrets are no references in this sense, and owner references are not read.
 *
 * @returns in the order of the table, then of the object; empty for other objects
 * @see https://cluster-api.sigs.k8s.io/developer/providers/contracts/overview
 * @example
 * ```ts
 * const pool = {
 *   apiVersion: "cluster.x-k8s.io/v1beta2",
 *   kind: "MachinePool",
 *   metadata: { name: "pool" },
 *   spec: {
 *     clusterName: "prod",
 *     template: {
 *       spec: {
 *         infrastructureRef: {
 *           apiGroup: "infrastructure.cluster.x-k8s.io",
 *           kind: "AWSMachinePool",
 *           name: "pool",
 *         },
 *       },
 *     },
 *   },
 * };
 * objectReferences(pool).map(({ role, reference }) => `${role}: ${reference?.kind}`);
 * // => ["machineInfrastructure: AWSMachinePool"]
 * ```
 */
export function objectReferences(object: JsonObject): readonly ObjectReferenceField[] {
  return referenceFields(object).flatMap(({ role, form, path }) =>
    expandPointer(object, path)
      .filter(({ value }) => value !== null)
      .map((place) => ({
        pointer: place.pointer,
        role,
        form,
        reference: form === "class" ? readClass(object, place) : readPlace(place),
      })),
  );
}

/**
 * The object with another reference at a place that `objectReferences` found, in the form of that
 * place. Everything else is left as it is, fields of the reference that are not modelled included.
 * Writing what was read changes nothing.
 *
 * @returns a diagnostic where the form cannot carry the reference
 * @example
 * ```ts
 * import { valueAt } from "@imagewright/core";
 *
 * const deployment = {
 *   apiVersion: "cluster.x-k8s.io/v1beta1",
 *   kind: "MachineDeployment",
 *   spec: {
 *     template: {
 *       spec: {
 *         infrastructureRef: {
 *           apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *           kind: "AWSMachineTemplate",
 *           name: "md-0",
 *         },
 *       },
 *     },
 *   },
 * };
 * const [found] = objectReferences(deployment);
 * const written =
 *   found?.reference &&
 *   writeObjectReference(deployment, {
 *     pointer: found.pointer,
 *     reference: { ...found.reference, name: "md-0-4f2c" },
 *   });
 * written?.ok && valueAt(written.value, `${found?.pointer}/name`); // => "md-0-4f2c"
 * ```
 */
export function writeObjectReference(
  object: JsonObject,
  found: { readonly pointer: string; readonly reference: ClusterObjectReference },
): Parsed<JsonObject> {
  const { pointer, reference } = found;
  const field = objectReferences(object).find((entry) => entry.pointer === pointer);
  if (field === undefined) {
    const message = `no reference is kept at ${showValue(pointer)}`;
    const facts = { message, pointer };
    return toParsed(object, [
      clusterApiReferenceDiagnostics.report("CAPI_REFERENCE_PLACE_UNKNOWN", facts),
    ]);
  }
  if (field.form === "class") {
    return toParsed(writeClass(object, pointer, reference));
  }
  const rendered = renderObjectReference(reference, field.form, pointer);
  if (!rendered.ok) {
    return rendered;
  }
  const before = valueAt(object, pointer);
  return toParsed(withValueAt(object, pointer, merged(before, rendered.value)));
}

function readPlace({ pointer, value }: PlacedValue): ClusterObjectReference | undefined {
  const parsed = parseObjectReference(value, pointer);
  return parsed.ok ? parsed.value : undefined;
}

/** v1beta1 keeps name and namespace of a class in two fields, v1beta2 in one. */
function readClass(object: JsonObject, { value }: PlacedValue): ClusterObjectReference | undefined {
  const name = isJsonObject(value) ? ownText(value, "name") : value;
  const namespace = isJsonObject(value)
    ? ownText(value, "namespace")
    : textAt(object, "/spec/topology/classNamespace");
  return typeof name !== "string" || name === ""
    ? undefined
    : {
        group: coreGroup,
        kind: "ClusterClass",
        name,
        ...(namespace !== undefined && namespace !== "" && { namespace }),
      };
}

function writeClass(
  object: JsonObject,
  pointer: string,
  { name, namespace }: ClusterObjectReference,
): JsonObject {
  const before = valueAt(object, pointer);
  if (isJsonObject(before)) {
    const { namespace: _, ...rest } = before;
    const place = namespace === undefined ? keptEmpty(before) : { namespace };
    return withValueAt(object, pointer, { ...rest, name, ...place });
  }
  const named = withValueAt(object, pointer, name);
  const old = textAt(object, "/spec/topology/classNamespace");
  return namespace === undefined && (old === undefined || old === "")
    ? named
    : withValueAt(named, "/spec/topology/classNamespace", namespace ?? "");
}

function keptEmpty(before: JsonObject): JsonObject {
  return ownText(before, "namespace") === "" ? { namespace: "" } : {};
}

/** The reference as it is written now, in the order and with the other fields it had before. */
function merged(before: JsonValue | undefined, written: JsonObject): JsonObject {
  const old = isJsonObject(before) ? before : {};
  const kept = Object.entries(old).flatMap(([key, value]) => {
    const now = ownValue(written, key);
    const stays = !formFields.has(key) || (key === "namespace" && value === "");
    return now !== undefined ? [[key, now] as const] : stays ? [[key, value] as const] : [];
  });
  const added = Object.entries(written).filter(([key]) => !Object.hasOwn(old, key));
  return Object.fromEntries([...kept, ...added]);
}

const formFields = new Set(["apiVersion", "apiGroup", "kind", "name", "namespace"]);
