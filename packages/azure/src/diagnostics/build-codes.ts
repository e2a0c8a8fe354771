import type { DiagnosticRule } from "@imagewright/core";

/** Codes of builds and of what they leave behind. */
export const buildCodes = {
  AZURE_BUILD_VERSION: {
    severity: "error",
    cause: "Azure does not take the text for the version of a gallery image.",
    remedy: "Write `Major.Minor.Patch`, each number at most 2147483647.",
  },
  AZURE_BUILD_REGION: {
    severity: "error",
    cause: "The text is not the name of an Azure region.",
    remedy: "Write the region's name in lower case without blanks, e.g. `westeurope`.",
  },
  AZURE_BUILD_DEFINITION: {
    severity: "error",
    cause: "Packer would publish into another image definition than the build makes.",
    remedy: "Choose a name as the message says, or leave it to image-builder.",
  },
  AZURE_BUILD_VARIABLE: {
    severity: "error",
    cause: "A variable that has a field of its own, or that holds a secret, is set by name.",
    remedy: "Use the field; keep secrets in the environment of the build.",
  },
  AZURE_BUILD_RESOURCE_GROUP: {
    severity: "error",
    cause: "image-builder ignores the resource group of the building machine for this image.",
    remedy: "Remove `buildResourceGroup`.",
  },
  AZURE_BUILD_CHECKOUT: {
    severity: "warning",
    cause:
      "With a build resource group image-builder rewrites a template in its own checkout, which spoils later builds without one.",
    remedy: "Build from a checkout that is thrown away afterwards.",
  },
  AZURE_BUILD_GALLERY_UNKNOWN: {
    severity: "info",
    cause:
      "The output names the managed image of a build, but not its gallery version: Packer's manifest never does.",
    remedy: "Give the log of the build as well.",
  },
  AZURE_BUILD_NOTHING: {
    severity: "error",
    cause: "The output of the build names no image of Azure.",
    remedy: "Give the whole output of a build of an `azure-sig` target.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
