import type { NodeImage } from "@imagewright/core";

import { familyFacts } from "../ami-family.ts";
import type { BlockDeviceMapping } from "../block-device-mapping.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { AmiFamily } from "../node-class-spec.ts";

/**
 * The volumes of a node class: the target's own; else the family's, with the size of the image's
 * root volume; else none, so that the family's defaults hold.
 */
export function blockDevices(
  options: NodeClassOptions,
  family: AmiFamily,
  { rootVolume }: NodeImage,
): readonly BlockDeviceMapping[] | undefined {
  if (options.blockDeviceMappings !== undefined) {
    return options.blockDeviceMappings;
  }
  const { devices, rootDevice } = familyFacts(family);
  if (rootVolume === undefined || devices.length === 0) {
    return undefined;
  }
  return devices.map(({ deviceName, volumeSize }) => ({
    deviceName,
    ebs: {
      deleteOnTermination: true,
      encrypted: true,
      volumeSize: deviceName === rootDevice ? `${rootVolume.sizeGiB}Gi` : volumeSize,
      volumeType: "gp3",
    },
  }));
}
