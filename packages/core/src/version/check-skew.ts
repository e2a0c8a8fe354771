import type { Diagnostic, SourceLocation } from "../diagnostic.ts";
import { checkKubernetesVersion } from "./check-version.ts";
import {
  compareKubernetesMinors,
  formatKubernetesMinor,
  type KubernetesMinor,
  requireKubernetesMinor,
} from "./kubernetes-minor.ts";
import { parseKubernetesVersion } from "./kubernetes-version.ts";
import { type SkewComponent, type SkewRule, skewRules } from "./skew-policy.ts";
import { versionDiagnostics } from "./version-diagnostics.ts";

/** One component at one version, somewhere in a cluster. */
export interface ComponentVersion {
  readonly component: SkewComponent;
  /** With or without a leading `v`. */
  readonly version: string;
  /** The node it runs on; components of one node are also compared with each other. */
  readonly node?: string;
  /** Where the version is written, for the diagnostic. */
  readonly pointer?: string;
  readonly source?: SourceLocation;
}

interface PlacedComponent extends ComponentVersion {
  readonly at: KubernetesMinor;
}

/** The oldest and the newest of some peers: whoever suits both suits all of them. */
interface PeerRange {
  oldest: PlacedComponent;
  newest: PlacedComponent;
}

/**
 * Compares what runs, or is meant to run, in one cluster with the version-skew policy.
 *
 * Every API server counts: a component may be neither newer than the oldest allows nor older than
 * the newest allows. To know whether a control-plane step is legal, give the API server's target
 * version beside the components as they are.
 *
 * @param components - in any order; a rule without a peer in the list is not checked
 * @returns one `VERSION_SKEW` for each component and rule that is broken, in the order of the list,
 *   and one `VERSION_INVALID` for each version that is none
 * @see https://kubernetes.io/releases/version-skew-policy/
 * @example
 * ```ts
 * checkSkew([
 *   { component: "kube-apiserver", version: "1.34.1" },
 *   { component: "kubelet", version: "1.30.9", node: "worker-1" },
 * ]).map(({ message }) => message);
 * // => ["kubelet 1.30.9 on worker-1 is too much older than kube-apiserver 1.34.1"]
 * ```
 */
export function checkSkew(components: readonly ComponentVersion[]): readonly Diagnostic[] {
  const invalid = components.flatMap(({ version, pointer, source }) =>
    checkKubernetesVersion(version, { form: "either", pointer, source }),
  );
  const placed = components.flatMap(placeComponent);
  const ranges = collectPeers(placed);
  const skewed = placed.flatMap((subject) =>
    skewRules
      .filter((rule) => rule.component === subject.component)
      .flatMap((rule) => checkRule(rule, subject, peersOf(rule, subject, ranges))),
  );
  return [...invalid, ...skewed];
}

function placeComponent(component: ComponentVersion): readonly PlacedComponent[] {
  const at = parseKubernetesVersion(component.version, "either");
  return at === undefined ? [] : [{ ...component, at }];
}

/** Ranges by component, for the cluster and for each node. */
function collectPeers(placed: readonly PlacedComponent[]): ReadonlyMap<string, PeerRange> {
  const ranges = new Map<string, PeerRange>();
  for (const peer of placed) {
    for (const key of peerKeys(peer)) {
      const range = ranges.get(key);
      if (range === undefined) {
        ranges.set(key, { oldest: peer, newest: peer });
      } else if (compareKubernetesMinors(peer.at, range.oldest.at) < 0) {
        range.oldest = peer;
      } else if (compareKubernetesMinors(peer.at, range.newest.at) > 0) {
        range.newest = peer;
      }
    }
  }
  return ranges;
}

function peerKeys({ component, node }: ComponentVersion): readonly string[] {
  return node === undefined ? [component] : [component, nodeKey(component, node)];
}

/** A component whose node is not known shares a node with nobody. */
function peersOf(
  rule: SkewRule,
  { node }: ComponentVersion,
  ranges: ReadonlyMap<string, PeerRange>,
): PeerRange | undefined {
  if (rule.on === "cluster") {
    return ranges.get(rule.peer);
  }
  return node === undefined ? undefined : ranges.get(nodeKey(rule.peer, node));
}

function nodeKey(component: string, node: string): string {
  return `${component} on ${node}`;
}

function checkRule(
  rule: SkewRule,
  subject: PlacedComponent,
  peers: PeerRange | undefined,
): readonly Diagnostic[] {
  if (peers === undefined) {
    return [];
  }
  const { oldest, newest } = reachOf(rule, subject.at);
  if (newest !== undefined && isBeyond(subject.at, peers.oldest.at, newest)) {
    return [report(rule, subject, peers.oldest, "newer")];
  }
  return isBeyond(peers.newest.at, subject.at, -oldest)
    ? [report(rule, subject, peers.newest, "older")]
    : [];
}

/** Whether `later` is more than `distance` minor versions after `earlier`. */
function isBeyond(later: KubernetesMinor, earlier: KubernetesMinor, distance: number): boolean {
  return later.major === earlier.major
    ? later.minor - earlier.minor > distance
    : later.major > earlier.major;
}

function reachOf(
  { oldest, newest, legacy }: SkewRule,
  subject: KubernetesMinor,
): { readonly oldest: number; readonly newest: number | undefined } {
  if (
    legacy === undefined ||
    compareKubernetesMinors(subject, requireKubernetesMinor(legacy.below)) >= 0
  ) {
    return { oldest, newest };
  }
  return {
    oldest: Math.max(oldest, -legacy.reach),
    newest: newest === undefined ? undefined : Math.min(newest, legacy.reach),
  };
}

function report(
  rule: SkewRule,
  subject: PlacedComponent,
  peer: PlacedComponent,
  side: "newer" | "older",
): Diagnostic {
  const { component, node, pointer, source, version, at } = subject;
  const place = node === undefined ? "" : ` on ${node}`;
  return versionDiagnostics.report("VERSION_SKEW", {
    message: `${component} ${version}${place} is too much ${side} than ${rule.peer} ${peer.version}`,
    pointer: pointer ?? "",
    source,
    found: formatKubernetesMinor(at),
    expected: describeReach(reachOf(rule, at), peer.at),
    hint:
      side === "older"
        ? `Upgrade ${component} first, one minor version at a time.`
        : `Keep ${component} back until every ${rule.peer} is upgraded.`,
  });
}

function describeReach(
  { oldest, newest }: { readonly oldest: number; readonly newest: number | undefined },
  peer: KubernetesMinor,
): string {
  const at = (distance: number): string =>
    formatKubernetesMinor({ major: peer.major, minor: Math.max(0, peer.minor + distance) });
  if (newest === undefined) {
    return `${at(oldest)} or newer`;
  }
  return oldest === newest ? at(oldest) : `${at(oldest)} to ${at(newest)}`;
}
