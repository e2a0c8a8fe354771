import type { Diagnostic } from "../../diagnostic.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { containerdSupport } from "../../version/component-support.ts";
import { formatKubernetesMinor } from "../../version/kubernetes-minor.ts";
import {
  formatKubernetesVersion,
  type KubernetesVersion,
  parseKubernetesVersion,
  requireKubernetesVersion,
} from "../../version/kubernetes-version.ts";
import { releaseData } from "../../version/release-data.ts";
import { hasChange, versionChanges } from "../../version/version-changes.ts";
import type { GuardedHop, PlanGuard } from "../plan-contribution.ts";
import { brings, hopVersion } from "./hop-version.ts";
import { listNames } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";
import { isImageOpen, type RecordUse, recordUses } from "./record-uses.ts";

/** The oldest containerd that a kubelet of some version speaks with at all, newest first. */
const least: readonly { readonly change: string; readonly containerd: string }[] = [
  { change: "containerd-2", containerd: "2.0.0" },
  { change: "cri-v1-only", containerd: "1.6.15" },
];

/** Container runtimes that do not go with the kubelet beside them. */
export const containerRuntimeGuard: PlanGuard = ({ hops }) => {
  const told = new Set<string>();
  return hops.flatMap((hop) => {
    const version = hopVersion(hop.version);
    const fresh = recordUses(hop).filter(({ record }) => !told.has(record.name));
    for (const { record } of fresh) {
      told.add(record.name);
    }
    return version === undefined
      ? []
      : [...fresh.flatMap((use) => check(use, version)), ...checkUnknown(hop)];
  });
};

function check(use: RecordUse, version: KubernetesVersion): readonly Diagnostic[] {
  const containerd = containerdOf(use);
  if (containerd === undefined) {
    return [];
  }
  const minor = formatKubernetesMinor(version);
  const text = formatKubernetesVersion(containerd);
  const needed = least.find(({ change }) =>
    versionChanges.some((entry) => entry.id === change && hasChange(version, entry)),
  )?.containerd;
  const isOld =
    needed !== undefined &&
    compareKubernetesVersions(containerd, requireKubernetesVersion(needed), "precedence") < 0;
  if (!isOld && containerdSupport(minor, text) !== "unsupported") {
    return [];
  }
  const row = releaseData.containerdByKubernetes.rows.find(
    ({ kubernetes }) => kubernetes === minor,
  );
  const code = isOld ? "PLAN_CONTAINERD_OLD" : "PLAN_CONTAINERD_UNTESTED";
  return [
    planGuardDiagnostics.report(code, {
      message: `${use.record.name}, for ${listNames(use.groups)}, has containerd ${text} beside Kubernetes ${minor}`,
      found: text,
      expected: row === undefined ? `${needed} or newer` : `${row.containerd.join("+, ")}+`,
    }),
  ];
}

/** Where the kubelet begins to need containerd 2 and nobody says what there is. */
function checkUnknown(hop: GuardedHop): readonly Diagnostic[] {
  const silent = hop.groups.filter(
    (upgrade) =>
      brings(upgrade.from ?? hop.from, hop.version, "containerd-2") &&
      (upgrade.image === undefined
        ? isImageOpen(upgrade)
        : containerdOf({ record: upgrade.image.record }) === undefined),
  );
  return silent.length === 0
    ? []
    : [
        planGuardDiagnostics.report("PLAN_CONTAINERD_UNKNOWN", {
          message: `which containerd ${listNames(silent.map(({ group }) => group.name))} get with ${hop.version} is not known`,
          expected: "2.0.0 or newer",
        }),
      ];
}

function containerdOf({ record }: Pick<RecordUse, "record">): KubernetesVersion | undefined {
  const text = Object.hasOwn(record.components, "containerd")
    ? record.components["containerd"]
    : undefined;
  return text === undefined ? undefined : parseKubernetesVersion(text, "tolerant");
}
