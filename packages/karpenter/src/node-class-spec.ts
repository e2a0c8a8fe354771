import type { BlockDeviceMapping } from "./block-device-mapping.ts";
import type { KubeletOptions } from "./kubelet-options.ts";

/** What an instance launched by a node class looks like; fields have the names of the API. */
export interface NodeClassSpec {
  /** How the image boots; by the image's operating system where left out. */
  readonly amiFamily?: AmiFamily;
  /**
   * Name of the node's IAM role; Karpenter makes an instance profile of it.
   *
   * @examples ["KarpenterNodeRole-production"]
   */
  readonly role?: string;
  /** Name of an instance profile, instead of `role`. */
  readonly instanceProfile?: string;
  /**
   * Subnets, as alternatives.
   *
   * @minItems 1
   */
  readonly subnetSelectorTerms?: readonly SubnetSelectorTerm[];
  /**
   * Security groups, as alternatives.
   *
   * @minItems 1
   */
  readonly securityGroupSelectorTerms?: readonly SecurityGroupSelectorTerm[];
  /**
   * Capacity reservations, as alternatives; since Karpenter 1.3.
   *
   * @minItems 1
   */
  readonly capacityReservationSelectorTerms?: readonly CapacityReservationSelectorTerm[];
  /** Placement group of the instances; since Karpenter 1.11. */
  readonly placementGroupSelector?: PlacementGroupSelector;
  readonly associatePublicIPAddress?: boolean;
  /**
   * IPv4 prefixes of the primary network interface; since Karpenter 1.8.
   *
   * @TJS-type integer
   * @minimum 0
   */
  readonly ipPrefixCount?: number;
  /**
   * Network interfaces; since Karpenter 1.11.
   *
   * @minItems 1
   */
  readonly networkInterfaces?: readonly NetworkInterface[];
  /** How long idle connections are remembered; since Karpenter 1.13. */
  readonly connectionTracking?: ConnectionTracking;
  readonly detailedMonitoring?: boolean;
  /** Settings of the kubelet that Karpenter passes on; up to v1beta1 they are the node pool's. */
  readonly kubelet?: KubeletOptions;
  /** Access to the instance metadata service. */
  readonly metadataOptions?: MetadataOptions;
  /** Options of the processor; since Karpenter 1.13. */
  readonly cpuOptions?: CpuOptions;
  /** Tags of the instances. */
  readonly tags?: { readonly [key: string]: string };
  /** Reserved by EC2's fleet API. */
  readonly context?: string;
  /** Text the node reads at its first boot, before what Karpenter adds for the family. */
  readonly userData?: string;
  /**
   * Volumes; they replace all of the family's own.
   *
   * @minItems 1
   */
  readonly blockDeviceMappings?: readonly BlockDeviceMapping[];
  /** What instance stores become: with `RAID0` the node's ephemeral storage. */
  readonly instanceStorePolicy?: "RAID0";
}

/** How an image boots, and what Karpenter adds to its user data; `Ubuntu` up to v1beta1 only. */
export type AmiFamily =
  | "AL2"
  | "AL2023"
  | "Bottlerocket"
  | "Custom"
  | "Ubuntu"
  | "Windows2019"
  | "Windows2022"
  | "Windows2025";

/** One alternative: by tags, or by id. */
export interface SubnetSelectorTerm {
  readonly tags?: { readonly [key: string]: string };
  /** @pattern ^subnet-[0-9a-z]+$ */
  readonly id?: string;
}

/** One alternative: by tags, by id, or by name. */
export interface SecurityGroupSelectorTerm {
  readonly tags?: { readonly [key: string]: string };
  /** @pattern ^sg-[0-9a-z]+$ */
  readonly id?: string;
  readonly name?: string;
}

/** One alternative: by tags, by id, or by how it takes instances. */
export interface CapacityReservationSelectorTerm {
  readonly tags?: { readonly [key: string]: string };
  /** @pattern ^cr-[0-9a-z]+$ */
  readonly id?: string;
  /** @pattern ^[0-9]{12}$ */
  readonly ownerID?: string;
  /** Since Karpenter 1.8. */
  readonly instanceMatchCriteria?: "open" | "targeted";
}

/** A placement group by its name or by its id. */
export interface PlacementGroupSelector {
  /** @pattern ^.+$ */
  readonly name?: string;
  /** @pattern ^pg-[0-9a-z]+$ */
  readonly id?: string;
}

/** One network interface of an instance. */
export interface NetworkInterface {
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly networkCardIndex: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly deviceIndex: number;
  readonly interfaceType: "efa-only" | "interface";
}

/** How long idle connections are remembered, in seconds. */
export interface ConnectionTracking {
  /**
   * @TJS-type integer
   * @minimum 60
   * @maximum 432000
   */
  readonly tcpEstablishedTimeout?: number;
  /**
   * @TJS-type integer
   * @minimum 60
   * @maximum 180
   */
  readonly udpStreamTimeout?: number;
  /**
   * @TJS-type integer
   * @minimum 30
   * @maximum 60
   */
  readonly udpTimeout?: number;
}

/** Options of the processor. */
export interface CpuOptions {
  readonly nestedVirtualization?: "disabled" | "enabled";
}

/** Access to the instance metadata service; what is left out follows Karpenter's default. */
export interface MetadataOptions {
  readonly httpEndpoint?: "disabled" | "enabled";
  readonly httpProtocolIPv6?: "disabled" | "enabled";
  /**
   * 2 where pods need the service.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 64
   */
  readonly httpPutResponseHopLimit?: number;
  readonly httpTokens?: "optional" | "required";
}
