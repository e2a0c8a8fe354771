import type { EvidenceRequest, RolloutSubject } from "./rollout-verdict.ts";

/** Which objects are wanted. */
export interface ObjectQuery {
  /** As kubectl takes it: plural, and the group where it has one. @example "machines.cluster.x-k8s.io" */
  readonly resource: string;
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
  readonly labels?: { readonly [name: string]: string };
  readonly cluster: "management" | "workload";
}

/**
 * The request for objects. Every value stands behind `=` or `/`, so that none is read as an option;
 * a value that is no name of an object gives no command.
 *
 * @example
 * ```ts
 * requestObjects({ resource: "nodes", cluster: "workload" });
 * // => [{ kind: "objects", cluster: "workload", command: ["kubectl", "get", "nodes", "--output=json"] }]
 * requestObjects({ resource: "nodes", name: "a b", cluster: "workload" }); // => []
 * ```
 */
export function requestObjects(query: ObjectQuery): readonly EvidenceRequest[] {
  const { resource, name, namespace, labels = {}, cluster } = query;
  const selector = Object.entries(labels).map(([key, value]) =>
    value === "" ? key : `${key}=${value}`,
  );
  const command = [
    "kubectl",
    "get",
    name === undefined ? resource : `${resource}/${name}`,
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...(selector.length === 0 ? [] : [`--selector=${selector.join(",")}`]),
    "--output=json",
  ];
  const values = [name, namespace, ...Object.values(labels)];
  return values.every(isPlain) ? [{ kind: "objects", cluster, command }] : [];
}

/**
 * The request for a cloud's answer: words, then options with their values. A value that could be
 * read as something else than a name gives no command.
 *
 * @example
 * ```ts
 * requestCloud("eks:DescribeNodegroup", ["aws", "eks", "describe-nodegroup"], {
 *   "cluster-name": "prod",
 *   "nodegroup-name": "workers",
 * })[0]?.command.slice(3);
 * // => ["--cluster-name=prod", "--nodegroup-name=workers"]
 * requestCloud("eks:DescribeNodegroup", ["aws"], { "cluster-name": "file:///etc/x" }); // => []
 * ```
 */
export function requestCloud(
  call: string,
  words: readonly string[],
  options: { readonly [name: string]: string | undefined },
): readonly EvidenceRequest[] {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const command = [...words, ...given.map(([name, value]) => `--${name}=${value}`)];
  return given.every(([, value]) => isPlain(value)) ? [{ kind: "cloud", call, command }] : [];
}

/** The request for one object of a management cluster, by the usual plural of its kind. */
export function evidenceOfSubject({
  group,
  kind,
  name,
  namespace,
}: RolloutSubject): readonly EvidenceRequest[] {
  const plural = pluralOf(kind.toLowerCase());
  const resource = group === "" ? plural : `${plural}.${group}`;
  return isPlain(resource)
    ? requestObjects({ resource, name, namespace, cluster: "management" })
    : [];
}

/** The plural of a kind in lower case, as kinds of Kubernetes form it. */
export function pluralOf(kind: string): string {
  return /(?:s|x|ch|sh)$/u.test(kind) ? `${kind}es` : `${kind}s`;
}

/** Names of objects, label values, and names in clouds: one word that starts with no dash. */
function isPlain(value: string | undefined): boolean {
  return value === undefined || /^(?:[A-Za-z0-9_][A-Za-z0-9_.:-]{0,252})?$/u.test(value);
}
