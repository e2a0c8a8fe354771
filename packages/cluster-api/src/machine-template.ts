import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "@imagewright/core";

import { givenFields } from "./given-fields.ts";

/** Group of the objects that infrastructure providers own. */
export const infrastructureGroup = "infrastructure.cluster.x-k8s.io";

/** What names an object of a management cluster. */
export interface ObjectIdentity {
  /**
   * Name of the object: a DNS subdomain, here of at most 63 characters.
   *
   * @pattern ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$
   * @maxLength 63
   * @examples ["prod-control-plane"]
   */
  readonly name: string;
  /**
   * @pattern ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$
   * @examples ["default"]
   */
  readonly namespace?: string;
  readonly labels?: { readonly [name: string]: string };
  readonly annotations?: { readonly [name: string]: string };
}

/** A machine template of any infrastructure provider. */
export interface MachineTemplate extends ObjectIdentity {
  /** @example "v1beta2" */
  readonly version: string;
  /** @example "AWSMachineTemplate" */
  readonly kind: string;
  /** `spec.template.spec`: the machine every copy is made from. */
  readonly machine: JsonObject;
}

/** Where the machine of a machine template stands. */
export const machinePointer = "/spec/template/spec";

/**
 * The object of a machine template, keys in the order the documentation writes them.
 *
 * @example
 * ```ts
 * machineTemplateObject({
 *   version: "v1beta2",
 *   kind: "AWSMachineTemplate",
 *   name: "prod-control-plane",
 *   machine: { instanceType: "m5.xlarge" },
 * });
 * // => {
 * //      apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 * //      kind: "AWSMachineTemplate",
 * //      metadata: { name: "prod-control-plane" },
 * //      spec: { template: { spec: { instanceType: "m5.xlarge" } } },
 * //    }
 * ```
 */
export function machineTemplateObject(template: MachineTemplate): JsonObject {
  const { version, kind, name, namespace, labels, annotations, machine } = template;
  return {
    apiVersion: `${infrastructureGroup}/${version}`,
    kind,
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...givenFields({ labels, annotations }, ["labels", "annotations"]),
    },
    spec: { template: { spec: machine } },
  };
}

/** A machine template that was read: its machine is undefined where the object has none. */
export interface ReadMachineTemplate {
  readonly version: string;
  readonly name: string | undefined;
  readonly machine: JsonObject | undefined;
}

/**
 * Reads an object as a machine template of one kind; undefined if it is of another kind.
 *
 * @example
 * ```ts
 * const object = {
 *   apiVersion: "infrastructure.cluster.x-k8s.io/v1beta2",
 *   kind: "AWSMachineTemplate",
 *   metadata: { name: "prod-control-plane" },
 *   spec: { template: { spec: { instanceType: "m5.xlarge" } } },
 * };
 * readMachineTemplate(object, "AWSMachineTemplate");
 * // => {
 * //      version: "v1beta2",
 * //      name: "prod-control-plane",
 * //      machine: { instanceType: "m5.xlarge" },
 * //    }
 * readMachineTemplate(object, "AzureMachineTemplate"); // => undefined
 * ```
 */
export function readMachineTemplate(
  object: JsonObject,
  kind: string,
): ReadMachineTemplate | undefined {
  const apiVersion = ownValue(object, "apiVersion");
  if (ownValue(object, "kind") !== kind || typeof apiVersion !== "string") {
    return undefined;
  }
  const [group, version] = apiVersion.split("/");
  if (group !== infrastructureGroup || version === undefined) {
    return undefined;
  }
  const name = below(object, ["metadata", "name"]);
  const machine = below(object, ["spec", "template", "spec"]);
  return {
    version,
    name: typeof name === "string" ? name : undefined,
    machine: isJsonObject(machine) ? machine : undefined,
  };
}

function below(object: JsonObject, path: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = object;
  for (const key of path) {
    value = isJsonObject(value) ? ownValue(value, key) : undefined;
  }
  return value;
}
