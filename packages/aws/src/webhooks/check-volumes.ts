import type { Diagnostic } from "@imagewright/core";

import { isCapaSince } from "../capa-version.ts";
import {
  childFields,
  type Fields,
  isGiven,
  listFields,
  numberOf,
  refusal,
  textOf,
} from "./fields.ts";

const code = "AWS_VOLUME_REFUSED";

/**
 * Root volume and further volumes of a machine or a launch template.
 *
 * The throughput of the root volume is compared with EC2's limits since CAPA 2.11.0, and not in
 * templates.
 */
export function checkVolumes(
  fields: Fields,
  { isTemplate, capaVersion }: { readonly isTemplate: boolean; readonly capaVersion?: string },
): readonly Diagnostic[] {
  const root = childFields(fields, "rootVolume");
  const hasLimits =
    !isTemplate && (capaVersion === undefined || isCapaSince(capaVersion, "2.11.0"));
  return [
    ...checkVolume(root),
    ...(hasLimits ? checkLimits(root) : checkSign(root)),
    ...listFields(fields, "nonRootVolumes").flatMap((volume) => [
      ...checkVolume(volume),
      ...checkSign(volume),
      ...(textOf(volume, "deviceName") === ""
        ? [refusal(code, volume, "deviceName", "non root volume should have device name")]
        : []),
    ]),
  ];
}

function checkVolume(volume: Fields): readonly Diagnostic[] {
  const type = textOf(volume, "type");
  const found: Diagnostic[] = [];
  if (["io1", "io2"].includes(type) && (numberOf(volume, "iops") ?? 0) === 0) {
    found.push(refusal(code, volume, "iops", "iops required if type is 'io1' or 'io2'"));
  }
  if (isGiven(volume, "throughput") && type !== "gp3") {
    found.push(refusal(code, volume, "throughput", "throughput is valid only for type 'gp3'"));
  }
  return found;
}

function checkLimits(volume: Fields): readonly Diagnostic[] {
  const throughput = numberOf(volume, "throughput");
  const message = "throughput must be between 125 Mib/s and 2000 MiB/s";
  return throughput !== undefined && (throughput < 125 || throughput > 2000)
    ? [refusal(code, volume, "throughput", message)]
    : [];
}

function checkSign(volume: Fields): readonly Diagnostic[] {
  return (numberOf(volume, "throughput") ?? 0) < 0
    ? [refusal(code, volume, "throughput", "throughput must be nonnegative")]
    : [];
}
