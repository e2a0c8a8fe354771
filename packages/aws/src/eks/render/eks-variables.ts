import { type Architecture, formatPointer, type NodeImage } from "@imagewright/core";

import type { EksBuild } from "../options.ts";

/** One variable of the template: its value, and what asks for it. */
export interface EksVariable {
  readonly name: string;
  readonly value: string;
  /** JSON Pointer into the target; `/image/…` leads into the image. */
  readonly pointer: string;
}

/** The bucket and the region upstream takes where nothing else is said. */
export const publicBucket = { name: "amazon-eks", region: "us-west-2" } as const;

/** Architecture as EC2 spells it; the folders of the bucket have Go's spelling. */
const ec2Architectures: Readonly<Record<Architecture, string>> = {
  amd64: "x86_64",
  arm64: "arm64",
};

/** Everything the image and the options say, variable by variable, in the order of make lines. */
export function eksVariables(image: NodeImage, build: EksBuild): readonly EksVariable[] {
  return [
    ...bucketVariables(image),
    one("kubernetes_version", image.kubernetes.version, "/image/kubernetes/version"),
    ...buildDate(image),
    one("arch", ec2Architectures[image.architecture], "/image/architecture"),
    ...imageVariables(image),
    ...optionVariables(build),
    ...Object.entries(build.variables ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => one(name, value, `/build/variables${formatPointer([name])}`)),
  ].flatMap((variable) => variable ?? []);
}

function one(
  name: string,
  value: string | number | boolean | undefined,
  pointer: string,
): EksVariable | undefined {
  return value === undefined ? undefined : { name, value: String(value), pointer };
}

function bucketVariables({
  kubernetes: { source },
}: NodeImage): readonly (EksVariable | undefined)[] {
  if (source?.kind !== "bucket") {
    return [];
  }
  const { bucket, region = publicBucket.region } = source;
  const at = "/image/kubernetes/source";
  return bucket === publicBucket.name && region === publicBucket.region
    ? []
    : [
        one("binary_bucket_name", bucket, `${at}/bucket`),
        one("binary_bucket_region", region, `${at}/region`),
      ];
}

function buildDate({ kubernetes: { source } }: NodeImage): readonly (EksVariable | undefined)[] {
  const pointer = "/image/kubernetes/source/buildDate";
  return source?.kind === "bucket" ? [one("kubernetes_build_date", source.buildDate, pointer)] : [];
}

function imageVariables(image: NodeImage): readonly (EksVariable | undefined)[] {
  const { os, containerRuntime = {}, cni, hardening = {}, gpu } = image;
  const isAmazonLinux2 = os.release === "2";
  const cniVersion = cni === undefined ? undefined : `v${cni.version}`;
  return [
    os.kernel === undefined || isAmazonLinux2
      ? one("kernel_version", os.kernel, "/image/os/kernel")
      : one("source_ami_filter_name", kernelFilter(os.kernel), "/image/os/kernel"),
    one("containerd_version", containerRuntime.containerd, "/image/containerRuntime/containerd"),
    one("runc_version", containerRuntime.runc, "/image/containerRuntime/runc"),
    one("cni_plugin_version", cniVersion, "/image/cni"),
    one("enable_fips", hardening.fips === true ? true : undefined, "/image/hardening/fips"),
    one("enable_accelerator", gpu?.vendor, "/image/gpu/vendor"),
    isAmazonLinux2
      ? one("nvidia_driver_version", gpu?.version, "/image/gpu/version")
      : one("nvidia_driver_major_version", gpu?.version, "/image/gpu/version"),
  ];
}

/** Amazon Linux 2023 has its kernel from the image the build starts with. */
function kernelFilter(kernel: string): string {
  return `al2023-ami-minimal-2023.*-kernel-${kernel}-*`;
}

function optionVariables(build: EksBuild): readonly (EksVariable | undefined)[] {
  const { sourceAmi = {}, volume = {}, shareWith } = build;
  return [
    one("aws_region", build.region, "/build/region"),
    one("ami_name", build.amiName, "/build/amiName"),
    one("instance_type", build.instanceType, "/build/instanceType"),
    one("enable_accelerator", build.accelerator, "/build/accelerator"),
    one("source_ami_id", sourceAmi.id, "/build/sourceAmi/id"),
    one("source_ami_owners", sourceAmi.owners?.join(","), "/build/sourceAmi/owners"),
    one("source_ami_filter_name", sourceAmi.filterName, "/build/sourceAmi/filterName"),
    one("ami_regions", build.copyTo?.join(","), "/build/copyTo"),
    one("ami_users", shareWith?.users.join(","), "/build/shareWith/users"),
    one("encrypted", build.encrypted, "/build/encrypted"),
    one("kms_key_id", build.kmsKeyId, "/build/kmsKeyId"),
    one("subnet_id", build.subnetId, "/build/subnetId"),
    one("security_group_id", build.securityGroupId, "/build/securityGroupId"),
    one("iam_instance_profile", build.iamInstanceProfile, "/build/iamInstanceProfile"),
    one("volume_type", volume.type, "/build/volume/type"),
    one("launch_block_device_mappings_volume_size", volume.sizeGiB, "/build/volume/sizeGiB"),
  ];
}
