import type { ObjectIdentity } from "@imagewright/cluster-api";

import type {
  AwsFilter,
  AwsIgnition,
  AwsImageChoice,
  AwsInstanceMetadataOptions,
  AwsPrivateDnsName,
  AwsRootVolume,
  AwsSpotMarketOptions,
  AwsVolume,
} from "./machine-options.ts";

/**
 * One AWSMachineTemplate, or one AWSMachine. Fields have the names of the resource; the AMI is
 * looked up in the catalog, unless `reference` or `lookup` says otherwise.
 */
export interface AwsMachineTemplate extends AwsImageChoice, ObjectIdentity {
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

  /**
   * Volumes beside the root volume.
   *
   * @minItems 1
   */
  readonly nonRootVolumes?: readonly AwsVolume[];

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

  /**
   * Subnet of the machines, by filters; instead of `subnetId`.
   *
   * @minItems 1
   */
  readonly subnetFilters?: readonly AwsFilter[];

  /** Security groups by role, instead of those CAPA makes. */
  readonly securityGroupOverrides?: { readonly [role: string]: string };

  /**
   * Network interfaces that exist already.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^eni-[0-9a-f]{8,17}$
   */
  readonly networkInterfaces?: readonly string[];
  readonly networkInterfaceType?: "efa" | "interface";
  readonly assignPrimaryIPv6?: "disabled" | "enabled";
  readonly privateDnsName?: AwsPrivateDnsName;

  readonly publicIP?: boolean;
  /** Pool of public addresses; with `publicIP`. */
  readonly elasticIpPool?: AwsElasticIpPool;
  readonly additionalTags?: { readonly [name: string]: string };
  readonly tenancy?: "dedicated" | "default" | "host";

  /**
   * Dedicated host the machines run on.
   *
   * @pattern ^h-[0-9a-f]{17}$
   */
  readonly hostID?: string;
  /** `host` keeps a machine on its host when it is stopped and started. */
  readonly hostAffinity?: "default" | "host";
  /** Lets CAPA allocate a host for each machine. */
  readonly dynamicHostAllocation?: AwsDynamicHostAllocation;
  readonly cpuOptions?: AwsCpuOptions;
  /** @pattern ^.{1,255}$ */
  readonly placementGroupName?: string;
  /**
   * @TJS-type integer
   * @minimum 1
   * @maximum 7
   */
  readonly placementGroupPartition?: number;
  readonly uncompressedUserData?: boolean;
}

/** Where the bootstrap data wait for cloud-init. */
export interface AwsCloudInit {
  /** Bootstrap data go into the user data, unencrypted. */
  readonly insecureSkipSecretsManager?: boolean;
  readonly secureSecretsBackend?: "secrets-manager" | "ssm-parameter-store";
}

/** Dedicated hosts that CAPA allocates. */
export interface AwsDynamicHostAllocation {
  readonly tags?: { readonly [name: string]: string };
}

/** CPU of a machine. */
export interface AwsCpuOptions {
  readonly confidentialCompute?: "AMDEncryptedVirtualizationNestedPaging" | "Disabled";
  readonly nestedVirtualization?: "disabled" | "enabled";
}

/** Pool that public addresses come from. */
export interface AwsElasticIpPool {
  /**
   * @pattern ^ipv4pool-ec2-[0-9a-z]{1,17}$
   * @examples ["ipv4pool-ec2-0a1b2c3d4e5f60718"]
   */
  readonly publicIpv4Pool?: string;
  readonly publicIpv4PoolFallbackOrder?: "amazon-pool" | "none";
}
