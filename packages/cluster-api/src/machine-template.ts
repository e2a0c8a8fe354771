import type { JsonObject } from "@imagewright/core";

import { givenFields } from "./given-fields.ts";

/** Group of the objects that infrastructure providers own. */
export const infrastructureGroup = "infrastructure.cluster.x-k8s.io";

/** What names an object of a management cluster. */
export interface ObjectIdentity {
  /**
   * Name of the object: a DNS subdomain, here of at most 63 characters.
   *
   * @pattern ^(?=.{1,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$
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
