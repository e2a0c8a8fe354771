import type { EksUserDataFormat, NodeSettings } from "@imagewright/aws/user-data";
import type { ImageChoice } from "@imagewright/core";

/** One node class: which image, and what an instance launched from it looks like. */
export interface NodeClassOptions extends ImageChoice {
  /**
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["default"]
   */
  readonly name: string;
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
  readonly subnetSelectorTerms: readonly SubnetSelectorTerm[];
  /**
   * Security groups, as alternatives.
   *
   * @minItems 1
   */
  readonly securityGroupSelectorTerms: readonly SecurityGroupSelectorTerm[];
  /** Text the node reads at its first boot, before what Karpenter adds for the family. */
  readonly userData?: string;
  /** User data that joins the node; for the family `Custom`, to which Karpenter adds nothing. */
  readonly node?: JoiningNode;
  /** Settings of the kubelet that Karpenter passes on. */
  readonly kubelet?: KubeletOptions;
  /**
   * Volumes; they replace all of the family's own.
   *
   * @minItems 1
   */
  readonly blockDeviceMappings?: readonly BlockDeviceMapping[];
  /** Access to the instance metadata service. */
  readonly metadataOptions?: MetadataOptions;
  /** Tags of the instances. */
  readonly tags?: { readonly [key: string]: string };
  /** What instance stores become: with `RAID0` the node's ephemeral storage. */
  readonly instanceStorePolicy?: "RAID0";
  readonly detailedMonitoring?: boolean;
  readonly associatePublicIPAddress?: boolean;
}

/** How an image boots, and what Karpenter adds to its user data. */
export type AmiFamily =
  | "AL2"
  | "AL2023"
  | "Bottlerocket"
  | "Custom"
  | "Windows2019"
  | "Windows2022"
  | "Windows2025";

/** What a node that joins by itself says. */
export interface JoiningNode extends NodeSettings {
  /** What the image reads; by the image's operating system where left out. */
  readonly format?: EksUserDataFormat;
  /** Shell script that runs before the node joins. */
  readonly script?: string;
}

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

/** Settings of the kubelet that Karpenter passes on. */
export interface KubeletOptions {
  readonly clusterDNS?: readonly string[];
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly maxPods?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly podsPerCore?: number;
  /** Quantities by `cpu`, `memory`, `ephemeral-storage` and `pid`. */
  readonly systemReserved?: { readonly [resource: string]: string };
  /** Quantities by `cpu`, `memory`, `ephemeral-storage` and `pid`. */
  readonly kubeReserved?: { readonly [resource: string]: string };
  /** Percentages or quantities by signal, e.g. `memory.available`. */
  readonly evictionHard?: { readonly [signal: string]: string };
  /** Percentages or quantities by signal, e.g. `memory.available`. */
  readonly evictionSoft?: { readonly [signal: string]: string };
  /** Durations by the signals of `evictionSoft`. */
  readonly evictionSoftGracePeriod?: { readonly [signal: string]: string };
  /**
   * Seconds.
   *
   * @TJS-type integer
   * @minimum 0
   */
  readonly evictionMaxPodGracePeriod?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly imageGCHighThresholdPercent?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly imageGCLowThresholdPercent?: number;
  readonly cpuCFSQuota?: boolean;
}

/** One volume of an instance. */
export interface BlockDeviceMapping {
  /** @examples ["/dev/xvda"] */
  readonly deviceName: string;
  /** Whether the volume holds the pods' ephemeral storage; for images whose device is unusual. */
  readonly rootVolume?: boolean;
  readonly ebs: EbsVolume;
}

/** An EBS volume. */
export interface EbsVolume {
  /**
   * Size with its unit; whole numbers of `Gi`, `G`, `Ti` or `T`.
   *
   * @pattern ^[1-9]\d{0,4}(Gi|G|Ti|T)$
   * @examples ["80Gi"]
   */
  readonly volumeSize?: string;
  readonly volumeType?: "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1" | "standard";
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly iops?: number;
  /**
   * MiB/s.
   *
   * @TJS-type integer
   * @minimum 1
   */
  readonly throughput?: number;
  readonly encrypted?: boolean;
  readonly deleteOnTermination?: boolean;
  readonly kmsKeyID?: string;
  readonly snapshotID?: string;
  /**
   * MiB/s at which a snapshot is loaded; with `snapshotID`.
   *
   * @TJS-type integer
   * @minimum 100
   * @maximum 300
   */
  readonly volumeInitializationRate?: number;
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
