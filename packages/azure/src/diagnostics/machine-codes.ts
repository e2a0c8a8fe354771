import type { DiagnosticRule } from "@imagewright/core";

/** Codes of machines that a target asks for. */
export const machineCodes = {
  AZURE_IMAGE_CHOICE: {
    severity: "error",
    cause: "Two fields of the machine template say different things about its image.",
    remedy: "Remove one of them.",
  },
  AZURE_OS_DISK: {
    severity: "error",
    cause: "CAPZ or Azure refuses this combination of disk settings.",
    remedy: "Change the field as the message says.",
  },
  AZURE_SECURITY_PROFILE: {
    severity: "error",
    cause: "CAPZ refuses or silently drops this combination of security settings.",
    remedy: "Change the field as the message says.",
  },
  AZURE_SECURITY_GENERATION: {
    severity: "error",
    cause: "Trusted launch and confidential machines do not boot images of generation 1.",
    remedy: "Build the image with generation `gen2`, or `cvm` for confidential machines.",
  },
  AZURE_SECURITY_FEATURE: {
    severity: "warning",
    cause:
      "image-builder makes image definitions without the trusted launch feature, and Azure does not change it afterwards.",
    remedy:
      "Make the image definition beforehand, with the feature SecurityType=TrustedLaunchSupported.",
  },
  AZURE_SSH_KEY_FORM: {
    severity: "error",
    cause: "The text is not one line of an authorized_keys file.",
    remedy: "Give the content of the `.pub` file.",
  },
  AZURE_SSH_KEY_MISSING: {
    severity: "warning",
    cause:
      "CAPZ makes up a random key when the object is created, and a later apply without one meets the immutable field.",
    remedy: "Give `sshPublicKey`.",
  },
  AZURE_DATA_DISK: {
    severity: "error",
    cause: "CAPZ refuses this combination of data disks.",
    remedy: "Change the disk as the message says.",
  },
  AZURE_TARGET_EMPTY: {
    severity: "warning",
    cause: "The target asks neither for a build nor for a manifest, so that nothing is rendered.",
    remedy: "Add `build`, `machineTemplates`, `machines` or `machinePools`.",
  },
  AZURE_IDENTITY: {
    severity: "error",
    cause: "`identity` and `userAssignedIdentities` do not agree.",
    remedy: "Give user assigned identities with `identity: UserAssigned`, and only then.",
  },
  AZURE_VM_SIZE: {
    severity: "warning",
    cause: "By its name the size runs another architecture than the image.",
    remedy: "Choose a size of the image's architecture.",
  },
  AZURE_EXTENSIONS: {
    severity: "warning",
    cause: "CAPZ would install its bootstrap extension on a machine that allows no extensions.",
    remedy: "Set `disableVMBootstrapExtension` together with `disableExtensionOperations`.",
  },
  AZURE_CLUSTER_LABEL: {
    severity: "error",
    cause: "The label by which CAPZ finds the cluster of a machine is written from `clusterName`.",
    remedy: "Remove the label, or make both the same.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
