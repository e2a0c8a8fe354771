import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import type { Architecture } from "../../image/node-image.ts";
import { compareKubernetesVersions } from "../../version/compare-versions.ts";
import { compareKubernetesMinors } from "../../version/kubernetes-minor.ts";
import type { GroupUpgrade, GuardedHop, MachineGroup, PlanGuard } from "../plan-contribution.ts";
import { hopVersion } from "./hop-version.ts";
import { placeFacts } from "./place-facts.ts";
import { planGuardDiagnostics } from "./plan-guard-diagnostics.ts";

/** Images that are not what the machines need: another version, another processor. */
export const imageGuard: PlanGuard = ({ hops }) =>
  hops.flatMap((hop) =>
    hop.groups.flatMap((upgrade) => {
      const { group, image, otherImages = [] } = upgrade;
      return image === undefined
        ? []
        : [
            ...[image, ...otherImages].flatMap(({ record }) => checkVersion(group, record, hop)),
            ...(otherImages.length === 0 ? checkArchitecture(upgrade, image.record) : []),
          ];
    }),
  );

function checkVersion(
  group: MachineGroup,
  record: ImageRecord,
  { version }: GuardedHop,
): readonly Diagnostic[] {
  if (record.kubernetesVersion === version) {
    return [];
  }
  const [held, wanted] = [hopVersion(record.kubernetesVersion), hopVersion(version)];
  const isMinor = version.split(".").length === 2;
  const isSame =
    held !== undefined &&
    wanted !== undefined &&
    (isMinor
      ? compareKubernetesMinors(held, wanted) === 0
      : compareKubernetesVersions(held, wanted, "with-build") === 0);
  return isSame
    ? []
    : [
        planGuardDiagnostics.report("PLAN_IMAGE_VERSION_DIFFERS", {
          message: `${group.name} is to run ${version} and gets ${record.name}, an image of ${record.kubernetesVersion}`,
          ...placeFacts(group.place),
          found: record.kubernetesVersion,
          expected: version,
        }),
      ];
}

const words: readonly (readonly [Architecture, RegExp])[] = [
  ["arm64", /arm_?64|aarch64/iu],
  ["amd64", /amd64|x86_64/iu],
];

/** What the manifests say of the processor counts; else the image there is now. */
function checkArchitecture(
  { group, currentRecord }: GroupUpgrade,
  record: ImageRecord,
): readonly Diagnostic[] {
  const hinted = group.hints
    .filter(({ about }) => about === "architecture")
    .flatMap(({ text }) => words.filter(([, word]) => word.test(text)).map(([name]) => name));
  const known =
    hinted.length > 0 || currentRecord === undefined ? hinted : [currentRecord.architecture];
  return known.length === 0 || known.includes(record.architecture)
    ? []
    : [
        planGuardDiagnostics.report("PLAN_IMAGE_ARCHITECTURE", {
          message: `${group.name} has machines of ${known.join(" and ")} and gets ${record.name}, an image of ${record.architecture}`,
          ...placeFacts(group.place),
          found: record.architecture,
          expected: known.join(" or "),
        }),
      ];
}
