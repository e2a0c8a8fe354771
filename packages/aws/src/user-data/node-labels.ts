const name = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/u;
const domain = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/u;

/** Keys in the domains of Kubernetes that a kubelet may give itself. */
const allowed: ReadonlySet<string> = new Set([
  "beta.kubernetes.io/arch",
  "beta.kubernetes.io/instance-type",
  "beta.kubernetes.io/os",
  "failure-domain.beta.kubernetes.io/region",
  "failure-domain.beta.kubernetes.io/zone",
  "kubernetes.io/arch",
  "kubernetes.io/hostname",
  "kubernetes.io/os",
  "node.kubernetes.io/instance-type",
  "topology.kubernetes.io/region",
  "topology.kubernetes.io/zone",
]);

/**
 * Whether a text is a label's key: a name, or a DNS domain, `/` and a name.
 *
 * @example
 * ```ts
 * isLabelKey("example.com/team"); // => true
 * isLabelKey("a team"); // => false
 * ```
 */
export function isLabelKey(key: string): boolean {
  const parts = key.split("/");
  const [first = "", second] = parts;
  return second === undefined
    ? name.test(first)
    : parts.length === 2 && first.length <= 253 && domain.test(first) && name.test(second);
}

/**
 * Whether a text is a label's value.
 *
 * @example
 * ```ts
 * isLabelValue("platform"); // => true
 * isLabelValue("-platform"); // => false
 * ```
 */
export function isLabelValue(value: string): boolean {
  return value === "" || name.test(value);
}

/**
 * Whether the kubelet refuses to register itself with a label of this key.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export function isRestrictedLabel(key: string): boolean {
  const [prefix = "", label] = key.split("/");
  if (label === undefined || allowed.has(key)) {
    return false;
  }
  const isOpen = isBelow(prefix, "kubelet.kubernetes.io") || isBelow(prefix, "node.kubernetes.io");
  return !isOpen && (isBelow(prefix, "kubernetes.io") || isBelow(prefix, "k8s.io"));
}

function isBelow(domainName: string, parent: string): boolean {
  return domainName === parent || domainName.endsWith(`.${parent}`);
}
