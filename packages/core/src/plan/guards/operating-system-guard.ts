import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import { isSameAddress } from "../object-address.ts";
import type { GuardedHop, MachineGroup, PlanGuard } from "../plan-contribution.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Images with another operating system, or that are booted in another way, than those before. */
export const operatingSystemGuard: PlanGuard = ({ hops }) =>
  hops.flatMap((hop) =>
    hop.groups.flatMap(({ group, image, currentRecord }) =>
      image === undefined || currentRecord === undefined
        ? []
        : [
            ...checkSystem(group, currentRecord, image.record),
            ...checkUserData(group, currentRecord, image.record, hop),
          ],
    ),
  );

function checkSystem(
  group: MachineGroup,
  before: ImageRecord,
  { name, os }: ImageRecord,
): readonly Diagnostic[] {
  const isOther = before.os.distribution !== os.distribution;
  if (!isOther && before.os.release === os.release) {
    return [];
  }
  const [from, to] = [before.os, os].map((one) => `${one.distribution} ${one.release}`);
  return [
    planGuardDiagnostics.report(isOther ? "PLAN_OS_CHANGED" : "PLAN_OS_RELEASE_CHANGED", {
      message: `${group.name} goes from ${from} to ${to} with ${name}`,
      ...placeFacts(group.place),
      found: to,
      expected: from,
    }),
  ];
}

function checkUserData(
  group: MachineGroup,
  before: ImageRecord,
  { name, userDataFormat }: ImageRecord,
  hop: GuardedHop,
): readonly Diagnostic[] {
  const former = before.userDataFormat;
  const isSame = former === undefined || userDataFormat === undefined || former === userDataFormat;
  // Karpenter writes what its machines boot with, from the family of the image.
  return isSame || group.kind === "karpenterNodePool" || getsOtherBootstrap(group, hop)
    ? []
    : [
        planGuardDiagnostics.report("PLAN_USER_DATA_FORMAT", {
          message: `${name} reads user data as ${userDataFormat}, and ${group.name} is booted with ${former}`,
          ...placeFacts(group.bootstrap?.place ?? group.place),
          found: userDataFormat,
          expected: former,
        }),
      ];
}

/** Whether the hop gives a group other bootstrap data along with the image. */
function getsOtherBootstrap({ place, bootstrap }: MachineGroup, { changes }: GuardedHop): boolean {
  return changes.some(
    (change) =>
      change.change === "patch" &&
      (isSameAddress(change.object, place.object)
        ? change.fields.some(({ pointer }) => pointer.includes("/bootstrap"))
        : bootstrap !== undefined && isSameAddress(change.object, bootstrap.target)),
  );
}
