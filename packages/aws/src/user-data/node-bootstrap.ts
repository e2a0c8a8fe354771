/** Everything a node of an EKS cluster needs to know to join it, whatever its user data looks like. */
export interface NodeBootstrap extends NodeSettings {
  readonly cluster: ClusterAccess;
}

/** Where the cluster is, and how a node trusts it. */
export interface ClusterAccess {
  /**
   * Name of the EKS cluster.
   *
   * @examples ["production"]
   */
  readonly name: string;
  /**
   * Address of the API server.
   *
   * @examples ["https://0123456789ABCDEF0123456789ABCDEF.gr7.eu-west-1.eks.amazonaws.com"]
   */
  readonly endpoint: string;
  /** Certificate authority of the API server: PEM text in base64, without line breaks. */
  readonly certificateAuthority: string;
  /**
   * Address range of the cluster's services; nodeadm demands it.
   *
   * @examples ["10.100.0.0/16"]
   */
  readonly serviceCidr?: string;
  /**
   * Address of the cluster's DNS service; derived by the image where left out.
   *
   * @examples ["10.100.0.10"]
   */
  readonly dnsClusterIp?: string;
}

/** What a node tells its kubelet. */
export interface NodeSettings {
  /**
   * Most pods the node takes; the image's own table where left out.
   *
   * @TJS-type integer
   * @minimum 1
   */
  readonly maxPods?: number;
  /** `false` turns the image's own table off, so that the kubelet's 110 holds; bootstrap.sh only. */
  readonly useMaxPods?: false;
  /** Labels the node registers with. */
  readonly nodeLabels?: { readonly [key: string]: string };
  /**
   * Taints the node registers with.
   *
   * @minItems 1
   */
  readonly taints?: readonly NodeTaint[];
  /**
   * Further kubelet flags in the form `--flag=value`, for what no other field says.
   *
   * @minItems 1
   * @examples [["--v=4"]]
   */
  readonly kubeletFlags?: readonly string[];
  /** Fragment of a KubeletConfiguration, for what no other field says; nodeadm only. */
  readonly kubeletConfig?: { readonly [key: string]: unknown };
}

/** One taint of a node. */
export interface NodeTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: TaintEffect;
}

/** What a taint does to pods that do not tolerate it. */
export type TaintEffect = "NoExecute" | "NoSchedule" | "PreferNoSchedule";

/** What the image reads at its first boot. */
export type EksUserDataFormat = "bootstrap.sh" | "bottlerocket" | "nodeadm";
