import type { Diagnostic } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsVolumeType } from "../volume-type.ts";

/** What is judged of a volume; `size` in GiB. */
export interface VolumeFacts {
  readonly type: AwsVolumeType;
  readonly size: number | undefined;
  readonly iops: number | undefined;
  readonly throughput: number | undefined;
}

/** IOPS per GiB, and in all, by volume type. */
const limits: Readonly<
  Record<"gp3" | "io1" | "io2", { minimum: number; maximum: number; perGiB: number }>
> = {
  gp3: { minimum: 3000, maximum: 16_000, perGiB: 500 },
  io1: { minimum: 100, maximum: 64_000, perGiB: 50 },
  io2: { minimum: 100, maximum: 64_000, perGiB: 500 },
};

/** gp3: MiB/s. */
const maximumThroughput = 1000;

/**
 * Every combination of type, size, IOPS and throughput that EC2 or Packer refuses.
 *
 * @param pointer - where the volume stands
 */
export function checkVolume(volume: VolumeFacts, pointer: string): readonly Diagnostic[] {
  return [...checkIops(volume, pointer), ...checkThroughput(volume, pointer)];
}

function checkIops({ type, size, iops }: VolumeFacts, pointer: string): readonly Diagnostic[] {
  const at = `${pointer}/iops`;
  if (type !== "gp3" && type !== "io1" && type !== "io2") {
    return iops === undefined ? [] : [fault(at, `${type} volumes have no iops`, iops)];
  }
  const { minimum, maximum, perGiB } = limits[type];
  if (iops === undefined) {
    return type === "gp3" ? [] : [fault(at, `${type} volumes need iops`)];
  }
  if (iops < minimum || iops > maximum) {
    return [fault(at, `${type} volumes have ${minimum} to ${maximum} iops`, iops)];
  }
  // A gp3 volume has its 3000 whatever its size.
  return size !== undefined && iops > minimum && Math.floor(iops / size) > perGiB
    ? [fault(at, `${type} volumes have at most ${perGiB} iops per GiB`, iops)]
    : [];
}

function checkThroughput(
  { type, throughput }: VolumeFacts,
  pointer: string,
): readonly Diagnostic[] {
  const at = `${pointer}/throughput`;
  if (throughput === undefined) {
    return [];
  }
  if (type !== "gp3") {
    return [fault(at, `${type} volumes have no throughput of their own`, throughput)];
  }
  return throughput > maximumThroughput
    ? [fault(at, `gp3 volumes have at most ${maximumThroughput} MiB/s`, throughput)]
    : [];
}

function fault(pointer: string, message: string, found?: number): Diagnostic {
  return awsDiagnostics.report("AWS_VOLUME", {
    message,
    pointer,
    found: found === undefined ? undefined : String(found),
  });
}
