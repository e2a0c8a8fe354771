import type { DiagnosticRule } from "@imagewright/core";

/** Targets, builds and releases of CAPC. */
export const targetCodes = {
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
} satisfies Readonly<Record<string, DiagnosticRule>>;
