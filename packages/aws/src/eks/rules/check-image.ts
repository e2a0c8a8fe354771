import { type Diagnostic, type NodeImage, type TargetRule, showValue } from "@imagewright/core";

import { eksDiagnostics } from "../eks-diagnostics.ts";
import { eraOf, systemOf } from "../era.ts";
import type { EksBuild, EksBuildTarget } from "../options.ts";

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
export const checkImage: TargetRule<EksBuildTarget> = ({ image, target }) => [
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
  ...checkKernel(image, target.build),
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

function checkKernel({ os }: NodeImage, build: EksBuild): readonly Diagnostic[] {
  const { kernel, release } = os;
  const fault = kernel === undefined ? undefined : kernelFault(kernel, release, build);
  return kernel === undefined || fault === undefined ? [] : [odd("os/kernel", kernel, fault)];
}

function kernelFault(kernel: string, release: string, build: EksBuild): string | undefined {
  if (release !== "2") {
    // The names of Amazon's images end in the series alone.
    return /^\d+\.\d+$/u.test(kernel)
      ? undefined
      : "a kernel is chosen by two numbers, such as 6.12";
  }
  const era = eraOf(build);
  const kernels = systemOf(era, release)?.kernels;
  if (kernels !== undefined) {
    return kernels.includes(kernel)
      ? undefined
      : `era ${era.id} knows the kernels ${kernels.join(", ")}`;
  }
  return /^\d+\.\d+(?:\.\d+)?\*?$/u.test(kernel)
    ? undefined
    : "a kernel is chosen by two or three numbers";
}

function lost(field: string, message: string): Diagnostic {
  return eksDiagnostics.report("EKS_IMAGE_UNSUPPORTED", { message, pointer: `/image/${field}` });
}

function odd(field: string, value: string, message: string): Diagnostic {
  const facts = { message, pointer: `/image/${field}`, found: showValue(value) };
  return eksDiagnostics.report("EKS_IMAGE_VALUE", facts);
}
