import type { BuildOutput, Parsed } from "@imagewright/core";

import { mergeReadings } from "./merge-readings.ts";
import type { PackerBuild } from "./packer-build.ts";
import { readManifest } from "./parse-packer-manifest.ts";
import { readLog } from "./read-log.ts";
import { readMachineReadable } from "./read-machine-readable.ts";

/**
 * The builds that Packer reports as done, with what they made: from its log, its machine-readable
 * output, its manifest, or several of them, which then have to agree.
 *
 * image-builder's manifest for Azure names the managed image only, and for QEMU there is none: give
 * the log as well.
 *
 * @returns refused where nothing is named, a part is cut off, or two parts contradict each other
 * @example
 * ```ts
 * const log = `==> Builds finished. The artifacts of successful builds are:
 * --> ubuntu-24.04: AMIs were created:
 * eu-west-1: ami-09709369c53539c11
 * `;
 * const parsed = parsePackerOutput({ log });
 * parsed.ok && parsed.value[0]?.artifacts;
 * // => [{ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }]
 * ```
 */
export function parsePackerOutput(output: BuildOutput): Parsed<readonly PackerBuild[]> {
  const { log, machineReadable, manifest } = output;
  return mergeReadings([
    ...(log === undefined ? [] : [readLog(log)]),
    ...(machineReadable === undefined ? [] : [readMachineReadable(machineReadable)]),
    ...(manifest === undefined ? [] : [readManifest(manifest)]),
  ]);
}
