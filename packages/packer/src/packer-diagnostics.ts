import { defineDiagnostics } from "@imagewright/core";

/** Findings about image-builder's inputs and about what Packer printed. */
export const packerDiagnostics = defineDiagnostics({
  PACKER_GOAL_UNKNOWN: {
    severity: "error",
    cause:
      "image-builder has no make target for this system, distribution, release and architecture.",
    remedy: "Choose an operating system that image-builder builds for this system.",
  },
  PACKER_IMAGE_UNSUPPORTED: {
    severity: "error",
    cause: "A field of the image that image-builder has no variable for would be lost.",
    remedy: "Remove the field, or bring it about with a custom role of your own.",
  },
  PACKER_IMAGE_VALUE: {
    severity: "error",
    cause: "A value of the image does not survive image-builder's variables unchanged.",
    remedy: "Write the value as one word, without blanks, quotes or template braces.",
  },
  PACKER_KUBERNETES_SOURCE: {
    severity: "error",
    cause: "image-builder cannot install this Kubernetes version from this source.",
    remedy: "Take the binaries from an HTTP address.",
  },
  PACKER_DEB_REVISION_GUESSED: {
    severity: "info",
    cause:
      "The revision of Debian packages is assigned when they are built and cannot be derived; 1.1 is the usual one.",
    remedy:
      "Set kubernetes.source.revision to the revision the package repository lists; resolveDebRevision reads it from the index.",
  },
  PACKER_DEB_REVISION_UNRESOLVED: {
    severity: "error",
    cause: "The packages of one Kubernetes version have no revision in common in this repository.",
    remedy: "Take a version and an architecture that the repository's index lists.",
  },
  PACKER_CONTAINERD_TOO_OLD: {
    severity: "error",
    cause: "Kubernetes dropped containerd 1.x with 1.36.",
    remedy: "Take containerd 2.2.0 or newer, or leave containerRuntime.containerd out.",
  },
  PACKER_CONTAINERD_UNSUPPORTED: {
    severity: "warning",
    cause: "The containerd project does not recommend this release for the Kubernetes minor.",
    remedy: "Take a release that the containerd project lists for the minor.",
  },
  PACKER_RUNC_DEFAULT: {
    severity: "info",
    cause: "image-builder moves containerd and runc together; the image names only containerd.",
    remedy: "Set containerRuntime.runc to the release that goes with containerd.",
  },
  PACKER_PROXY_SECRET: {
    severity: "warning",
    cause:
      "A password in a proxy's address ends up in the variable file, in logs and on the image.",
    remedy: "Use a proxy that needs no password from the build.",
  },
  PACKER_VOLUME_TOO_SMALL: {
    severity: "error",
    cause: "The root volume is smaller than the disk of the image that the build starts from.",
    remedy: "Make the root volume larger, or leave it out.",
  },
  PACKER_VARIABLE_UNKNOWN: {
    severity: "error",
    cause: "No template of image-builder reads a variable of this name; Packer would ignore it.",
    remedy: "Correct the name, or hand the value to Ansible with ansible_user_vars.",
  },
  PACKER_VARIABLE_OTHER_SYSTEM: {
    severity: "error",
    cause: "The variable exists, but the templates of this system do not read it.",
    remedy: "Remove the variable from this target.",
  },
  PACKER_VARIABLE_DEAD: {
    severity: "error",
    cause: "A variable file sets this variable, but nothing reads it.",
    remedy: "Hand the value to Ansible with ansible_user_vars.",
  },
  PACKER_VARIABLE_REMOVED: {
    severity: "error",
    cause: "The variable existed in an earlier release of image-builder and is gone.",
    remedy: "Remove it, or hand the value to Ansible with ansible_user_vars.",
  },
  PACKER_VARIABLE_DERIVED: {
    severity: "error",
    cause: "The variable follows from the image; a second value would contradict it.",
    remedy: "Change the field of the image instead.",
  },
  PACKER_VARIABLE_RESERVED: {
    severity: "error",
    cause: "image-builder's templates and scripts rely on the value they give this variable.",
    remedy: "Remove the variable.",
  },
  PACKER_EXTRA_VARS_OVERWRITTEN: {
    severity: "warning",
    cause: "The files of an operating system put its Python interpreter into ansible_extra_vars.",
    remedy: "Use ansible_user_vars, which nothing of image-builder's sets.",
  },
  PACKER_VARIABLE_VALUE: {
    severity: "error",
    cause: "The value would be cut, altered or refused on its way through Packer and Ansible.",
    remedy: "Write a value of the form this variable takes.",
  },
  PACKER_VARIABLE_COMBINATION: {
    severity: "error",
    cause: "Variables that depend on each other contradict each other, or one of them is missing.",
    remedy: "Set or clear the variables together.",
  },
  PACKER_VARIABLE_SECRET: {
    severity: "warning",
    cause: "image-builder's templates mask nothing: a secret in a variable file can reach any log.",
    remedy: "Leave the variable out and give the credential through the environment.",
  },
  PACKER_VARIABLE_NOT_NFC: {
    severity: "warning",
    cause: "HCL2 turns text into Unicode's form NFC; legacy JSON templates leave it alone.",
    remedy: "Write the text in form NFC.",
  },
  PACKER_OUTPUT_EMPTY: {
    severity: "error",
    cause: "The output names no artifact.",
    remedy: "Give the whole output of a build that has ended, or its manifest.",
  },
  PACKER_OUTPUT_CUT: {
    severity: "error",
    cause: "The output ends inside an artifact: what it names may be cut short.",
    remedy: "Give the whole output of the build.",
  },
  PACKER_OUTPUT_MALFORMED: {
    severity: "error",
    cause: "A part of the output is not of the form that Packer writes.",
    remedy: "Give the unaltered output of the build.",
  },
  PACKER_OUTPUT_MASKED: {
    severity: "error",
    cause: "Packer replaced a value it takes for a secret, inside an artifact's name.",
    remedy: "Give the manifest of the build as well.",
  },
  PACKER_OUTPUT_CONTRADICTION: {
    severity: "error",
    cause: "Two parts of the output name different artifacts for one build and place.",
    remedy: "Give log and manifest of one and the same run.",
  },
  PACKER_BUILD_FAILED: {
    severity: "error",
    cause: "Packer reports that the build failed.",
    remedy: "Read the log from the first error on.",
  },
  PACKER_BUILD_PARTLY_FAILED: {
    severity: "warning",
    cause: "Packer reports that one of several builds failed.",
    remedy: "Read the log of the failed build; the artifacts of the others exist.",
  },
  PACKER_MANIFEST_INVALID: {
    severity: "error",
    cause: "The text is no manifest of Packer's manifest post-processor.",
    remedy: "Give the unaltered manifest.json of the build.",
  },
  PACKER_MANIFEST_STALE: {
    severity: "info",
    cause: "The manifest also lists builds of earlier runs; only the last run counts.",
    remedy: "Delete the manifest before the next build if the earlier runs do not matter.",
  },
});
