import type { ObjectIdentity } from "@imagewright/cluster-api";

import type { AwsImageChoice } from "./machine-options.ts";
import type { AwsLaunchTemplate, AwsLifecycleHook } from "./pool-options.ts";

/**
 * One AWSManagedMachinePool: a node group of EKS. Without a launch template EKS chooses the image
 * by `amiType` and `amiVersion`; with one it holds the image.
 */
export interface AwsManagedMachinePool extends AwsImageChoice, ObjectIdentity {
  /** Type of image; `CUSTOM` where left out and the launch template names an AMI. */
  readonly amiType?:
    | "AL2023_ARM_64_NVIDIA"
    | "AL2023_ARM_64_STANDARD"
    | "AL2023_x86_64_NEURON"
    | "AL2023_x86_64_NVIDIA"
    | "AL2023_x86_64_STANDARD"
    | "AL2_ARM_64"
    | "AL2_x86_64"
    | "AL2_x86_64_GPU"
    | "BOTTLEROCKET_ARM_64"
    | "BOTTLEROCKET_ARM_64_FIPS"
    | "BOTTLEROCKET_ARM_64_NVIDIA"
    | "BOTTLEROCKET_x86_64"
    | "BOTTLEROCKET_x86_64_FIPS"
    | "BOTTLEROCKET_x86_64_NVIDIA"
    | "CUSTOM"
    | "WINDOWS_CORE_2019_x86_64"
    | "WINDOWS_CORE_2022_x86_64"
    | "WINDOWS_FULL_2019_x86_64"
    | "WINDOWS_FULL_2022_x86_64";
  /**
   * Release of EKS's image; the newest where left out.
   *
   * @pattern ^\d+\.\d+\.\d+-\d{8}$
   * @examples ["1.33.4-20250901"]
   */
  readonly amiVersion?: string;
  /** Holds the image: a record of the catalog, a reference or a lookup. */
  readonly awsLaunchTemplate?: AwsLaunchTemplate;
  /**
   * Only without a launch template.
   *
   * @pattern ^[a-z][a-z0-9-]*\.[a-z0-9-]+$
   */
  readonly instanceType?: string;
  /**
   * GiB; only without a launch template.
   *
   * @TJS-type integer
   * @minimum 1
   */
  readonly diskSize?: number;
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$ */
  readonly eksNodegroupName?: string;
  readonly scaling?: AwsScaling;
  /** Labels of the Nodes. */
  readonly nodeLabels?: { readonly [name: string]: string };
  /** @minItems 1 */
  readonly taints?: readonly AwsTaint[];
  readonly capacityType?: "onDemand" | "spot";
  /**
   * @minItems 1
   * @items.type string
   * @items.pattern ^subnet-[0-9a-f]{8,17}$
   */
  readonly subnetIds?: readonly string[];
  /** @minItems 1 */
  readonly availabilityZones?: readonly string[];
  readonly availabilityZoneSubnetType?: "all" | "private" | "public";
  /** How many Nodes an update may take at once: a number, or a percentage. */
  readonly updateConfig?: AwsUpdateConfig;
  readonly nodeRepairConfig?: AwsNodeRepairConfig;
  readonly remoteAccess?: AwsRemoteAccess;
  /** @pattern ^[A-Za-z0-9_+=,.@-]{1,64}$ */
  readonly roleName?: string;
  readonly rolePath?: string;
  readonly rolePermissionsBoundary?: string;
  /** @minItems 1 */
  readonly roleAdditionalPolicies?: readonly string[];
  /** @minItems 1 */
  readonly lifecycleHooks?: readonly AwsLifecycleHook[];
  readonly additionalTags?: { readonly [name: string]: string };
}

/** Size of a node group. */
export interface AwsScaling {
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly minSize?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly maxSize?: number;
}

/** Taint of the Nodes. */
export interface AwsTaint {
  readonly key: string;
  readonly value: string;
  readonly effect: "no-execute" | "no-schedule" | "prefer-no-schedule";
}

/** Pace of an update. */
export interface AwsUpdateConfig {
  /**
   * @TJS-type integer
   * @minimum 1
   * @maximum 100
   */
  readonly maxUnavailable?: number;
  /**
   * @TJS-type integer
   * @minimum 1
   * @maximum 100
   */
  readonly maxUnavailablePercentage?: number;
}

/** Replacement of broken Nodes by EKS. */
export interface AwsNodeRepairConfig {
  readonly enabled?: boolean;
}

/** SSH into the Nodes. */
export interface AwsRemoteAccess {
  readonly sshKeyName?: string;
  readonly public?: boolean;
  /** @minItems 1 */
  readonly sourceSecurityGroups?: readonly string[];
}

/** One AWSManagedControlPlane, or the template of one. */
export interface AwsManagedControlPlane extends ObjectIdentity {
  /** The template for a ClusterClass. */
  readonly isTemplate?: boolean;
  /**
   * Version of Kubernetes, with or without its patch; the image's where left out.
   *
   * @pattern ^v?\d+\.\d+(\.\d+)?$
   * @examples ["v1.34"]
   */
  readonly version?: string;
  /**
   * Region of the cluster.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   */
  readonly region?: string;
  /** @pattern ^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$ */
  readonly eksClusterName?: string;
  /** Name of an EC2 key pair for machines that name none. */
  readonly sshKeyName?: string;
  readonly upgradePolicy?: "extended" | "standard";
  /** Defaults of its machines' lookups. */
  readonly lookup?: AwsClusterLookup;
  /** @minItems 1 */
  readonly addons?: readonly AwsAddon[];
  readonly additionalTags?: { readonly [name: string]: string };
}

/** Lookup fields that machines without their own follow. */
export interface AwsClusterLookup {
  /** @examples ["platform-{{.BaseOS}}-?{{.K8sVersion}}-*"] */
  readonly format?: string;
  /** @pattern ^\d{12}$ */
  readonly org?: string;
  readonly baseOS?: string;
}

/** One addon of EKS. */
export interface AwsAddon {
  /** @examples ["vpc-cni"] */
  readonly name: string;
  readonly version: string;
  readonly configuration?: string;
  readonly conflictResolution?: "none" | "overwrite" | "preserve";
  readonly preserveOnDelete?: boolean;
  readonly serviceAccountRoleARN?: string;
}
