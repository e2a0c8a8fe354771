import { remembered } from "../../remembered.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { containerdSupport } from "../../version/component-support.ts";
import { formatKubernetesMinor } from "../../version/kubernetes-minor.ts";
import {
  formatKubernetesVersion,
  parseKubernetesVersion,
  requireKubernetesVersion,
} from "../../version/kubernetes-version.ts";
import { releaseData } from "../../version/release-data.ts";
import { hasNamedChange, hopVersion } from "./hop-version.ts";

/** What is to be said of a containerd beside a kubelet. */
export interface ContainerdVerdict {
  readonly code: "PLAN_CONTAINERD_OLD" | "PLAN_CONTAINERD_UNTESTED";
  readonly found: string;
  readonly minor: string;
  readonly expected: string;
}

/** The oldest containerd that a kubelet speaks with at all, newest first. */
const least: readonly { readonly change: string; readonly containerd: string }[] = [
  { change: "containerd-2", containerd: "2.0.0" },
  { change: "cri-v1-only", containerd: "1.6.15" },
];

/** @returns undefined where nothing speaks against the pair, `unknown` for what is no version */
export function containerdVerdict(
  kubernetes: string,
  containerd: string,
): ContainerdVerdict | "unknown" | undefined {
  return judge(`${kubernetes} ${containerd}`);
}

const judge = remembered((pair): ContainerdVerdict | "unknown" | undefined => {
  const space = pair.indexOf(" ");
  const kubernetes = pair.slice(0, space);
  const version = hopVersion(kubernetes);
  const containerd = parseKubernetesVersion(pair.slice(space + 1), "tolerant");
  if (containerd === undefined) {
    return "unknown";
  }
  if (version === undefined) {
    return undefined;
  }
  const minor = formatKubernetesMinor(version);
  const found = formatKubernetesVersion(containerd);
  const needed = least.find(({ change }) => hasNamedChange(kubernetes, change))?.containerd;
  const isOld =
    needed !== undefined &&
    compareKubernetesVersions(containerd, requireKubernetesVersion(needed), "precedence") < 0;
  if (!isOld && containerdSupport(minor, found) !== "unsupported") {
    return undefined;
  }
  const row = releaseData.containerdByKubernetes.rows.find((entry) => entry.kubernetes === minor);
  return {
    code: isOld ? "PLAN_CONTAINERD_OLD" : "PLAN_CONTAINERD_UNTESTED",
    found,
    minor,
    expected: row === undefined ? `${needed} or newer` : `${row.containerd.join("+, ")}+`,
  };
});
