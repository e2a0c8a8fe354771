import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice } from "@imagewright/core";

import type { AwsVolumeType } from "./volume-type.ts";

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
