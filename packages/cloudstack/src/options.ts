import type { ObjectIdentity } from "@imagewright/cluster-api";
import type { ImageChoice, TargetHeader } from "@imagewright/core";

/** A template of CloudStack, and the machine templates that boot it. */
export interface CloudStackTarget extends TargetHeader {
  readonly provider: "cloudstack";
  /** How image-builder makes the disk file; left out where it is built elsewhere. */
  readonly build?: CloudStackBuild;
  /**
   * CloudStackMachineTemplate objects that point at the image.
   *
   * @minItems 1
   */
  readonly machineTemplates?: readonly CloudStackMachineTemplate[];
  /**
   * CloudStackMachine objects that point at the image: for machines that no template makes.
   *
   * @minItems 1
   */
  readonly machines?: readonly CloudStackMachine[];
  /**
   * Release of CAPC that runs in the management cluster. It decides which version of CAPC's API is
   * written; fields it does not have are refused.
   *
   * @pattern ^\d{1,3}\.\d{1,3}(\.\d{1,3})?$
   * @default "0.6.1"
   * @examples ["0.6.1"]
   */
  readonly capcVersion?: string;
}

/**
 * How image-builder makes the disk file. It is built with QEMU and converted for other
 * hypervisors; registering it as a template is a step of its own.
 */
export interface CloudStackBuild {
  /**
   * Hypervisors the file is meant for; `KVM` alone where left out.
   *
   * @minItems 1
   */
  readonly hypervisors?: readonly CloudStackHypervisor[];
  /** Another of image-builder's ways to make the same image. */
  readonly variant?: "cloudimg" | "efi" | "immutable";
  /**
   * Start of the templates' names, before `-kube-v1.34.1-kvm`; the distribution and its release
   * where left out, as in the project's prebuilt images.
   *
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$
   * @examples ["ubuntu-2404"]
   */
  readonly namePrefix?: string;
  /**
   * Variables for image-builder's playbooks, beside `provider`, which is always `cloudstack`.
   */
  readonly ansibleVariables?: { readonly [name: string]: string };
  /**
   * Other variables of image-builder, by name: those that neither the image nor another field
   * decides.
   */
  readonly variables?: { readonly [name: string]: string };
}

/** Hypervisors CAPC has images for, in CloudStack's spelling. */
export type CloudStackHypervisor = "KVM" | "VMware" | "XenServer";

/** One CloudStackMachineTemplate. */
export interface CloudStackMachineTemplate extends CloudStackMachine {
  /** Labels of the machines made from the template. */
  readonly machineLabels?: { readonly [name: string]: string };
  /** Annotations of the machines made from the template. */
  readonly machineAnnotations?: { readonly [name: string]: string };
}

/** One CloudStackMachine. Field names below the image are those of CAPC. */
export interface CloudStackMachine extends ObjectIdentity, ImageChoice {
  /**
   * Name of the zone the catalog is asked for. A machine names its zone in `v1beta1` of CAPC's API
   * alone; later CAPC takes that of the failure domain.
   *
   * @examples ["zone-1"]
   */
  readonly zone?: string;
  /** Service offering. */
  readonly offering: CloudStackResource;
  readonly diskOffering?: CloudStackDiskOffering;
  /**
   * Networks of the machine, the failure domain's own first.
   *
   * @minItems 1
   */
  readonly networks?: readonly CloudStackNetwork[];
  /** Name of a key pair that is registered in CloudStack. */
  readonly sshKey?: string;
  /** Details of the instance, as deployVirtualMachine takes them. */
  readonly details?: { readonly [name: string]: string };
  /** Puts the machines of one owner on the same host (`pro`) or on different ones (`anti`). */
  readonly affinity?: "anti" | "no" | "pro";
  /**
   * Ids of existing affinity groups.
   *
   * @minItems 1
   */
  readonly affinityGroupIDs?: readonly string[];
  readonly failureDomainName?: string;
  /** Hands the user data over as it is; Ignition cannot read the compressed form. */
  readonly uncompressedUserData?: boolean;
}

/** A resource of CloudStack by its name, its id, or both, which then have to agree. */
export interface CloudStackResource {
  /** @examples ["Large Instance"] */
  readonly name?: string;
  /**
   * @pattern ^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$
   * @examples ["3e23d2bc-9b2a-4c1c-9d8b-0123456789ab"]
   */
  readonly id?: string;
}

/** A second disk, and where the machine mounts it. */
export interface CloudStackDiskOffering extends CloudStackResource {
  /**
   * Size in GB; for a customized offering, and only for one.
   *
   * @TJS-type integer
   * @minimum 1
   * @maximum 1048576
   */
  readonly customSizeInGB?: number;
  /**
   * @pattern ^/[^\s]*$
   * @examples ["/var/lib/data"]
   */
  readonly mountPath: string;
  /**
   * @pattern ^/dev/[^\s]+$
   * @examples ["/dev/vdb"]
   */
  readonly device: string;
  /**
   * @pattern ^[a-z0-9]+$
   * @examples ["ext4"]
   */
  readonly filesystem: string;
  /**
   * @pattern ^[A-Za-z0-9._-]{1,16}$
   * @examples ["data_disk"]
   */
  readonly label: string;
}

/** One network of a machine. */
export interface CloudStackNetwork {
  /** Needed beside an id as well, which wins. */
  readonly name: string;
  /**
   * @pattern ^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$
   * @examples ["3e23d2bc-9b2a-4c1c-9d8b-0123456789ab"]
   */
  readonly id?: string;
  /**
   * Fixed IPv4 address.
   *
   * @pattern ^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$
   * @examples ["10.1.1.21"]
   */
  readonly ip?: string;
}
