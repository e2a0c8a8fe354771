/**
 * What is on the disk of a Kubernetes node, whoever runs the machine.
 *
 * It names no region, account, gallery or zone: where an image is built and published is a
 * target's half.
 */
export interface NodeImage {
  /**
   * Name of the image inside its spec file; targets refer to it.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["ubuntu-2404"]
   */
  readonly name: string;

  /** Kubernetes on the image, and where its binaries come from. */
  readonly kubernetes: KubernetesComponent;

  /** Operating system. */
  readonly os: OperatingSystem;

  /** CPU architecture, in the Go (`GOARCH`) spelling that Kubernetes uses. */
  readonly architecture: Architecture;

  /** Container runtime; what is left out follows the builder's default. */
  readonly containerRuntime?: ContainerRuntime;

  /** CNI plugins; what is left out follows the builder's default. */
  readonly cni?: CniPlugins;

  /**
   * Extra packages of the distribution, by package name.
   *
   * @minItems 1
   */
  readonly packages?: readonly string[];

  /**
   * Extra package repositories: files or lines in the distribution's own form.
   *
   * @minItems 1
   */
  readonly repositories?: readonly string[];

  /**
   * Files put on the image.
   *
   * @minItems 1
   */
  readonly files?: readonly ImageFile[];

  /**
   * Registry mirrors of the container runtime.
   *
   * @minItems 1
   */
  readonly registries?: readonly RegistryMirror[];

  /**
   * Container images pulled when the node image is built.
   *
   * @minItems 1
   * @examples [["registry.k8s.io/pause:3.10.2"]]
   */
  readonly preloadedImages?: readonly string[];

  /**
   * Certificates the node trusts beside the distribution's, each one PEM block.
   *
   * @minItems 1
   */
  readonly caCertificates?: readonly string[];

  /** Proxy used while the image is built, and by the node afterwards. */
  readonly proxy?: Proxy;

  /** Hardening. */
  readonly hardening?: Hardening;

  /** GPU driver on the image. */
  readonly gpu?: GpuDriver;

  /** Root volume. */
  readonly rootVolume?: RootVolume;

  /** Free labels that follow the image as tags. */
  readonly labels?: { readonly [name: string]: string };
}

/** CPU architecture, in the Go spelling. */
export type Architecture = "amd64" | "arm64";

/** Kubernetes on an image. */
export interface KubernetesComponent {
  /**
   * Kubernetes version: full semver without the leading `v`.
   *
   * @pattern ^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$
   * @examples ["1.34.1"]
   */
  readonly version: string;
  /** Where the binaries come from; the builder's default where left out. */
  readonly source?: KubernetesSource;
}

/** Where the Kubernetes binaries of an image come from. */
export type KubernetesSource = PackageSource | HttpSource | BucketSource;

/** Packages of a distribution repository. */
export interface PackageSource {
  readonly kind: "package";
  /**
   * Repository with one series, in the distribution's own form.
   *
   * @examples ["https://pkgs.k8s.io/core:/stable:/v1.34/deb/"]
   */
  readonly repository?: string;
  /**
   * Revision of the packages: the part behind the dash of `1.34.1-1.1`.
   *
   * @pattern ^[0-9A-Za-z.+~]+$
   * @examples ["1.1"]
   */
  readonly revision?: string;
}

/** Binaries below an HTTP address laid out like `https://dl.k8s.io/release`. */
export interface HttpSource {
  readonly kind: "http";
  /**
   * @pattern ^https?://[^\s/]+(/[^\s]*)?$
   * @examples ["https://dl.k8s.io/release"]
   */
  readonly url: string;
}

/** Binaries in an S3 bucket laid out like `amazon-eks`. */
export interface BucketSource {
  readonly kind: "bucket";
  /**
   * @pattern ^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
   * @examples ["amazon-eks"]
   */
  readonly bucket: string;
  /**
   * @pattern ^[a-z]{2,4}(-[a-z]+)+-\d+$
   * @examples ["us-west-2"]
   */
  readonly region?: string;
  /**
   * Date of the build of the binaries.
   *
   * @pattern ^\d{4}-\d{2}-\d{2}$
   * @examples ["2026-07-05"]
   */
  readonly buildDate: string;
}

/** Operating system of an image. */
export interface OperatingSystem {
  readonly distribution: Distribution;
  /**
   * Release in the distribution's own words.
   *
   * @pattern ^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$
   * @examples ["24.04"]
   */
  readonly release: string;
  /**
   * Kernel line, where the builder lets one choose.
   *
   * @pattern ^[0-9A-Za-z][0-9A-Za-z.*_-]{0,63}$
   * @examples ["6.12"]
   */
  readonly kernel?: string;
}

/** Distributions that a builder of ours can make an image of. */
export type Distribution =
  | "amazon-linux"
  | "azure-linux"
  | "bottlerocket"
  | "centos"
  | "flatcar"
  | "rhel"
  | "rocky"
  | "ubuntu"
  | "windows";

/** Versions of the container runtime. */
export interface ContainerRuntime {
  /**
   * @pattern ^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$
   * @examples ["2.2.1"]
   */
  readonly containerd?: string;
  /**
   * @pattern ^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$
   * @examples ["1.4.3"]
   */
  readonly runc?: string;
}

/** Version of the CNI plugins. */
export interface CniPlugins {
  /**
   * @pattern ^\d+\.\d+\.\d+$
   * @examples ["1.2.0"]
   */
  readonly version: string;
}

/** One file on the image. */
export interface ImageFile {
  /**
   * Absolute path on the node.
   *
   * @pattern ^/[^\n]+$
   */
  readonly path: string;
  readonly content: string;
  /**
   * Permission bits in octal.
   *
   * @pattern ^0?[0-7]{3}$
   * @examples ["0644"]
   */
  readonly mode?: string;
}

/** Mirrors of one registry host, tried in order. */
export interface RegistryMirror {
  /**
   * @pattern ^[A-Za-z0-9][A-Za-z0-9.:-]*$
   * @examples ["docker.io"]
   */
  readonly host: string;
  /** @minItems 1 */
  readonly mirrors: readonly string[];
}

/** Proxy addresses; `no_proxy` entries as a list. */
export interface Proxy {
  /** @pattern ^https?://[^\s/]+(/[^\s]*)?$ */
  readonly http?: string;
  /** @pattern ^https?://[^\s/]+(/[^\s]*)?$ */
  readonly https?: string;
  /** @minItems 1 */
  readonly noProxy?: readonly string[];
}

/** Hardening profiles. */
export interface Hardening {
  /** CIS benchmark of the distribution, where the builder has a role for it. */
  readonly cis?: boolean;
  /** Validated cryptographic modules. */
  readonly fips?: boolean;
}

/** GPU driver on an image. */
export interface GpuDriver {
  readonly vendor: "nvidia" | "amd";
  /**
   * @pattern ^[0-9A-Za-z][0-9A-Za-z.-]{0,31}$
   */
  readonly version?: string;
}

/** Root volume of a node. */
export interface RootVolume {
  /**
   * Size in GiB.
   *
   * @TJS-type integer
   * @minimum 8
   * @maximum 16384
   */
  readonly sizeGiB: number;
}
