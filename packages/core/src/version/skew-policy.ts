import policy from "./data/skew-policy.json" with { type: "json" };

/**
 * What the version-skew policy tells apart. `kubeadm` is the one that created or last upgraded the
 * control plane, `kubeadm-join` the one on a node that is about to join.
 */
export type SkewComponent =
  | "kube-apiserver"
  | "kubelet"
  | "kube-proxy"
  | "kube-controller-manager"
  | "kube-scheduler"
  | "cloud-controller-manager"
  | "kubectl"
  | "kubeadm"
  | "kubeadm-join";

/** How many minor versions a component may be away from each of its peers. */
export interface SkewRule {
  readonly component: string;
  readonly peer: string;
  /** Whom it is compared with: every peer of the cluster, or the peer on its own node. */
  readonly on: string;
  /** Lowest distance in minor versions; 0 or negative. */
  readonly oldest: number;
  /** Highest distance in minor versions; absent where the peers' own row says it. */
  readonly newest?: number;
  /** A component older than `below` may be no more than `reach` away, in either direction. */
  readonly legacy?: { readonly below: string; readonly reach: number };
}

/**
 * The version-skew policy as a table.
 *
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
export const skewRules: readonly SkewRule[] = policy.rules;
