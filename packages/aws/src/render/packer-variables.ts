import type { NodeImage } from "@imagewright/core";
import { imageBuilderVariables, type PackerVariables } from "@imagewright/packer";

import type { AwsBuild, AwsBuildVolume } from "../options.ts";

/** Variables that options of the target write, and which option writes each. */
export const ownedVariables: ReadonlyMap<string, string> = new Map([
  ["aws_region", "build.region"],
  ["ami_regions", "build.copyTo"],
  ["ami_users", "build.shareWith.users"],
  ["snapshot_users", "build.shareWith.users"],
  ["ami_groups", "build.shareWith.groups"],
  ["snapshot_groups", "build.shareWith.groups"],
  ["builder_instance_type", "build.instanceType"],
  ["encrypted", "build.encrypted"],
  ["kms_key_id", "build.kmsKeyId"],
  ["vpc_id", "build.vpcId"],
  ["subnet_id", "build.subnetId"],
  ["aws_security_group_ids", "build.securityGroupIds"],
  ["iam_instance_profile", "build.iamInstanceProfile"],
  ["source_ami", "build.sourceAmi"],
  ["image_name", "build.amiName"],
  ["volume_type", "build.volume.type"],
  ["iops", "build.volume.iops"],
  ["throughput", "build.volume.throughput"],
]);

/**
 * image-builder's variables for an AMI. Copies and permissions are always written: left out,
 * upstream makes the AMI public and copies it to fifteen regions.
 */
export function amiVariables(image: NodeImage, build: AwsBuild): PackerVariables {
  const { copyTo = [], shareWith = {} } = build;
  const users = (shareWith.users ?? []).join(",");
  const groups = (shareWith.groups ?? []).join(",");
  return {
    ...imageBuilderVariables("ami", image),
    aws_region: build.region,
    ami_regions: copyTo.join(","),
    ami_users: users,
    snapshot_users: users,
    ami_groups: groups,
    snapshot_groups: groups,
    ...optional("builder_instance_type", build.instanceType),
    ...optional("encrypted", build.encrypted),
    ...optional("kms_key_id", build.kmsKeyId),
    ...optional("vpc_id", build.vpcId),
    ...optional("subnet_id", build.subnetId),
    ...optional("aws_security_group_ids", build.securityGroupIds?.join(",")),
    ...optional("iam_instance_profile", build.iamInstanceProfile),
    ...optional("source_ami", build.sourceAmi),
    ...optional("image_name", build.amiName),
    ...volumeVariables(build.volume ?? {}),
    ...Object.fromEntries(
      Object.entries(build.variables ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

/** What a volume type has not is written as empty: upstream's defaults are those of gp3. */
function volumeVariables({ type, iops, throughput }: AwsBuildVolume): PackerVariables {
  const hasIops = type === undefined || type === "gp3" || type === "io1" || type === "io2";
  const hasThroughput = type === undefined || type === "gp3";
  return {
    ...optional("volume_type", type),
    ...optional("iops", hasIops ? iops : ""),
    ...optional("throughput", hasThroughput ? throughput : ""),
  };
}

function optional(name: string, value: string | number | boolean | undefined): PackerVariables {
  return value === undefined ? {} : { [name]: String(value) };
}
