import type { ImageChoice } from "@imagewright/core";

import type { EksUserDataFormat, NodeSettings } from "../user-data/node-bootstrap.ts";

/** What a node that joins by itself says. */
export interface EksNode extends NodeSettings {
  /** What the image reads; by the image's operating system where left out. */
  readonly format?: EksUserDataFormat;
}

/** One launch template of EC2, for a node group. */
export interface EksLaunchTemplate extends ImageChoice {
  /**
   * @pattern ^[A-Za-z0-9().\-/_]{3,128}$
   * @examples ["workers-1.34"]
   */
  readonly name: string;
  /** The request of `aws ec2 create-launch-template`, which it is where left out, or a stack. */
  readonly form?: "cloudformation" | "request";
  /** Who launches from it: a managed node group, where left out, or an Auto Scaling group. */
  readonly usedBy?: "managed-node-group" | "self-managed";
  /** EKS chooses the image by the node group's `amiType`; managed node groups only. */
  readonly withoutImage?: true;
  /**
   * Where the AMI is looked up in the catalog; the build's region where left out.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   */
  readonly region?: string;
  /**
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   * @examples ["m7g.large"]
   */
  readonly instanceType?: string;
  /** Name of a key pair of EC2. */
  readonly keyName?: string;
  /**
   * @minItems 1
   * @items.type string
   * @items.pattern ^sg-[0-9a-f]{8,17}$
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * Name of the nodes' instance profile; a managed node group brings its own.
   *
   * @pattern ^[A-Za-z0-9_+=,.@-]{1,128}$
   */
  readonly instanceProfile?: string;
  readonly rootVolume?: EksNodeVolume;
  readonly metadataOptions?: EksNodeMetadataOptions;
  /** Tags of instances and their volumes. */
  readonly tags?: { readonly [key: string]: string };
  /** What joins the node; the target has to name its cluster. */
  readonly node?: EksNode;
  /** User data as it is, instead of `node`. */
  readonly userData?: string;
}

/** Root volume of a node. */
export interface EksNodeVolume {
  /**
   * Device of the root volume; `/dev/xvda` where left out, as on Amazon Linux and Bottlerocket.
   *
   * @pattern ^/dev/[a-z0-9]{1,16}$
   */
  readonly deviceName?: string;
  /**
   * GiB; what the image says where left out.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 65536
   */
  readonly sizeGiB?: number;
  /** `gp3` where left out. */
  readonly type?: "gp2" | "gp3";
  readonly encrypted?: boolean;
  /** KMS key, by id, alias or ARN. */
  readonly kmsKeyId?: string;
}

/** How instances reach their metadata. */
export interface EksNodeMetadataOptions {
  /** `required` where left out: no IMDSv1. */
  readonly httpTokens?: "optional" | "required";
  /**
   * Pods without host network reach the metadata from 2 on, which holds where left out.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 64
   */
  readonly httpPutResponseHopLimit?: number;
}

/** One stack of upstream's `amazon-eks-nodegroup.yaml`: nodes of Amazon Linux 2 in a group of their own. */
export interface EksNodeGroupStack extends ImageChoice {
  /**
   * Name of the stack and of the node group.
   *
   * @pattern ^[A-Za-z][A-Za-z0-9-]{0,62}$
   * @examples ["workers"]
   */
  readonly name: string;
  /**
   * Where the AMI is looked up in the catalog; the build's region where left out.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   */
  readonly region?: string;
  /** Release of the template: `2022-08-17` has no volume type, and holds where left out. */
  readonly template?: "2022-08-17" | "2022-12-23";
  /** @pattern ^sg-[0-9a-f]{8,17}$ */
  readonly controlPlaneSecurityGroup: string;
  /** @pattern ^vpc-[0-9a-f]{8,17}$ */
  readonly vpcId: string;
  /**
   * @minItems 1
   * @items.type string
   * @items.pattern ^subnet-[0-9a-f]{8,17}$
   */
  readonly subnets: readonly string[];
  /** Name of a key pair of EC2; the template demands one. */
  readonly keyName: string;
  /** @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$ */
  readonly instanceType?: string;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly minSize?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly desiredCapacity?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly maxSize?: number;
  /** Only from the template of 2022-12-23 on. */
  readonly volumeType?: "gp2" | "gp3";
  readonly disableImdsV1?: boolean;
  /** Settings of the kubelet, as arguments of bootstrap.sh. */
  readonly node?: NodeSettings;
}

/** A managed node group in the words of the EKS API: the request of `aws eks create-nodegroup`. */
export interface EksNodeGroup {
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$ */
  readonly nodegroupName: string;
  /** @pattern ^[0-9A-Za-z][0-9A-Za-z_-]{0,99}$ */
  readonly clusterName: string;
  /**
   * ARN of the role of the nodes.
   *
   * @pattern ^arn:aws[a-z-]*:iam::\d{12}:role/.+$
   */
  readonly nodeRole: string;
  /** @minItems 1 */
  readonly subnets: readonly string[];
  readonly scalingConfig?: EksScaling;
  /** Decides the system and the hardware, where no launch template names an image. */
  readonly amiType?: string;
  /** Kubernetes minor; that of the cluster where left out. @examples ["1.34"] */
  readonly version?: string;
  /** Release of the AMI. @examples ["1.34.9-20260714"] */
  readonly releaseVersion?: string;
  readonly launchTemplate?: EksLaunchTemplateReference;
  /**
   * At most 20.
   *
   * @minItems 1
   */
  readonly instanceTypes?: readonly string[];
  /**
   * GiB.
   *
   * @TJS-type integer
   * @minimum 1
   */
  readonly diskSize?: number;
  readonly remoteAccess?: EksRemoteAccess;
  readonly capacityType?: "CAPACITY_BLOCK" | "ON_DEMAND" | "SPOT";
  readonly labels?: { readonly [key: string]: string };
  readonly taints?: readonly EksNodeGroupTaint[];
  readonly tags?: { readonly [key: string]: string };
  readonly updateConfig?: EksUpdateConfig;
}

/** Sizes of a managed node group. */
export interface EksScaling {
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly minSize?: number;
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly maxSize?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly desiredSize?: number;
}

/** A launch template, by name or id. */
export interface EksLaunchTemplateReference {
  readonly name?: string;
  readonly id?: string;
  /** Number of the version; the default version where left out. */
  readonly version?: string;
}

/** SSH access of a managed node group without a launch template. */
export interface EksRemoteAccess {
  readonly ec2SshKey?: string;
  readonly sourceSecurityGroups?: readonly string[];
}

/** A taint in the words of the EKS API. */
export interface EksNodeGroupTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NO_EXECUTE" | "NO_SCHEDULE" | "PREFER_NO_SCHEDULE";
}

/** How many nodes may be replaced at once: one of the two. */
export interface EksUpdateConfig {
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly maxUnavailable?: number;
  /**
   * @TJS-type integer
   * @minimum 1
   * @maximum 100
   */
  readonly maxUnavailablePercentage?: number;
}

/** One of CAPA's bootstrap configurations: an EKSConfig(Template) or a NodeadmConfig(Template). */
export interface EksBootstrapConfig {
  /**
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$
   * @examples ["workers"]
   */
  readonly name: string;
  /** @pattern ^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$ */
  readonly namespace?: string;
  /** Whether a template is written, as it is where left out, or the configuration of one machine. */
  readonly template?: boolean;
  readonly node?: NodeSettings;
  /** Address of the cluster's DNS service; derived where left out. */
  readonly dnsClusterIp?: string;
  /** Commands that run before the node joins, each a line of shell. */
  readonly preCommands?: readonly string[];
}
