import type { DiagnosticRule } from "@imagewright/core";

/** Codes of AMI selectors. */
export const amiCodes = {
  KARPENTER_AMI_TERM: {
    severity: "error",
    cause: "The AMI selector is one that Karpenter's API refuses, or reads only in part.",
    remedy:
      "Give every term one of `alias`, `id`, `ssmParameter`, or `name` and `tags` with an optional `owner`; an alias stands alone.",
  },
  KARPENTER_AMI_ALIAS: {
    severity: "error",
    cause: "The alias names no image of this Karpenter and this Kubernetes version.",
    remedy: "Write `family@version`, e.g. `al2023@v20260714`; Windows families have `latest` only.",
  },
  KARPENTER_AMI_LATEST: {
    severity: "warning",
    cause:
      "`latest` replaces nodes on the day upstream publishes an image, not on the day you choose.",
    remedy: "Pin the version of the alias.",
  },
  KARPENTER_AMI_ARCHITECTURES: {
    severity: "warning",
    cause:
      "The node pools of the class ask for more architectures than it has ids; an AMI is of one architecture.",
    remedy: "List an id for each architecture, or narrow the pools' requirement.",
  },
  KARPENTER_AMI_IDS: {
    severity: "warning",
    cause:
      "Of several images of one architecture Karpenter takes the newest, and calls nodes of the others drifted.",
    remedy: "List one id for each architecture.",
  },
  KARPENTER_AMI_NEWER: {
    severity: "error",
    cause: "A kubelet may not be newer than the API server.",
    remedy: "Upgrade the control plane first, or choose an image of its version.",
  },
  KARPENTER_AMI_OLDER: {
    severity: "warning",
    cause: "The name says an older Kubernetes version than the control plane's.",
    remedy: "Choose an image of the control plane's version.",
  },
  KARPENTER_AMI_NONE: {
    severity: "error",
    cause: "The selector means none of the images, so that Karpenter launches no node.",
    remedy: "Check names, tags and owner, and that the image is available in this region.",
  },
  KARPENTER_NEEDS_SSM: {
    severity: "error",
    cause: "Which image is meant is known to SSM only.",
    remedy: "Ask SSM for the parameters, and give their values.",
  },
  KARPENTER_NEEDS_ACCOUNT: {
    severity: "error",
    cause: "`self` means the account of the cluster.",
    remedy: "Give the account.",
  },
  KARPENTER_PARAMETER_ALIAS: {
    severity: "error",
    cause: "Aliases stand for the parameters of EKS, Bottlerocket and Windows images only.",
    remedy: "Use the parameter itself, as `ssmParameter`.",
  },
  KARPENTER_QUERY_LOSSY: {
    severity: "error",
    cause: "Karpenter's terms cannot ask EC2 this question.",
    remedy: "Ask by ids alone, or by one owner, a name and tags.",
  },
  KARPENTER_AMI_OWNER: {
    severity: "warning",
    cause:
      "Without an owner, a name is looked up among the account's own images and Amazon's only, and tags among all accounts.",
    remedy: "Add `owner`.",
  },
  KARPENTER_AMI_WILDCARD: {
    severity: "warning",
    cause: "A name with `*` or `?` rolls the nodes as soon as a newer image matches it.",
    remedy: "Write the whole name, or an id.",
  },
  KARPENTER_AMI_ID: {
    severity: "error",
    cause: "The text is no AMI id.",
    remedy: "Write `ami-` and lower-case letters and digits, e.g. `ami-09709369c53539c11`.",
  },
  KARPENTER_AMI_ID_ODD: {
    severity: "warning",
    cause:
      "Karpenter's API admits the id, but AMI ids have hexadecimal digits only: it is a placeholder, such as the conversion from v1beta1 left behind.",
    remedy: "Write the id of an AMI, e.g. `ami-09709369c53539c11`.",
  },
  KARPENTER_AMI_FAMILY: {
    severity: "error",
    cause: "The image does not boot as nodes of this family do.",
    remedy: "Write the family of the alias or of the image, or `Custom`; or leave `amiFamily` out.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
