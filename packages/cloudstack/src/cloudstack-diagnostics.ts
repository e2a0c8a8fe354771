import { defineDiagnostics } from "@imagewright/core";

/** Codes of the CloudStack provider. */
export const cloudstackDiagnostics = defineDiagnostics({
  CLOUDSTACK_TEMPLATE_REQUIRED: {
    severity: "error",
    cause: "CAPC needs a `template` with an id or a name.",
    remedy: "Write `template: {name: …}`.",
  },
  CLOUDSTACK_TEMPLATE_STRING: {
    severity: "warning",
    cause:
      "`template` is written as a text, which releases of CAPC up to v0.3.0 took and the schema refuses since.",
    remedy: "Write `template: {name: …}`, or `template: {id: …}` for an id.",
  },
  CLOUDSTACK_TEMPLATE_FIELD: {
    severity: "error",
    cause: "The `template` of the object is not of the form CAPC's schema has.",
    remedy: "Write `template` as an object with `name`, `id` or both, each a text.",
  },
  CLOUDSTACK_FIELD_PRUNED: {
    severity: "warning",
    cause: "The object has a field CAPC does not know, which the API server drops silently.",
    remedy: "Remove the field, or spell it as CAPC does.",
  },
  CLOUDSTACK_API_VERSION: {
    severity: "warning",
    cause: "CAPC serves v1beta1 to v1beta3; only v1beta3 carries everything a machine says.",
    remedy: "Write `infrastructure.cluster.x-k8s.io/v1beta3`.",
  },
  CLOUDSTACK_OBJECT_INCOMPLETE: {
    severity: "error",
    cause: "The object lacks the part that describes the machine.",
    remedy: "Add it, with `offering` and `template`.",
  },
  CLOUDSTACK_ID_LOOKUP: {
    severity: "warning",
    cause:
      "CAPC looks an id up in all zones and refuses more than one row: an id works only for a template that is in one zone.",
    remedy: "Refer to the template by its name.",
  },
  CLOUDSTACK_ID_FORM: {
    severity: "warning",
    cause: "CloudStack's ids are UUIDs, and this text is none.",
    remedy: "Copy the id from CloudStack, or refer to the template by its name.",
  },
  CLOUDSTACK_REFERENCE_EMPTY: {
    severity: "error",
    cause: "A reference to a template needs a name or an id that is not empty.",
    remedy: "Give the template's name.",
  },
  CLOUDSTACK_NAME_VERSION: {
    severity: "warning",
    cause:
      "By custom a template's name tells the Kubernetes version that is on it, and this one tells another than the image's.",
    remedy: "Refer to the template that was built for this Kubernetes version.",
  },
  CLOUDSTACK_ZONE_UNUSED: {
    severity: "warning",
    cause: "A machine template names no zone: CAPC takes that of the failure domain.",
    remedy: "Remove the zone from the reference; register the template in every zone.",
  },
  CLOUDSTACK_PLACE: {
    severity: "error",
    cause: "The object has no template at the place a reference is to be written to.",
    remedy: "Write to a place that reading the object has found.",
  },
  CLOUDSTACK_REFERENCE_FORM: {
    severity: "error",
    cause: "The place cannot carry this reference without losing a part of it.",
    remedy: "Give the template by its name or its id, or write the object in v1beta3.",
  },
  CLOUDSTACK_ZONE_OTHER: {
    severity: "error",
    cause: "The machine names its zone, and the reference is to a template of another zone.",
    remedy: "Refer to the template in the machine's zone, or move the machine first.",
  },
  CLOUDSTACK_IMAGE_CHOICE: {
    severity: "error",
    cause: "Two fields of the machine template say different things about its image.",
    remedy: "Remove one of them.",
  },
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
  CLOUDSTACK_FAILURE_DOMAIN: {
    severity: "error",
    cause:
      "A cluster needs a failure domain, and each needs a name that is a DNS subdomain, a network, and the name and namespace of the Secret with its credentials.",
    remedy: "Complete the failure domain.",
  },
  CLOUDSTACK_FAILURE_DOMAIN_FIXED: {
    severity: "error",
    cause: "A failure domain that stays must stay as it is, and one of them has to stay.",
    remedy: "Add a failure domain under a new name, move the machines, then remove the old one.",
  },
  CLOUDSTACK_ENDPOINT_FIXED: {
    severity: "error",
    cause: "The endpoint of the control plane is fixed once it has a host.",
    remedy: "Leave the endpoint as it is.",
  },
  CLOUDSTACK_ZONE_CONVERSION: {
    severity: "info",
    cause:
      "CAPC converts a zone of v1beta1 to a failure domain that has the zone's id as its name, and asks CloudStack for an id that is not given: what depends on it was not checked.",
    remedy: "Give the zone's id, or write the cluster in v1beta3.",
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
  CLOUDSTACK_SYSTEM: {
    severity: "error",
    cause: "CAPC boots Linux images that cloud-init or Ignition configures.",
    remedy: "Choose a Linux image.",
  },
  CLOUDSTACK_TARGET_EMPTY: {
    severity: "warning",
    cause: "The target asks neither for a build nor for a manifest, so that nothing is rendered.",
    remedy: "Add `build`, `machineTemplates` or `machines`.",
  },
  CLOUDSTACK_RELEASE_API: {
    severity: "error",
    cause: "A release of CAPC does not serve this version of its API.",
    remedy: "Use a version the release serves, or correct the release.",
  },
  CLOUDSTACK_RELEASE_FIELD: {
    severity: "error",
    cause: "A release of CAPC does not have this field yet, so that its API server drops it.",
    remedy: "Remove the field, or upgrade CAPC.",
  },
  CLOUDSTACK_RELEASE_NEW: {
    severity: "warning",
    cause: "A release of CAPC is newer than the newest we know, as which it is treated.",
    remedy: "See its release notes for what has changed.",
  },
  CLOUDSTACK_BUILD_CONVERSION: {
    severity: "error",
    cause: "image-builder's conversion makes machines that boot by BIOS.",
    remedy: "Build the image without `efi` for VMware and XenServer.",
  },
  CLOUDSTACK_BUILD_HYPERVISOR: {
    severity: "error",
    cause: "The hypervisor stands there twice.",
    remedy: "Remove one of them.",
  },
  CLOUDSTACK_BUILD_VARIABLE: {
    severity: "error",
    cause: "A variable that has a field of its own is set by name.",
    remedy: "Use the field.",
  },
  CLOUDSTACK_REGISTER: {
    severity: "info",
    cause: "A build for CloudStack ends with a disk file, which no manifest can point at.",
    remedy:
      "Convert the file for its hypervisor, serve it over HTTP, register it as a template in every zone, and refer to it by name.",
  },
  CLOUDSTACK_BUILD_NOTHING: {
    severity: "error",
    cause: "The output of the build names no disk file.",
    remedy: "Give the whole output of a build of a `qemu` target.",
  },
});
