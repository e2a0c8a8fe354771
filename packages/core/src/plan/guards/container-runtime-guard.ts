import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import { nameList } from "../name-list.ts";
import type { GuardedHop, PlanGuard } from "../plan-contribution.ts";
import { type ContainerdVerdict, containerdVerdict } from "./containerd-verdict.ts";
import { bringsChange } from "./hop-version.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";
import { imagePlace, isImageOpen, type RecordUse, recordUses } from "./record-uses.ts";

/** Container runtimes that do not go with the kubelet beside them. */
export const containerRuntimeGuard: PlanGuard = ({ hops }) => {
  const told = new Set<string>();
  return hops.flatMap((hop) => {
    const fresh = recordUses(hop).filter(({ record }) => !told.has(record.name));
    for (const { record } of fresh) {
      told.add(record.name);
    }
    return [...fresh.flatMap((use) => check(use, hop.version)), ...checkUnknown(hop)];
  });
};

function check({ record, groups, place }: RecordUse, version: string): readonly Diagnostic[] {
  const verdict = verdictOn(record, version);
  if (verdict === "unknown" || verdict === undefined) {
    return [];
  }
  const { code, found, minor, expected } = verdict;
  const message = `${record.name}, for ${nameList(groups)}, has containerd ${found} beside Kubernetes ${minor}`;
  return [planGuardDiagnostics.report(code, { message, found, expected, ...placeFacts(place) })];
}

/** Where the kubelet begins to need containerd 2 and nobody says what there is. */
function checkUnknown(hop: GuardedHop): readonly Diagnostic[] {
  const silent = hop.groups.filter(
    (upgrade) =>
      bringsChange(upgrade.from ?? hop.from, hop.version, "containerd-2") &&
      (upgrade.image === undefined
        ? isImageOpen(upgrade)
        : verdictOn(upgrade.image.record, hop.version) === "unknown"),
  );
  const [first] = silent;
  return first === undefined
    ? []
    : [
        planGuardDiagnostics.report("PLAN_CONTAINERD_UNKNOWN", {
          message: `which containerd ${nameList(silent.map(({ group }) => group.name))} get with ${hop.version} is not known`,
          expected: "2.0.0 or newer",
          ...placeFacts(imagePlace(first.group)),
        }),
      ];
}

function verdictOn(
  { components }: ImageRecord,
  version: string,
): ContainerdVerdict | "unknown" | undefined {
  const text = Object.hasOwn(components, "containerd") ? components["containerd"] : undefined;
  return text === undefined ? "unknown" : containerdVerdict(version, text);
}
