import { pluralOf } from "../../rollout/evidence-request.ts";
import type { ObjectAddress } from "../object-address.ts";

/**
 * What kubectl calls an object: plural, version and group, so that the server does not choose a
 * version, and the name.
 *
 * @example
 * ```ts
 * import { kubectlObject } from "@imagewright/core/plan";
 *
 * kubectlObject({
 *   group: "cluster.x-k8s.io",
 *   version: "v1beta2",
 *   kind: "MachineDeployment",
 *   name: "orders-workers",
 * });
 * // => "machinedeployments.v1beta2.cluster.x-k8s.io/orders-workers"
 * kubectlObject({ group: "", version: "v1", kind: "Secret", name: "key" }); // => "secrets/key"
 * ```
 */
export function kubectlObject({ group, version, kind, name }: ObjectAddress): string {
  const parts = group === "" ? [] : [version, group].filter((part) => part !== "");
  return `${[pluralOf(kind.toLowerCase()), ...parts].join(".")}/${name}`;
}

/** The option that names an object's namespace, if it has one. */
export function namespaceOption({ namespace }: Pick<ObjectAddress, "namespace">): string[] {
  return namespace === undefined ? [] : [`--namespace=${namespace}`];
}
