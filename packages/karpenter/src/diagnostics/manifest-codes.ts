import type { DiagnosticRule } from "@imagewright/core";

/** Codes of reading and writing manifests. */
export const manifestCodes = {
  KARPENTER_MANIFEST: {
    severity: "error",
    cause: "The object is of a kind Karpenter reads, but its image selector is not.",
    remedy: "Correct the selector as the message says.",
  },
  KARPENTER_KIND: {
    severity: "error",
    cause: "The object is of another kind than was asked for.",
    remedy: "Give an object of Karpenter's API.",
  },
  KARPENTER_NOT_MODELLED: {
    severity: "info",
    cause: "The field is written by the cluster, and the model of the object leaves it out.",
    remedy: "Nothing has to be done; the field comes back when the object is applied.",
  },
  KARPENTER_SELECTOR_MAP: {
    severity: "error",
    cause:
      "A selector of v1alpha1 is one map whose comma lists mean every combination; these terms cannot be said so.",
    remedy: "Select by tags or names that share their keys, or use a newer API generation.",
  },
  KARPENTER_IMAGE_IMPLIED: {
    severity: "info",
    cause: "The object names no image: the newest of its family is meant.",
    remedy: "Pin the image by `amiSelectorTerms`.",
  },
  KARPENTER_IMAGE_IN_TEMPLATE: {
    severity: "info",
    cause: "The image is in the launch template that the object names.",
    remedy: "Read the launch template's stack.",
  },
  KARPENTER_IMAGE_IN_MACHINES: {
    severity: "info",
    cause:
      "Karpenter's Cluster API provider scales MachineDeployments; their infrastructure template has the image.",
    remedy: "Read the machine templates of the selected MachineDeployments.",
  },
  KARPENTER_WRITE_PLACE: {
    severity: "error",
    cause: "The object has no image at this place.",
    remedy: "Write a reference to a place where one was read.",
  },
  KARPENTER_WRITE_FORM: {
    severity: "error",
    cause: "The place cannot carry this form of reference without loss.",
    remedy: "Give an AMI id, or a form that this API version has.",
  },
  KARPENTER_WRITE_STATUS: {
    severity: "error",
    cause: "Karpenter writes the status itself; another image there would change nothing.",
    remedy: "Write the reference to the node class.",
  },
  KARPENTER_REGION_IMPLIED: {
    severity: "info",
    cause: "Karpenter's objects name an AMI without its region: the cluster's region decides.",
    remedy: "Make sure that the cluster is in the region of the AMI.",
  },
  KARPENTER_FAMILY_WRITTEN: {
    severity: "info",
    cause:
      "The alias said the family, and the new reference does not: a class has to name it then.",
    remedy: "Check that the new image boots as this family does.",
  },
  KARPENTER_FAMILY_REMOVED: {
    severity: "info",
    cause: "A class with an alias of another family is refused, so that the old family had to go.",
    remedy: "Check that the user data fits the new family.",
  },
  KARPENTER_WEBHOOK_BOTH: {
    severity: "error",
    cause: "Karpenter's webhook refuses two fields that exclude each other.",
    remedy: "Leave one of them out.",
  },
  KARPENTER_WEBHOOK_MISSING: {
    severity: "error",
    cause: "Karpenter's webhook demands a field.",
    remedy: "Write the field.",
  },
  KARPENTER_WEBHOOK_INVALID: {
    severity: "error",
    cause: "Karpenter's webhook refuses the value.",
    remedy: "Correct it as the message says.",
  },
  KARPENTER_REFERENCE_LOSSY: {
    severity: "error",
    cause: "The other form cannot say what the reference means.",
    remedy: "Resolve the image to an AMI id, and convert that.",
  },
  KARPENTER_ALL_ARCHITECTURES: {
    severity: "warning",
    cause: "A lookup of CAPA is for one architecture; Karpenter takes an image of each.",
    remedy: "Narrow the pool's requirement about kubernetes.io/arch, or the name.",
  },
  KARPENTER_CONVERT_LOST: {
    severity: "error",
    cause: "The newer generation has no field for it.",
    remedy:
      "Write what the launch template says into the node class: image, user data, security groups, volumes.",
  },
  KARPENTER_CONVERT_DROPPED: {
    severity: "info",
    cause: "The older generation had a field that changed nothing.",
    remedy: "Nothing has to be done.",
  },
  KARPENTER_CONVERT_NAME: {
    severity: "error",
    cause:
      "v1 has one kind of node class and one of pools: objects of two generations, or a provisioner's own class and another, may bear one name.",
    remedy:
      "Rename one of them before the conversion, or leave out the one that is in use no more.",
  },
  KARPENTER_CONVERT_IMAGE: {
    severity: "error",
    cause: "v1 wants every node class to name its image, and there is no alias to name it by.",
    remedy: "Add the image's id, name or tags before the conversion.",
  },
  KARPENTER_CONVERT_IDENTITY: {
    severity: "error",
    cause: "v1 wants every node class to name a role or an instance profile.",
    remedy: "Give `role` or `instanceProfile` to the conversion.",
  },
  KARPENTER_CONVERT_KUBELET: {
    severity: "error",
    cause: "In v1 the settings of the kubelet are the node class's.",
    remedy: "Give the node class as well, and one class to each pool with settings of its own.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
