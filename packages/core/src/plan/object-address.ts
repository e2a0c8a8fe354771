/** What names one object of an API server. */
export interface ObjectAddress {
  /** API group; the empty string is Kubernetes' own. @example "cluster.x-k8s.io" */
  readonly group: string;
  /** API version without its group; empty where only a reference that names none tells of it. */
  readonly version: string;
  readonly kind: string;
  /** Absent where the object names none: it is in the namespace it is applied to, or in none. */
  readonly namespace?: string;
  readonly name: string;
}

/**
 * The one text of an address: API version, kind, and the name behind its namespace.
 *
 * @example
 * ```ts
 * formatObjectAddress({
 *   group: "cluster.x-k8s.io",
 *   version: "v1beta2",
 *   kind: "MachineDeployment",
 *   namespace: "orders",
 *   name: "orders-workers",
 * });
 * // => "cluster.x-k8s.io/v1beta2 MachineDeployment orders/orders-workers"
 * formatObjectAddress({ group: "", version: "v1", kind: "Secret", name: "key" });
 * // => "v1 Secret key"
 * ```
 */
export function formatObjectAddress(address: ObjectAddress): string {
  const { group, version, kind, namespace, name } = address;
  const api = [group, version].filter((part) => part !== "").join("/");
  return `${api} ${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/**
 * Whether two addresses name one object. An API server serves an object in every version, so that
 * the version is no part of its name.
 *
 * @example
 * ```ts
 * const cluster = { group: "cluster.x-k8s.io", version: "v1beta1", kind: "Cluster", name: "orders" };
 * isSameAddress(cluster, { ...cluster, version: "v1beta2" }); // => true
 * isSameAddress(cluster, { ...cluster, namespace: "orders" }); // => false
 * ```
 */
export function isSameAddress(a: ObjectAddress, b: ObjectAddress): boolean {
  return (
    a.group === b.group && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name
  );
}
