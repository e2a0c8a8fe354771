import type { Diagnostic, NodeImage } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import type { AwsRootVolume } from "../machine-options.ts";
import { checkVolume } from "./check-volume.ts";

/** Everything about a root volume, as far as the image says its size. */
export function checkRootVolume(
  rootVolume: AwsRootVolume | undefined,
  image: NodeImage,
  pointer: string,
): readonly Diagnostic[] {
  if (rootVolume === undefined) {
    return [];
  }
  const { type, iops, throughput, encrypted, encryptionKey } = rootVolume;
  const size = rootVolume.size ?? image.rootVolume?.sizeGiB;
  const found: Diagnostic[] = [];
  const report = (
    code: "AWS_VOLUME" | "AWS_VOLUME_TOO_SMALL",
    key: string,
    message: string,
    hint?: string,
  ): void => {
    found.push(awsDiagnostics.report(code, { message, pointer: `${pointer}/${key}`, hint }));
  };
  if (size === undefined) {
    report(
      "AWS_VOLUME",
      "size",
      "CAPA demands a size, and the image says none either",
      "Add `size`.",
    );
  }
  if (rootVolume.size !== undefined && rootVolume.size < (image.rootVolume?.sizeGiB ?? 0)) {
    report("AWS_VOLUME_TOO_SMALL", "size", `the image has ${image.rootVolume?.sizeGiB} GiB`);
  }
  if (type === undefined && (iops !== undefined || throughput !== undefined)) {
    report(
      "AWS_VOLUME",
      "type",
      "iops and throughput depend on a type, and none is given",
      "Add `type`.",
    );
  }
  if (encryptionKey !== undefined && encrypted === false) {
    report(
      "AWS_VOLUME",
      "encrypted",
      "CAPA encrypts wherever a key is given",
      "Remove `encryptionKey`, or set `encrypted` to true.",
    );
  }
  return type === undefined
    ? found
    : [...found, ...checkVolume({ type, size, iops, throughput, of: "machine" }, pointer)];
}
