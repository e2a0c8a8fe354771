import type { ImageChoice } from "@imagewright/core";

import type { AwsVolumeType } from "./volume-type.ts";

/** Which AMI machines boot: one of the catalog, a reference, or a lookup. */
export interface AwsImageChoice extends ImageChoice {
  /**
   * Region of the cluster, and so of the AMI; the build's where left out.
   *
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["eu-west-1"]
   */
  readonly region?: string;

  /** Lets CAPA search an AMI whenever it makes a machine, instead of naming one. */
  readonly lookup?: AwsImageLookup;
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

/** One volume beside the root volume. */
export interface AwsVolume extends AwsRootVolume {
  /**
   * @pattern ^(/dev/)?[A-Za-z0-9]{2,32}$
   * @examples ["/dev/sdb"]
   */
  readonly deviceName: string;
  /**
   * GiB.
   *
   * @TJS-type integer
   * @minimum 8
   * @maximum 65536
   */
  readonly size: number;
}

/** Names that EC2 gives an instance in its private zone. */
export interface AwsPrivateDnsName {
  readonly enableResourceNameDnsAAAARecord?: boolean;
  readonly enableResourceNameDnsARecord?: boolean;
  readonly hostnameType?: "ip-name" | "resource-name";
}

/** One filter of EC2: a resource passes if one of the values matches. */
export interface AwsFilter {
  /** @examples ["tag:Name"] */
  readonly name: string;
  /** @minItems 1 */
  readonly values: readonly string[];
}

/** Bootstrap by Ignition. */
export interface AwsIgnition {
  readonly version?: "2.3" | "3.0" | "3.1" | "3.2" | "3.3" | "3.4";
  /** `ClusterObjectStore` needs a bucket in the AWSCluster. */
  readonly storageType?: "ClusterObjectStore" | "UnencryptedUserData";
  /** From version 3.1 on. */
  readonly proxy?: AwsIgnitionProxy;
  /** From version 3.1 on. */
  readonly tls?: AwsIgnitionTls;
}

/** Proxy that Ignition fetches through. */
export interface AwsIgnitionProxy {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  /**
   * @minItems 1
   */
  readonly noProxy?: readonly string[];
}

/** Certificate authorities that Ignition trusts. */
export interface AwsIgnitionTls {
  /**
   * URLs; data URLs in base64.
   *
   * @minItems 1
   */
  readonly certificateAuthorities?: readonly string[];
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
