import type { Diagnostic } from "../../diagnostic.ts";
import { formatKubernetesMinor } from "../../version/kubernetes-minor.ts";
import { eksReleaseOf, releaseData, releaseOf } from "../../version/release-data.ts";
import { supportOn } from "../../version/release-support.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { PlanGuard } from "../plan-contribution.ts";
import { hopVersion } from "./hop-version.ts";
import { dateOf } from "./moment.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/**
 * Whether the version at the end of the plan still gets fixes on the day it is made. Those on the
 * way are newer than the one that runs, so that passing through them makes nothing worse.
 */
export const releaseGuard: PlanGuard = ({ cluster, hops, at }) => {
  const today = dateOf(at);
  const last = hops.flatMap(({ version }) => hopVersion(version) ?? []).at(-1);
  if (today === undefined || last === undefined) {
    return [];
  }
  const minor = formatKubernetesMinor(last);
  return isOnEks(cluster) ? checkEks(cluster, minor, today) : checkTarget(cluster, minor, today);
};

/** A control plane of which nobody sees anything but pools of Karpenter on AWS is one of EKS. */
function isOnEks({ controlPlane, nodeGroups }: ClusterState): boolean {
  return controlPlane === undefined
    ? nodeGroups.some(({ kind }) => kind === "karpenterNodePool")
    : controlPlane.kind === "eks";
}

function checkTarget(cluster: ClusterState, minor: string, today: string): readonly Diagnostic[] {
  const { kubernetes } = supportOn(minor, today);
  const end = releaseOf(minor)?.endOfLife;
  switch (kubernetes) {
    case "supported":
      return [];
    case "maintenance":
      return [
        report(cluster, "PLAN_RELEASE_ENDING", minor, `gets critical fixes only, until ${end}`),
      ];
    case "ended": {
      const since = end === undefined ? "" : ` on ${end}`;
      return [report(cluster, "PLAN_RELEASE_ENDED", minor, `has reached its end of life${since}`)];
    }
    default:
      return [unknown(cluster, minor, releaseData.kubernetes.date)];
  }
}

function checkEks(cluster: ClusterState, minor: string, today: string): readonly Diagnostic[] {
  const release = eksReleaseOf(minor);
  switch (supportOn(minor, today).eks) {
    case "standard":
      return [];
    case "extended": {
      const message = `is in extended support on EKS, until ${release?.extendedEnd}`;
      return [report(cluster, "PLAN_RELEASE_ENDING", minor, message)];
    }
    case "ended":
      return [report(cluster, "PLAN_RELEASE_ENDED", minor, "is not supported by EKS any more")];
    default:
      return [unknown(cluster, minor, releaseData.eks.date)];
  }
}

function unknown(cluster: ClusterState, minor: string, date: string): Diagnostic {
  return report(cluster, "PLAN_RELEASE_UNKNOWN", minor, `is not known to the data of ${date}`);
}

function report(
  { controlPlane, place, nodeGroups }: ClusterState,
  code: "PLAN_RELEASE_ENDED" | "PLAN_RELEASE_ENDING" | "PLAN_RELEASE_UNKNOWN",
  minor: string,
  says: string,
): Diagnostic {
  const about = controlPlane?.place ?? place ?? nodeGroups[0]?.place;
  return planGuardDiagnostics.report(code, {
    message: `Kubernetes ${minor} ${says}`,
    ...(about !== undefined && placeFacts(about)),
    found: minor,
  });
}
