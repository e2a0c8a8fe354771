import type { DiagnosticRule } from "@imagewright/core";

/** Codes of node classes, apart from their AMIs and user data. */
export const nodeClassCodes = {
  KARPENTER_IDENTITY: {
    severity: "error",
    cause: "A node needs exactly one identity: a role, or an instance profile.",
    remedy: "Write either `role` or `instanceProfile`.",
  },
  KARPENTER_SELECTOR_TERM: {
    severity: "error",
    cause: "A selector term says nothing, or says two things of which one would be ignored.",
    remedy:
      "Give every term tags without empty keys and values, or an id, or a name; nothing beside an id or a name.",
  },
  KARPENTER_TAG_RESTRICTED: {
    severity: "error",
    cause: "The tag is empty or too long, or it is Karpenter's own.",
    remedy: "Choose another key of at most 128 characters, and a value of at most 256.",
  },
  KARPENTER_VOLUME: {
    severity: "error",
    cause: "Karpenter's API or EC2 refuses this volume.",
    remedy:
      "Give a size or a snapshot, at most one root volume, and no volume smaller than the image's.",
  },
  KARPENTER_VOLUME_SIZE: {
    severity: "error",
    cause: "The size is not one that the CRD's pattern admits; the pattern has holes above 18 Ti.",
    remedy: "Write whole `Gi` up to 59000.",
  },
  KARPENTER_ROOT_DEVICE: {
    severity: "error",
    cause: "The image has a root volume of its own size, and nothing says on which device.",
    remedy:
      "Add `blockDeviceMappings` with the root device, or `rootDeviceName` for a launch template.",
  },
  KARPENTER_ROOT_DEVICE_UNUSED: {
    severity: "info",
    cause: "The image says no size for the root volume, so that its own size holds.",
    remedy: "Leave `rootDeviceName` out, or give the image a `rootVolume`.",
  },
  KARPENTER_DEVICES_INCOMPLETE: {
    severity: "warning",
    cause:
      "Block device mappings replace all of the family's own; a device that is left out gets the image's size.",
    remedy: "List every device of the family.",
  },
  KARPENTER_ROOT_UNNAMED: {
    severity: "warning",
    cause:
      "Karpenter counts the pods' storage by the family's device; none of the mappings is that device, and none says that it is the root.",
    remedy: "Add `rootVolume: true` to the mapping that holds the pods' storage.",
  },
  KARPENTER_NAMESPACE: {
    severity: "warning",
    cause: "Objects of this kind belong to the whole cluster.",
    remedy: "Leave `metadata.namespace` out.",
  },
  KARPENTER_STATUS_STALE: {
    severity: "warning",
    cause:
      "The status does not speak of what the object says now; an alias that finds no image leaves the old ones standing there.",
    remedy: "Wait for Karpenter, and check that the alias has images of this Kubernetes version.",
  },
  KARPENTER_ROOT_ROLE: {
    severity: "error",
    cause:
      "On Bottlerocket the pods' storage is the data volume; `rootVolume` on the system volume makes Karpenter count the wrong one.",
    remedy: "Put `rootVolume` on /dev/xvdb, or leave it out.",
  },
  KARPENTER_INSTANCE: {
    severity: "error",
    cause: "Karpenter's API refuses this choice of reservations, placement or network interfaces.",
    remedy: "Write it as the message says.",
  },
  KARPENTER_KUBELET: {
    severity: "error",
    cause: "Karpenter's API refuses these kubelet settings.",
    remedy:
      "Use known resources and signals, a grace period for each soft threshold, and a high threshold above the low one.",
  },
  KARPENTER_FIELD_IGNORED: {
    severity: "warning",
    cause: "Karpenter admits the field, but does nothing with it for nodes of this family.",
    remedy: "Say the same in the user data, or leave the field out.",
  },
  KARPENTER_SECURITY_GROUP: {
    severity: "error",
    cause: "The text is no id of a security group.",
    remedy: "Write `sg-` and lower-case letters and digits.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
