import type { JsonValue, NodeImage } from "@imagewright/core";

import { familyFacts } from "../ami-family.ts";
import type { AmiFamily, NodeClassOptions } from "../node-class-options.ts";
import { sortedData } from "../sorted-data.ts";

/**
 * The volumes of a node class: the target's own; else the family's, with the size of the image's
 * root volume; else none, so that the family's defaults hold.
 */
export function blockDevices(
  options: NodeClassOptions,
  family: AmiFamily,
  { rootVolume }: NodeImage,
): readonly JsonValue[] | undefined {
  if (options.blockDeviceMappings !== undefined) {
    return options.blockDeviceMappings.map((mapping) => sortedData(mapping));
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
