import { type Diagnostic, type NodeImage, type TargetRule, showValue } from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import type { EksTarget } from "../options.ts";

/** Fields no variable carries. */
const unsupported = [
  "packages",
  "repositories",
  "files",
  "registries",
  "preloadedImages",
  "caCertificates",
  "proxy",
  "labels",
] as const;

/** GiB: what the template maps, whatever the size of the builder's volume. */
const rootVolumeSize = 20;

/** What amazon-eks-ami cannot bring about of an image. */
export const checkImage: TargetRule<EksTarget> = ({ image }) => [
  ...unsupported
    .filter((field) => image[field] !== undefined)
    .map((field) => lost(field, `amazon-eks-ami has no variable for ${field}`)),
  ...(image.hardening?.cis === true
    ? [lost("hardening/cis", "amazon-eks-ami applies no CIS benchmark")]
    : []),
  ...(image.rootVolume !== undefined && image.rootVolume.sizeGiB !== rootVolumeSize
    ? [lost("rootVolume/sizeGiB", `the root volume of the AMI is always ${rootVolumeSize} GiB`)]
    : []),
  ...checkGpu(image),
  ...checkKernel(image),
];

function checkGpu({ gpu, os }: NodeImage): readonly Diagnostic[] {
  if (gpu === undefined) {
    return [];
  }
  const isMajor = /^\d+$/u.test(gpu.version ?? "");
  return [
    ...(gpu.vendor === "nvidia"
      ? []
      : [odd("gpu/vendor", gpu.vendor, "amazon-eks-ami installs drivers of NVIDIA only")]),
    ...(os.release === "2" || gpu.version === undefined || isMajor
      ? []
      : [odd("gpu/version", gpu.version, "only the major version of the driver can be chosen")]),
  ];
}

function checkKernel({ os }: NodeImage): readonly Diagnostic[] {
  return os.kernel === undefined || /^\d+\.\d+(?:\.\d+)?\*?$/u.test(os.kernel)
    ? []
    : [odd("os/kernel", os.kernel, "a kernel is chosen by two or three numbers")];
}

function lost(field: string, message: string): Diagnostic {
  return eksDiagnostics.report("EKS_IMAGE_UNSUPPORTED", { message, pointer: `/image/${field}` });
}

function odd(field: string, value: string, message: string): Diagnostic {
  const facts = { message, pointer: `/image/${field}`, found: showValue(value) };
  return eksDiagnostics.report("EKS_IMAGE_VALUE", facts);
}
