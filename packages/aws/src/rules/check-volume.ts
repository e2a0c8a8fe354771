import type { Diagnostic } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import limits from "../data/volume-limits.json" with { type: "json" };
import type { AwsVolumeType } from "../volume-type.ts";

/** What is judged of a root volume; `size` in GiB. */
export interface VolumeFacts {
  readonly type: AwsVolumeType;
  readonly size: number | undefined;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
  /** Packer allows a build less than EC2 allows a machine. */
  readonly of: "build" | "machine";
}

/**
 * Every combination of type, size, IOPS and throughput that EC2 or Packer refuses of a root volume.
 *
 * @param pointer - where the volume stands
 */
export function checkVolume(volume: VolumeFacts, pointer: string): readonly Diagnostic[] {
  const { type, size = 0 } = volume;
  if (type === "sc1" || type === "st1") {
    const message = `EC2 boots from no ${type} volume`;
    return [fault(`${pointer}/type`, message, { hint: "Choose gp3." })];
  }
  const largest = limits.sizes[type];
  return [
    ...(size > largest
      ? [outside(`${pointer}/size`, `${type} volumes have at most ${largest} GiB`, size)]
      : []),
    ...checkIops(volume, pointer),
    ...checkThroughput(volume, pointer),
  ];
}

function checkIops({ type, size, iops, of }: VolumeFacts, pointer: string): readonly Diagnostic[] {
  const at = `${pointer}/iops`;
  if (type !== "gp3" && type !== "io1" && type !== "io2") {
    return iops === undefined ? [] : [fault(at, `${type} volumes have no iops`, { found: iops })];
  }
  const { minimum, maximum, perGiB } = limits.iops[of][type];
  if (iops === undefined) {
    return type === "gp3" ? [] : [fault(at, `${type} volumes need iops`)];
  }
  if (iops < minimum || iops > maximum) {
    return [outside(at, `${type} volumes have ${minimum} to ${maximum} iops`, iops)];
  }
  // A gp3 volume has its 3000 whatever its size.
  return size !== undefined && iops > minimum && Math.floor(iops / size) > perGiB
    ? [outside(at, `${type} volumes have at most ${perGiB} iops per GiB`, iops)]
    : [];
}

function checkThroughput(
  { type, iops = limits.iops.machine.gp3.minimum, throughput, of }: VolumeFacts,
  pointer: string,
): readonly Diagnostic[] {
  const at = `${pointer}/throughput`;
  if (throughput === undefined) {
    return [];
  }
  if (type !== "gp3") {
    return [fault(at, `${type} volumes have no throughput of their own`, { found: throughput })];
  }
  const maximum = limits.throughput[of];
  if (throughput > maximum) {
    return [outside(at, `gp3 volumes have at most ${maximum} MiB/s`, throughput)];
  }
  const needed = throughput * limits.throughput.iopsPerMiB;
  const hint = `Set iops to ${needed} or more, or lower the throughput.`;
  return needed > iops
    ? [fault(at, `${throughput} MiB/s need ${needed} iops`, { found: throughput, hint })]
    : [];
}

function outside(pointer: string, message: string, found: number): Diagnostic {
  return fault(pointer, message, { found, hint: "Write a number within the limits of the type." });
}

function fault(
  pointer: string,
  message: string,
  { found, hint }: { readonly found?: number; readonly hint?: string } = {},
): Diagnostic {
  return awsDiagnostics.report("AWS_VOLUME", {
    message,
    pointer,
    found: found === undefined ? undefined : String(found),
    hint,
  });
}
