import { type Diagnostic, showValue } from "@imagewright/core";

import { familyFacts } from "../ami-family.ts";
import type { BlockDeviceMapping } from "../block-device-mapping.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { AmiFamily } from "../node-class-spec.ts";
import { isVolumeSize } from "../volume-size.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of a node class' volumes. */
export function checkVolumes(
  options: NodeClassOptions,
  family: AmiFamily,
  { image, target }: RuleContext,
  pointer: string,
): readonly Diagnostic[] {
  const mappings = options.blockDeviceMappings;
  const at = `${pointer}/blockDeviceMappings`;
  if (mappings === undefined) {
    const message = `nothing says which device is the root of a ${family} image`;
    return image.rootVolume !== undefined && familyFacts(family).devices.length === 0
      ? [karpenterDiagnostics.report("KARPENTER_ROOT_DEVICE", { message, pointer: at })]
      : [];
  }
  return [
    ...checkRoots(mappings, family, at),
    ...mappings.flatMap((mapping, index) => checkVolume(mapping, `${at}/${index}`)),
    ...checkRootSize(mappings, family, { image, target }, at),
    ...checkDevices(mappings, family, at),
  ];
}

function checkRoots(
  mappings: readonly BlockDeviceMapping[],
  family: AmiFamily,
  pointer: string,
): readonly Diagnostic[] {
  const roots = mappings.filter(({ rootVolume }) => rootVolume === true);
  const found: Diagnostic[] = [];
  if (roots.length > 1) {
    const message = "more than one mapping has rootVolume";
    found.push(karpenterDiagnostics.report("KARPENTER_VOLUME", { message, pointer }));
  }
  if (family === "Bottlerocket" && roots.some(({ deviceName }) => deviceName === "/dev/xvda")) {
    const message = "rootVolume stands on Bottlerocket's system volume";
    found.push(karpenterDiagnostics.report("KARPENTER_ROOT_ROLE", { message, pointer }));
  }
  return found;
}

function checkVolume({ ebs }: BlockDeviceMapping, pointer: string): readonly Diagnostic[] {
  const { volumeSize, snapshotID, volumeInitializationRate } = ebs;
  const found: Diagnostic[] = [];
  if (volumeSize === undefined && snapshotID === undefined) {
    const message = "the volume has neither a size nor a snapshot";
    found.push(karpenterDiagnostics.report("KARPENTER_VOLUME", { message, pointer }));
  }
  if (volumeInitializationRate !== undefined) {
    const at = `${pointer}/ebs/volumeInitializationRate`;
    if (snapshotID === undefined || snapshotID === "") {
      const message = "volumeInitializationRate needs a snapshot";
      found.push(karpenterDiagnostics.report("KARPENTER_VOLUME", { message, pointer: at }));
    }
  }
  if (volumeSize !== undefined && !isVolumeSize(volumeSize)) {
    const facts = { pointer: `${pointer}/ebs/volumeSize`, found: showValue(volumeSize) };
    const message = "the CRD refuses this size";
    found.push(karpenterDiagnostics.report("KARPENTER_VOLUME_SIZE", { ...facts, message }));
  }
  return found;
}

/** EC2 refuses a root volume that is smaller than the image's. */
function checkRootSize(
  mappings: readonly BlockDeviceMapping[],
  family: AmiFamily,
  { image }: RuleContext,
  pointer: string,
): readonly Diagnostic[] {
  const { rootDevice } = familyFacts(family);
  const { rootVolume } = image;
  return mappings.flatMap((mapping, index) => {
    const isRoot =
      rootDevice === undefined ? mapping.rootVolume === true : mapping.deviceName === rootDevice;
    const size = gibibytes(mapping.ebs.volumeSize);
    if (!isRoot || rootVolume === undefined || size === undefined || size >= rootVolume.sizeGiB) {
      return [];
    }
    const message = `the image's root volume has ${rootVolume.sizeGiB} GiB`;
    const facts = { message, pointer: `${pointer}/${index}/ebs/volumeSize` };
    const found = showValue(mapping.ebs.volumeSize);
    return [karpenterDiagnostics.report("KARPENTER_VOLUME", { ...facts, found })];
  });
}

function gibibytes(size: string | undefined): number | undefined {
  const factors: Readonly<Record<string, number>> = {
    G: 1e9 / 2 ** 30,
    Gi: 1,
    T: 1e12 / 2 ** 30,
    Ti: 1024,
  };
  const number = Number.parseInt(size ?? "", 10);
  const factor = factors[size?.replace(/^\d+/u, "") ?? ""];
  return factor === undefined ? undefined : number * factor;
}

function checkDevices(
  mappings: readonly BlockDeviceMapping[],
  family: AmiFamily,
  pointer: string,
): readonly Diagnostic[] {
  const names = new Set(mappings.map(({ deviceName }) => deviceName));
  const missing = familyFacts(family).devices.filter(({ deviceName }) => !names.has(deviceName));
  if (missing.length === 0) {
    return [];
  }
  const list = missing.map(({ deviceName }) => deviceName).join(", ");
  const message = `the mappings leave out ${list} of the family ${family}`;
  return [karpenterDiagnostics.report("KARPENTER_DEVICES_INCOMPLETE", { message, pointer })];
}
