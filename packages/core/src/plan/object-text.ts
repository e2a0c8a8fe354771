import type { ObjectAddress } from "./object-address.ts";

/**
 * What steps and messages call an object: its kind, and its name behind its namespace.
 *
 * @example
 * ```ts
 * import { objectText } from "@imagewright/core/plan";
 *
 * objectText({ kind: "MachineDeployment", namespace: "orders", name: "workers" });
 * // => "MachineDeployment orders/workers"
 * objectText({ kind: "Cluster", name: "orders" }); // => "Cluster orders"
 * ```
 */
export function objectText({
  kind,
  namespace,
  name,
}: Pick<ObjectAddress, "kind" | "namespace" | "name">): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}
