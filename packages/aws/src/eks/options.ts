import type { TargetHeader } from "@imagewright/core";

import type { ClusterAccess } from "../user-data/node-bootstrap.ts";
import type {
  EksBootstrapConfig,
  EksLaunchTemplate,
  EksNodeGroup,
  EksNodeGroupStack,
} from "./launch-options.ts";

/** An AMI for Amazon EKS, built with awslabs/amazon-eks-ami, and what launches nodes from it. */
export interface EksTarget extends TargetHeader {
  readonly provider: "eks";

  /** How amazon-eks-ami makes the AMI; left out where the AMI is not built here. */
  readonly build?: EksBuild;

  /** The cluster the nodes join. */
  readonly cluster?: ClusterAccess;

  /**
   * Launch templates for node groups.
   *
   * @minItems 1
   */
  readonly launchTemplates?: readonly EksLaunchTemplate[];

  /**
   * Managed node groups, as requests of `aws eks create-nodegroup`.
   *
   * @minItems 1
   */
  readonly nodeGroups?: readonly EksNodeGroup[];

  /**
   * Parameters of upstream's CloudFormation template for self-managed nodes of Amazon Linux 2.
   *
   * @minItems 1
   */
  readonly nodeGroupStacks?: readonly EksNodeGroupStack[];

  /**
   * Bootstrap configurations of Cluster API on AWS, for the image's operating system.
   *
   * @minItems 1
   */
  readonly bootstrapConfigs?: readonly EksBootstrapConfig[];
}

/** A target that builds its AMI. */
export type EksBuildTarget = EksTarget & { readonly build: EksBuild };

/**
 * State of amazon-eks-ami the build runs with: `single` is one template with its variables inside
 * (until 2022-11-20), `single-varfile` has them beside it (until 2024-02-11), `templates` has
 * folders for AL2 and AL2023 (until 2026-03-03), `templates-al2023` is AL2023 alone (since then).
 */
export type EksEra = "single" | "single-varfile" | "templates" | "templates-al2023";

/** Inputs of amazon-eks-ami. */
export interface EksBuild {
  /** State of the checkout; `templates-al2023`, today's, where left out. */
  readonly era?: EksEra;

  /**
   * Region the AMI is built in; upstream's default is us-west-2.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["eu-west-1"]
   */
  readonly region?: string;

  /**
   * Name of the AMI; upstream's `amazon-eks-…-node-MINOR-vDATE` where left out.
   *
   * @pattern ^[A-Za-z0-9._/@-]{3,128}$
   * @examples ["platform-eks-1.34-v20261121"]
   */
  readonly amiName?: string;

  /**
   * Instance type of the machine that builds.
   *
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   * @examples ["m5.xlarge"]
   */
  readonly instanceType?: string;

  /** What the build starts from; the newest minimal image of Amazon Linux where left out. */
  readonly sourceAmi?: EksSourceAmi;

  /**
   * Further regions of the same partition the AMI is copied to.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples [["us-east-1"]]
   */
  readonly copyTo?: readonly string[];

  /** Who else may launch the AMI; nobody where left out. */
  readonly shareWith?: EksShare;

  /** Encrypted snapshots. */
  readonly encrypted?: boolean;

  /**
   * KMS key of the encryption in the region of the build; copies have the default key.
   *
   * @pattern ^(arn:aws(-[a-z]+)*:kms:[a-z0-9-]*:\d{12}:(key/)?)?((mrk-)?[0-9a-f]+[0-9a-f-]+|alias/[A-Za-z0-9:/_-]+)$
   * @examples ["alias/node-images"]
   */
  readonly kmsKeyId?: string;

  /**
   * @pattern ^subnet-[0-9a-f]{8,17}$
   * @examples ["subnet-0a1b2c3d4e5f60718"]
   */
  readonly subnetId?: string;

  /**
   * @pattern ^sg-[0-9a-f]{8,17}$
   * @examples ["sg-0a1b2c3d4e5f60718"]
   */
  readonly securityGroupId?: string;

  /**
   * Instance profile of the machine that builds, by name.
   *
   * @pattern ^[A-Za-z0-9_+=,.@-]{1,128}$
   */
  readonly iamInstanceProfile?: string;

  /** EBS volume of the machine that builds; the root volume of the AMI is always 20 GiB. */
  readonly volume?: EksBuildVolume;

  /** AWS Neuron on the image; an NVIDIA driver is the image's `gpu`. */
  readonly accelerator?: "neuron";

  /** Further variables of the Packer template, by name. */
  readonly variables?: { readonly [name: string]: string };
}

/** Where an EKS build starts. */
export interface EksSourceAmi {
  /**
   * AMI id; `filterName` and `owners` have to match it all the same.
   *
   * @pattern ^ami-([0-9a-f]{8}|[0-9a-f]{17})$
   */
  readonly id?: string;
  /**
   * Account ids.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^\d{12}$
   * @examples [["137112412989"]]
   */
  readonly owners?: readonly string[];
  /**
   * Name with wildcards; the newest AMI that matches is taken.
   *
   * @examples ["al2023-ami-minimal-2023.*-kernel-6.12-*"]
   */
  readonly filterName?: string;
}

/** Launch permissions of an EKS AMI. */
export interface EksShare {
  /**
   * Account ids.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^\d{12}$
   * @examples [["123456789012"]]
   */
  readonly users: readonly string[];
}

/** EBS volume of the machine that builds. */
export interface EksBuildVolume {
  /** The template sets no iops, which io1 and io2 need. */
  readonly type?: "gp2" | "gp3" | "standard";
  /**
   * GiB.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 16384
   */
  readonly sizeGiB?: number;
}
