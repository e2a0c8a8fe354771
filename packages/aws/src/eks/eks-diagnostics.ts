import { defineDiagnostics } from "@imagewright/core";

/** Findings about builds with amazon-eks-ami. */
export const eksDiagnostics = defineDiagnostics({
  EKS_SYSTEM: {
    severity: "error",
    cause: "The era of amazon-eks-ami does not build this operating system.",
    remedy:
      "Choose an era that builds it: Amazon Linux 2 until `templates`, 2023 from `templates` on.",
  },
  EKS_MINOR: {
    severity: "error",
    cause:
      "The era of amazon-eks-ami does not know this Kubernetes minor with this operating system.",
    remedy: "Choose an era of the time in which AWS supported the minor.",
  },
  EKS_VERSION: {
    severity: "error",
    cause: "AWS builds binaries of released Kubernetes versions only.",
    remedy: "Write a version of three numbers.",
  },
  EKS_BINARIES_MISSING: {
    severity: "error",
    cause:
      "The kubelet is taken from a bucket by version and build date, and the date cannot be derived.",
    remedy: "Set kubernetes.source to the bucket and the date of the build.",
  },
  EKS_BINARIES_UNKNOWN: {
    severity: "warning",
    cause: "The table of builds in the public bucket does not have this version and date.",
    remedy: "List `s3://amazon-eks/VERSION/`, and write a date that stands there.",
  },
  EKS_BUCKET_REGION: {
    severity: "error",
    cause: "Upstream looks for every bucket in us-west-2 unless told otherwise.",
    remedy: "Write the region of the bucket.",
  },
  EKS_IMAGE_UNSUPPORTED: {
    severity: "error",
    cause: "A field of the image that amazon-eks-ami has no variable for would be lost.",
    remedy: "Remove the field, or change the scripts of your checkout.",
  },
  EKS_IMAGE_VALUE: {
    severity: "error",
    cause: "The field has a value that amazon-eks-ami cannot bring about.",
    remedy: "Write a value that upstream's scripts know.",
  },
  EKS_VARIABLE_UNKNOWN: {
    severity: "error",
    cause: "No template of amazon-eks-ami has a variable of this name; Packer would ignore it.",
    remedy: "Correct the name.",
  },
  EKS_VARIABLE_DROPPED: {
    severity: "error",
    cause: "The Makefile or the template of this era drops the variable in silence.",
    remedy: "Leave it out, or choose an era that has it.",
  },
  EKS_VARIABLE_LATE: {
    severity: "warning",
    cause:
      "The Makefile assigns the variable in some builds, or derives others from it, before a file is read.",
    remedy: "Set the variable on the make line.",
  },
  EKS_VARIABLE_OWNED: {
    severity: "error",
    cause: "The variable follows from the image or an option; a second value would contradict it.",
    remedy: "Change the field of the image, or the option, instead.",
  },
  EKS_VARIABLE_SECRET: {
    severity: "error",
    cause: "A credential in a variable file is a credential in a repository.",
    remedy: "Leave the variable out: the template reads the environment of the build.",
  },
  EKS_MAKE_VALUE: {
    severity: "error",
    cause: "The Makefile pastes the value into a shell command, and no variable file can carry it.",
    remedy: "Use only letters, digits and `_./@:+,-`.",
  },
  EKS_VARIABLE_TEMPLATE: {
    severity: "warning",
    cause: "Packer evaluates what stands between `{{` and `}}`, in values of variables too.",
    remedy: "Leave the braces out, unless a template function is meant.",
  },
  EKS_SOURCE_AMI: {
    severity: "warning",
    cause:
      "Packer combines id, owners and name filter: an AMI that does not match all of them is not found.",
    remedy: "Give the `filterName` and the `owners` that match the AMI as well.",
  },
  EKS_ENCRYPTION: {
    severity: "error",
    cause: "EC2 does not share AMIs encrypted with its own key, and a key alone encrypts nothing.",
    remedy: "Set `encrypted` and a `kmsKeyId` whose policy lets the other accounts use it.",
  },
  EKS_COPY_KEY: {
    severity: "warning",
    cause:
      "The template hands the key to the region of the build only; copies get the default EBS key of their region.",
    remedy: "Copy the AMI after the build where the key matters.",
  },
});
