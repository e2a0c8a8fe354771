import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { compareKubernetesMinors } from "../../version/kubernetes-minor.ts";
import { skewRules } from "../../version/skew-policy.ts";
import { knownText } from "./pick-version.ts";
import type { KnownVersion } from "./plan-group.ts";

const kubeletRule = skewRules.find(
  ({ component, peer }) => component === "kubelet" && peer === "kube-apiserver",
);

/** Whether a kubelet would be too old for an API server. */
export function isOutOfReach(kubelet: KnownVersion, apiServer: KnownVersion): boolean {
  const { oldest = -3, legacy } = kubeletRule ?? {};
  const below = knownText(legacy?.below ?? "1.25");
  const isLegacy = below !== undefined && compareKubernetesMinors(kubelet.parsed, below.parsed) < 0;
  const reach = isLegacy ? (legacy?.reach ?? 2) : -oldest;
  return apiServer.parsed.minor - kubelet.parsed.minor > reach;
}

/** Whether a version is of a later minor release than another. */
export function isNewerMinor(a: KnownVersion | undefined, b: KnownVersion | undefined): boolean {
  return a !== undefined && b !== undefined && compareKubernetesMinors(a.parsed, b.parsed) > 0;
}

/** Whether two places ask for the same; where one leaves the patch open, for the same minor. */
export function isSameVersion(a: KnownVersion, b: KnownVersion): boolean {
  return a.isMinor || b.isMinor
    ? compareKubernetesMinors(a.parsed, b.parsed) === 0
    : compareKubernetesVersions(a.parsed, b.parsed, "with-build") === 0;
}

/** Whether a goal lies before the start: pre-releases and build tags count. */
export function isOlder(goal: KnownVersion, start: KnownVersion): boolean {
  return (
    !goal.isMinor &&
    !start.isMinor &&
    compareKubernetesVersions(goal.parsed, start.parsed, "with-build") === -1
  );
}
