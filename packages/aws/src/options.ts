import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice, TargetHeader } from "@imagewright/core";

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
   * @pattern ^[A-Za-z0-9:/_-]{1,2048}$
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

/** EBS volume types. */
export type AwsVolumeType = "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1" | "standard";

/**
 * One AWSMachineTemplate. Fields have the names of the resource; the AMI is looked up in the
 * catalog, unless `reference` or `lookup` says otherwise.
 */
export interface AwsMachineTemplate extends ImageChoice, ObjectIdentity {
  /**
   * Region of the cluster, and so of the AMI; the build's where left out.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["eu-west-1"]
   */
  readonly region?: string;

  /** Lets CAPA search an AMI whenever it makes a machine, instead of naming one. */
  readonly lookup?: AwsImageLookup;

  /**
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   * @examples ["m5.xlarge"]
   */
  readonly instanceType: string;

  /**
   * @pattern ^[A-Za-z0-9_+=,.@-]{1,128}$
   * @examples ["control-plane.cluster-api-provider-aws.sigs.k8s.io"]
   */
  readonly iamInstanceProfile?: string;

  /**
   * Name of an EC2 key pair; the empty text means none, left out means the cluster's.
   *
   * @examples ["default"]
   */
  readonly sshKeyName?: string;

  /** Root volume; of the image's size where neither says one. */
  readonly rootVolume?: AwsRootVolume;

  readonly instanceMetadataOptions?: AwsInstanceMetadataOptions;

  /** How cloud-init gets at the bootstrap data. */
  readonly cloudInit?: AwsCloudInit;

  /** Bootstrap by Ignition, which Flatcar needs. */
  readonly ignition?: AwsIgnition;

  /** Spot instances. */
  readonly spotMarketOptions?: AwsSpotMarketOptions;
  readonly marketType?: "CapacityBlock" | "OnDemand" | "Spot";
  /** @pattern ^cr-[0-9a-f]{17}$ */
  readonly capacityReservationId?: string;
  readonly capacityReservationPreference?: "CapacityReservationsOnly" | "None" | "Open";

  /**
   * Subnet of the machines, by id; one of the cluster's where left out.
   *
   * @pattern ^subnet-[0-9a-f]{8,17}$
   */
  readonly subnetId?: string;

  /**
   * Security groups beside the cluster's own.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^sg-[0-9a-f]{8,17}$
   */
  readonly additionalSecurityGroupIds?: readonly string[];

  readonly publicIP?: boolean;
  readonly additionalTags?: { readonly [name: string]: string };
  readonly tenancy?: "dedicated" | "default";
  /** @pattern ^.{1,255}$ */
  readonly placementGroupName?: string;
  readonly uncompressedUserData?: boolean;
}

/** What CAPA searches for; what is left out follows the cluster, then CAPA's default. */
export interface AwsImageLookup {
  /**
   * Go template of the AMI's name, with `{{.BaseOS}}` and `{{.K8sVersion}}`.
   *
   * @examples ["capa-ami-{{.BaseOS}}-?{{.K8sVersion}}-*"]
   */
  readonly format?: string;
  /**
   * Account that owns the AMI.
   *
   * @pattern ^\d{12}$
   * @examples ["819546954734"]
   */
  readonly org?: string;
  /** @examples ["ubuntu-24.04"] */
  readonly baseOS?: string;
  /** EKS only: CAPA asks the SSM parameter of this family, if no other field is set anywhere. */
  readonly eksLookupType?:
    | "AmazonLinux"
    | "AmazonLinux2023"
    | "AmazonLinux2023GPU"
    | "AmazonLinuxGPU";
}

/** Root volume of a machine. */
export interface AwsRootVolume {
  /**
   * GiB; the image's where left out.
   *
   * @TJS-type integer
   * @minimum 8
   * @maximum 65536
   */
  readonly size?: number;
  readonly type?: AwsVolumeType;
  /**
   * @TJS-type integer
   * @minimum 100
   */
  readonly iops?: number;
  /**
   * MiB/s, of gp3 volumes.
   *
   * @TJS-type integer
   * @minimum 125
   */
  readonly throughput?: number;
  readonly encrypted?: boolean;
  /** KMS key: key id, alias, or the ARN of either. */
  readonly encryptionKey?: string;
}

/** Instance metadata service. */
export interface AwsInstanceMetadataOptions {
  readonly httpEndpoint?: "disabled" | "enabled";
  readonly httpProtocolIpv6?: "disabled" | "enabled";
  /**
   * @TJS-type integer
   * @minimum 1
   * @maximum 64
   */
  readonly httpPutResponseHopLimit?: number;
  readonly httpTokens?: "optional" | "required";
  readonly instanceMetadataTags?: "disabled" | "enabled";
}

/** Where the bootstrap data wait for cloud-init. */
export interface AwsCloudInit {
  /** Bootstrap data go into the user data, unencrypted. */
  readonly insecureSkipSecretsManager?: boolean;
  readonly secureSecretsBackend?: "secrets-manager" | "ssm-parameter-store";
}

/** Bootstrap by Ignition. */
export interface AwsIgnition {
  readonly version?: "2.3" | "3.0" | "3.1" | "3.2" | "3.3" | "3.4";
  /** `ClusterObjectStore` needs a bucket in the AWSCluster. */
  readonly storageType?: "ClusterObjectStore" | "UnencryptedUserData";
}

/** Price limit of spot instances. */
export interface AwsSpotMarketOptions {
  /**
   * US dollars an hour; the on-demand price where left out or empty.
   *
   * @pattern ^(\d+(\.\d+)?)?$
   * @examples ["0.02"]
   */
  readonly maxPrice?: string;
}
