import type { DiagnosticRule } from "@imagewright/core";

/** Codes of targets: what they ask for, and what a release of Karpenter serves. */
export const targetCodes = {
  KARPENTER_NOTHING_ASKED: {
    severity: "error",
    cause: "The target asks for no object, so nothing would be rendered.",
    remedy: "Add `nodeClasses`, `nodePools`, `launchTemplates` or `provisioners`.",
  },
  KARPENTER_ERA: {
    severity: "error",
    cause: "This version of Karpenter does not serve the API of the object.",
    remedy:
      "Write the object in an API version that this Karpenter serves, or correct the version of Karpenter.",
  },
  KARPENTER_LAUNCH_TEMPLATE_ERA: {
    severity: "warning",
    cause:
      "Launch templates are deprecated since Karpenter 0.7 and gone with v1beta1: no newer version reads them.",
    remedy:
      "Move to `nodeClasses` and `nodePools`: `amiSelectorTerms` takes the image, `userData` the script, `role` the profile.",
  },
  KARPENTER_FIELD_TOO_NEW: {
    severity: "error",
    cause: "This version of Karpenter does not know the field or value yet.",
    remedy: "Upgrade Karpenter and its CRDs first, or leave it out.",
  },
  KARPENTER_FIELD_GONE: {
    severity: "error",
    cause: "This version of Karpenter does not know the field or value any more.",
    remedy: "Leave it out.",
  },
  KARPENTER_GENERATION_UNUSED: {
    severity: "info",
    cause: "Launch templates and provisioners have one generation only.",
    remedy: "Leave `apiGeneration` out.",
  },
  KARPENTER_KUBELET_POOL: {
    severity: "error",
    cause:
      "Up to v1beta1 the kubelet's settings stand in the node pool; no pool of the target uses this node class.",
    remedy: "Add the node pool to the target, or leave `kubelet` out.",
  },
  KARPENTER_FIELD_ABSENT: {
    severity: "error",
    cause: "The API version of the object never had the field or value.",
    remedy: "Leave it out, or write the object in a newer API version.",
  },
  KARPENTER_KUBERNETES_TOO_NEW: {
    severity: "warning",
    cause: "This version of Karpenter does not support the Kubernetes version of the image.",
    remedy: "Upgrade Karpenter before the control plane.",
  },
  KARPENTER_KUBERNETES_TOO_OLD: {
    severity: "warning",
    cause: "This version of Karpenter no longer supports the Kubernetes version of the image.",
    remedy: "Upgrade the control plane, or stay at an older Karpenter until then.",
  },
  KARPENTER_NAME_TWICE: {
    severity: "error",
    cause: "Two objects of one kind bear the same name.",
    remedy: "Give each its own name.",
  },
  KARPENTER_NAME_UNKNOWN: {
    severity: "error",
    cause: "The object refers to one that the target does not have.",
    remedy: "Write the name of an object of the same target.",
  },
  KARPENTER_CLASS_ELSEWHERE: {
    severity: "warning",
    cause: "The node pool refers to a node class that the target does not render.",
    remedy: "Check that the cluster has the node class, or correct the name.",
  },
  KARPENTER_TOO_MANY: {
    severity: "error",
    cause: "The list or map is longer than Karpenter's API takes.",
    remedy: "Split the object into several.",
  },
  KARPENTER_CLUSTER_MISSING: {
    severity: "error",
    cause: "A node that joins by itself needs the name, endpoint and certificate of the cluster.",
    remedy: "Add `cluster` to the target.",
  },
  KARPENTER_CLUSTER_UNUSED: {
    severity: "info",
    cause: "Karpenter writes the facts of the cluster into the user data of all rendered objects.",
    remedy: "Leave `cluster` out, or keep it for launch templates and the family `Custom`.",
  },
  KARPENTER_REGION_UNUSED: {
    severity: "info",
    cause: "No object of the target looks an image up by region.",
    remedy: "Leave `region` out.",
  },
  KARPENTER_REGION_MISMATCH: {
    severity: "error",
    cause: "An AMI has another id in every region, and this one is of another than the cluster's.",
    remedy: "Copy the AMI to the region of the cluster, and write the id it has there.",
  },
  KARPENTER_CHOICE_TWICE: {
    severity: "error",
    cause: "A reference is written as it stands, so that the pinned record would be ignored.",
    remedy: "Write either `imageRecord` or `reference`.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
