import { infrastructureGroup } from "@imagewright/cluster-api";
import type { Diagnostic, ManifestRule } from "@imagewright/core";

import { newestCapaVersion } from "../capa-version.ts";
import { checkVolume } from "../rules/check-volume.ts";
import type { AwsVolumeType } from "../volume-type.ts";
import { checkVolumes } from "../webhooks/check-volumes.ts";
import { childFields, type Fields, listFields, numberOf, textOf } from "../webhooks/fields.ts";
import { placeOf } from "./machine-fields.ts";
import { machineKinds } from "./machine-image.ts";

const volumeTypes: readonly AwsVolumeType[] = [
  "gp2",
  "gp3",
  "io1",
  "io2",
  "sc1",
  "st1",
  "standard",
];

/** Volumes that EC2 refuses. */
export const volumeRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check({ object, kind, targetVersions }) {
    const machine = placeOf(object);
    if (machine === undefined) {
      return [];
    }
    const root = childFields(machine, "rootVolume");
    const others = listFields(machine, "nonRootVolumes").filter(
      (volume) => !["sc1", "st1"].includes(textOf(volume, "type")),
    );
    const capaVersion = targetVersions["capa"] ?? newestCapaVersion;
    // What a webhook refuses is told by it; node groups have none that looks at volumes.
    const told =
      kind === "AWSManagedMachinePool"
        ? []
        : checkVolumes(machine, { isTemplate: false, capaVersion });
    const refused = new Set(told.map(({ pointer }) => pointer));
    return [root, ...others].flatMap(limitsOf).filter(({ pointer }) => !refused.has(pointer));
  },
};

/** What the webhooks of CAPA let pass and EC2 does not: zero iops count as left out. */
function limitsOf(volume: Fields): readonly Diagnostic[] {
  const type = volumeTypes.find((known) => known === textOf(volume, "type"));
  const iops = numberOf(volume, "iops") ?? 0;
  return type === undefined
    ? []
    : checkVolume(
        {
          type,
          size: numberOf(volume, "size"),
          iops: iops === 0 ? undefined : iops,
          throughput: numberOf(volume, "throughput"),
          of: "machine",
        },
        volume.at,
      );
}
