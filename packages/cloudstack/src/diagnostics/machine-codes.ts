import type { DiagnosticRule } from "@imagewright/core";

/** Machines and the templates they are made from, apart from their image. */
export const machineCodes = {
  CLOUDSTACK_OFFERING_REQUIRED: {
    severity: "error",
    cause: "CAPC needs an id or a name of an offering.",
    remedy: "Give the offering's name.",
  },
  CLOUDSTACK_AFFINITY: {
    severity: "error",
    cause: "CAPC makes a group of its own for `pro` and `anti`, and takes no others beside it.",
    remedy: "Remove `affinity` or `affinityGroupIDs`.",
  },
  CLOUDSTACK_AFFINITY_VALUE: {
    severity: "error",
    cause: "CAPC knows the affinities `no`, `pro` and `anti`, in lower case.",
    remedy: "Write one of them, or leave the field out.",
  },
  CLOUDSTACK_DISK_SIZE: {
    severity: "error",
    cause: "A disk has no negative size.",
    remedy: "Give the size in GB for a customized offering, and leave it out for others.",
  },
  CLOUDSTACK_IMMUTABLE: {
    severity: "error",
    cause: "CAPC lets nobody change what its machines are made from.",
    remedy: "Copy the object under a new name, and let its owner refer to the copy.",
  },
  CLOUDSTACK_UPDATE_IDLE: {
    severity: "warning",
    cause:
      "CAPC lets the field be changed, but no machine is made anew for it, and those that run stay as they are.",
    remedy: "Copy the template under a new name, and let its owner refer to the copy.",
  },
  CLOUDSTACK_NETWORK_TWICE: {
    severity: "error",
    cause: "CloudStack connects a machine to a network once.",
    remedy: "Remove one of the entries.",
  },
  CLOUDSTACK_USER_DATA: {
    severity: "error",
    cause: "Flatcar reads Ignition, and Ignition cannot read compressed user data.",
    remedy: "Set `uncompressedUserData: true`.",
  },
  CLOUDSTACK_OFFERING_STRING: {
    severity: "warning",
    cause:
      "An offering is written as a text, which releases of CAPC up to v0.3.0 took and the schema refuses since.",
    remedy: "Write `offering: {name: …}`, or `offering: {id: …}` for an id.",
  },
  CLOUDSTACK_RUNTIME_FIELD: {
    severity: "warning",
    cause: "A template says what only the controller can know of a machine.",
    remedy: "Remove the field.",
  },
  CLOUDSTACK_DISK_UNNAMED: {
    severity: "warning",
    cause: "CAPC adds no disk where the disk offering has neither id nor name.",
    remedy: "Give the disk offering's name, or remove it.",
  },
  CLOUDSTACK_NETWORK_FIRST: {
    severity: "error",
    cause: "CAPC makes no machine whose first network is not that of its failure domain.",
    remedy: "Put the failure domain's network first.",
  },
  CLOUDSTACK_NETWORK_ADDRESS: {
    severity: "error",
    cause: "An address can be given to one machine, and several are made from the template.",
    remedy: "Remove the address.",
  },
  CLOUDSTACK_USER_DATA_LIKELY: {
    severity: "warning",
    cause: "Flatcar reads Ignition, and Ignition cannot read compressed user data.",
    remedy: "Set `uncompressedUserData: true`.",
  },
  CLOUDSTACK_DETAIL: {
    severity: "warning",
    cause: "Another hypervisor than the template's reads the detail, so that it has no effect.",
    remedy: "Remove the detail.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
