import type { ObjectIdentity } from "@imagewright/cluster-api";

import type {
  AwsIgnition,
  AwsImageChoice,
  AwsInstanceMetadataOptions,
  AwsPrivateDnsName,
  AwsRootVolume,
  AwsSpotMarketOptions,
  AwsVolume,
} from "./machine-options.ts";

/** What instances of a pool are made from; the image stands beside it. */
export interface AwsLaunchTemplate {
  /** Name of the launch template; the pool's where left out. */
  readonly name?: string;
  /**
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   * @examples ["m5.xlarge"]
   */
  readonly instanceType?: string;
  /** @pattern ^[A-Za-z0-9_+=,.@-]{1,128}$ */
  readonly iamInstanceProfile?: string;
  /** Name of an EC2 key pair; the empty text means none, left out means the cluster's. */
  readonly sshKeyName?: string;
  /** Root volume; of the image's size where neither says one. */
  readonly rootVolume?: AwsRootVolume;
  /** @minItems 1 */
  readonly nonRootVolumes?: readonly AwsVolume[];
  /**
   * Security groups beside the cluster's own.
   *
   * @minItems 1
   * @items.type string
   * @items.pattern ^sg-[0-9a-f]{8,17}$
   */
  readonly additionalSecurityGroupIds?: readonly string[];
  readonly instanceMetadataOptions?: AwsInstanceMetadataOptions;
  /** Spot instances. */
  readonly spotMarketOptions?: AwsSpotMarketOptions;
  readonly marketType?: "CapacityBlock" | "OnDemand" | "Spot";
  /** @pattern ^cr-[0-9a-f]{17}$ */
  readonly capacityReservationId?: string;
  readonly capacityReservationPreference?: "CapacityReservationsOnly" | "None" | "Open";
  readonly privateDnsName?: AwsPrivateDnsName;
}

/** One AWSMachinePool: an autoscaling group whose launch template holds the image. */
export interface AwsMachinePool extends AwsImageChoice, ObjectIdentity {
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly minSize: number;
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly maxSize: number;
  readonly awsLaunchTemplate: AwsLaunchTemplate;
  /** Several instance types; not with `spotMarketOptions`. */
  readonly mixedInstancesPolicy?: AwsMixedInstancesPolicy;
  /**
   * @minItems 1
   * @items.type string
   * @items.pattern ^subnet-[0-9a-f]{8,17}$
   */
  readonly subnetIds?: readonly string[];
  /** @minItems 1 */
  readonly availabilityZones?: readonly string[];
  readonly availabilityZoneSubnetType?: "all" | "private" | "public";
  readonly capacityRebalance?: boolean;
  /** Processes of the autoscaling group that are suspended. */
  readonly suspendProcesses?: AwsSuspendProcesses;
  /** @minItems 1 */
  readonly lifecycleHooks?: readonly AwsLifecycleHook[];
  /**
   * Go duration; 5m0s where left out.
   *
   * @pattern ^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$
   * @examples ["5m0s"]
   */
  readonly defaultCoolDown?: string;
  /**
   * Go duration; 5m0s where left out.
   *
   * @pattern ^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$
   */
  readonly defaultInstanceWarmup?: string;
  /** How a new image reaches the instances. */
  readonly refreshPreferences?: AwsRefreshPreferences;
  /** Bootstrap by Ignition. */
  readonly ignition?: AwsIgnition;
  readonly additionalTags?: { readonly [name: string]: string };
}

/** Instance types of a pool, and how they are bought. */
export interface AwsMixedInstancesPolicy {
  readonly instancesDistribution?: AwsInstancesDistribution;
  /** @minItems 1 */
  readonly overrides?: readonly AwsInstanceOverride[];
}

/** Shares of spot and on-demand instances. */
export interface AwsInstancesDistribution {
  readonly onDemandAllocationStrategy?: "lowest-price" | "prioritized";
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly onDemandBaseCapacity?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly onDemandPercentageAboveBaseCapacity?: number;
  readonly spotAllocationStrategy?:
    | "capacity-optimized"
    | "capacity-optimized-prioritized"
    | "lowest-price"
    | "price-capacity-optimized";
}

/** One more instance type. */
export interface AwsInstanceOverride {
  /** @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$ */
  readonly instanceType: string;
}

/** Processes of an autoscaling group. */
export interface AwsSuspendProcesses {
  readonly all?: boolean;
  readonly processes?: { readonly [name: string]: boolean };
}

/** A pause before an instance starts or ends. */
export interface AwsLifecycleHook {
  readonly name: string;
  readonly lifecycleTransition:
    | "autoscaling:EC2_INSTANCE_LAUNCHING"
    | "autoscaling:EC2_INSTANCE_TERMINATING";
  readonly defaultResult?: "ABANDON" | "CONTINUE";
  /** @pattern ^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$ */
  readonly heartbeatTimeout?: string;
  readonly notificationMetadata?: string;
  readonly notificationTargetARN?: string;
  readonly roleARN?: string;
}

/** How an instance refresh replaces instances. */
export interface AwsRefreshPreferences {
  /** Keeps old instances, and so their image. */
  readonly disable?: boolean;
  /** Seconds. @TJS-type integer @minimum 0 */
  readonly instanceWarmup?: number;
  /**
   * @TJS-type integer
   * @minimum 100
   * @maximum 200
   */
  readonly maxHealthyPercentage?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly minHealthyPercentage?: number;
  /** @examples ["Rolling"] */
  readonly strategy?: string;
}
