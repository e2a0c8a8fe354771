import type { TargetHeader } from "@imagewright/core";

import type { AwsManagedControlPlane, AwsManagedMachinePool } from "./eks-options.ts";
import type { AwsMachineTemplate } from "./machine-template-options.ts";
import type { AwsMachinePool } from "./pool-options.ts";
import type { AwsVolumeType } from "./volume-type.ts";

/** Cluster API on AWS: the AMI that image-builder makes, and the machine templates that use it. */
export interface AwsTarget extends TargetHeader {
  readonly provider: "aws";

  /** How image-builder makes the AMI; left out where the AMI exists already. */
  readonly build?: AwsBuild;

  /**
   * Machine templates that point at the AMI.
   *
   * @minItems 1
   */
  readonly machineTemplates?: readonly AwsMachineTemplate[];

  /**
   * Machines that no owner makes, each with a Machine of the user's own.
   *
   * @minItems 1
   */
  readonly machines?: readonly AwsMachineTemplate[];

  /**
   * Machine pools: autoscaling groups that point at the AMI.
   *
   * @minItems 1
   */
  readonly machinePools?: readonly AwsMachinePool[];

  /**
   * Node groups of EKS.
   *
   * @minItems 1
   */
  readonly managedMachinePools?: readonly AwsManagedMachinePool[];

  /**
   * Control planes of EKS, with the version of the image.
   *
   * @minItems 1
   */
  readonly managedControlPlanes?: readonly AwsManagedControlPlane[];

  /**
   * Release of CAPA that runs in the management cluster; the newest known where left out.
   *
   * @pattern ^v?\d+\.\d+\.\d+$
   * @examples ["2.11.1"]
   */
  readonly capaVersion?: string;
}

/** Inputs of image-builder's AMI templates. */
export interface AwsBuild {
  /**
   * Region the AMI is built in.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["eu-west-1"]
   */
  readonly region: string;

  /**
   * Further regions of the same partition the AMI is copied to.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples [["us-east-1"]]
   */
  readonly copyTo?: readonly string[];

  /** Who else may launch the AMI and copy its snapshots; nobody where left out. */
  readonly shareWith?: AwsShare;

  /**
   * Instance type of the machine that builds; image-builder's default for the architecture where
   * left out.
   *
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   * @examples ["t3.small"]
   */
  readonly instanceType?: string;

  /** Encrypted snapshots. */
  readonly encrypted?: boolean;

  /**
   * KMS key of the encryption: key id, alias, or the ARN of either; the region's EBS key where left
   * out.
   *
   * @pattern ^(arn:aws(-[a-z]+)*:kms:[a-z0-9-]*:\d{12}:(key/)?)?((mrk-)?[0-9a-f]+[0-9a-f-]+|alias/[A-Za-z0-9:/_-]+)$
   * @examples ["alias/node-images"]
   */
  readonly kmsKeyId?: string;

  /**
   * @pattern ^vpc-[0-9a-f]{8,17}$
   * @examples ["vpc-0a1b2c3d4e5f60718"]
   */
  readonly vpcId?: string;

  /**
   * @pattern ^subnet-[0-9a-f]{8,17}$
   * @examples ["subnet-0a1b2c3d4e5f60718"]
   */
  readonly subnetId?: string;

  /**
   * Security groups of the machine that builds; a temporary one where left out.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^sg-[0-9a-f]{8,17}$
   */
  readonly securityGroupIds?: readonly string[];

  /**
   * Instance profile of the machine that builds, by name.
   *
   * @pattern ^[A-Za-z0-9_+=,.@-]{1,128}$
   */
  readonly iamInstanceProfile?: string;

  /**
   * AMI the build starts from; the newest of the distribution where left out.
   *
   * @pattern ^ami-([0-9a-f]{8}|[0-9a-f]{17})$
   * @examples ["ami-09709369c53539c11"]
   */
  readonly sourceAmi?: string;

  /**
   * Name of the AMI; image-builder's `capa-ami-OS-vVERSION-TIME` where left out.
   *
   * @pattern ^[A-Za-z0-9 ()[\]./'@_-]{3,128}$
   * @examples ["platform-ubuntu-24.04-v1.34.1"]
   */
  readonly amiName?: string;

  /** Root volume of the machine that builds, and so of the AMI; its size is the image's. */
  readonly volume?: AwsBuildVolume;

  /** Further variables of image-builder, by name. */
  readonly variables?: { readonly [name: string]: string };
}

/** Launch permissions of an AMI. */
export interface AwsShare {
  /**
   * Account ids.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^\d{12}$
   * @examples [["123456789012"]]
   */
  readonly users?: readonly string[];

  /**
   * `all` makes the AMI public.
   *
   * @minItems 1
   */
  readonly groups?: readonly "all"[];
}

/** EBS volume of a build; what is left out follows image-builder (gp3). */
export interface AwsBuildVolume {
  readonly type?: AwsVolumeType;
  /**
   * @TJS-type integer
   * @minimum 100
   */
  readonly iops?: number;
  /**
   * MiB/s.
   *
   * @TJS-type integer
   * @minimum 125
   */
  readonly throughput?: number;
}
