import type { Diagnostic } from "../../diagnostic.ts";
import type { OperatingSystem } from "../../image/node-image.ts";
import { remembered } from "../../remembered.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { parseKubernetesVersion } from "../../version/kubernetes-version.ts";
import { nameList } from "../name-list.ts";
import type { GuardedHop, PlanGuard } from "../plan-contribution.ts";
import data from "./data/cgroup-versions.json" with { type: "json" };
import { bringsChange } from "./hop-version.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";
import { imagePlace, isImageOpen, recordUses } from "./record-uses.ts";

/** Images on whose cgroups the kubelet refuses to start from 1.35 on. */
export const cgroupGuard: PlanGuard = ({ hops }) =>
  hops.flatMap((hop) => [...checkKnown(hop), ...checkUnknown(hop)]);

function checkKnown(hop: GuardedHop): readonly Diagnostic[] {
  return recordUses(hop)
    .filter(
      ({ record, from }) =>
        bringsChange(from, hop.version, "cgroup-v1-refused") && cgroupOf(record.os) === "v1",
    )
    .map(({ record, groups, place }) => {
      const system = `${record.os.distribution} ${record.os.release}`;
      return planGuardDiagnostics.report("PLAN_CGROUP_V1", {
        message: `${record.name}, for ${nameList(groups)}, is ${system}, which starts with cgroup v1`,
        found: system,
        ...placeFacts(place),
      });
    });
}

function checkUnknown(hop: GuardedHop): readonly Diagnostic[] {
  const silent = hop.groups.filter(
    (upgrade) =>
      bringsChange(upgrade.from ?? hop.from, hop.version, "cgroup-v1-refused") &&
      (upgrade.image === undefined
        ? isImageOpen(upgrade)
        : cgroupOf(upgrade.image.record.os) === "unknown"),
  );
  const [first] = silent;
  return first === undefined
    ? []
    : [
        planGuardDiagnostics.report("PLAN_CGROUP_UNKNOWN", {
          message: `which cgroups ${nameList(silent.map(({ group }) => group.name))} have with ${hop.version} is not known`,
          expected: "v2",
          ...placeFacts(imagePlace(first.group)),
        }),
      ];
}

type Cgroups = "none" | "unknown" | "v1" | "v2";

/** Windows has none. */
function cgroupOf({ distribution, release }: OperatingSystem): Cgroups {
  return distribution === "windows" ? "none" : defaultOf(`${distribution} ${release}`);
}

const defaultOf = remembered((system): Cgroups => {
  const [distribution, release] = system.split(" ");
  const row = data.distributions.find((entry) => entry.distribution === distribution);
  const [own, first] = [release, row?.unifiedSince].map((text) =>
    text === undefined ? undefined : parseKubernetesVersion(text, "tolerant"),
  );
  if (own === undefined || first === undefined) {
    // A channel such as `stable` names no release; only a system that always had v2 is known.
    return row?.unifiedSince === "0" ? "v2" : "unknown";
  }
  return compareKubernetesVersions(own, first, "without-prerelease") < 0 ? "v1" : "v2";
});
