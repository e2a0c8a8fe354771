import { defineDiagnostics } from "../diagnostic.ts";

/** What can be found while a plan is made. */
export const planDiagnostics = defineDiagnostics({
  PLAN_NAME_TAKEN: {
    severity: "error",
    cause: "A template that the plan would add has the name of one that says something else.",
    remedy: "Delete or rename the one that is there, unless something uses it.",
  },
  PLAN_CLUSTER_UNKNOWN: {
    severity: "error",
    cause: "The intent names a cluster that is not among the manifests.",
    remedy: "Correct the name, or read the files of that cluster too.",
  },
  PLAN_CLUSTER_TWICE: {
    severity: "error",
    cause: "Parts of one cluster came one after the other, and each was planned as if it were all.",
    remedy: "Put everything of the cluster into one file or one subfolder.",
  },
  PLAN_INTENT_VERSION: {
    severity: "error",
    cause: "The intent names something as a version to pass through that is none.",
    remedy: "Write versions of three numbers, such as 1.33.13.",
  },
  PLAN_INTENT_IMAGE: {
    severity: "error",
    cause: "The intent prefers an image that the catalog does not have.",
    remedy: "Correct the name of the record, or add it to the catalog.",
  },
  PLAN_CLUSTER_BROKEN: {
    severity: "error",
    cause: "What was read of the cluster contradicts itself, so that a plan would be a guess.",
    remedy: "Correct what was found first.",
  },
  PLAN_CONTROL_PLANE_MISSING: {
    severity: "error",
    cause: "The cluster's control plane is not among the manifests, and nodes follow it.",
    remedy:
      "Read the file of the control plane too, or say its version with `controlPlaneVersion`.",
  },
  PLAN_VERSION_UNKNOWN: {
    severity: "error",
    cause: "Nobody says which Kubernetes version runs, or which one comes next on the way.",
    remedy: "Name the version: in the manifest, with `through`, or with `controlPlaneVersion`.",
  },
  PLAN_DOWNGRADE: {
    severity: "error",
    cause: "The goal is older than what the cluster runs; Kubernetes has no way back.",
    remedy: "Choose a goal that is not older, or restore the cluster from a backup.",
  },
  PLAN_MAJOR_CHANGE: {
    severity: "error",
    cause: "The goal is of another major version, and nobody knows a way there.",
    remedy: "Choose a goal of the major version that runs.",
  },
  PLAN_SKEW: {
    severity: "error",
    cause: "Nodes and control plane are further apart than the version-skew policy allows.",
    remedy: "Bring the nodes to the control plane's version first.",
  },
  PLAN_IMAGE_MISSING: {
    severity: "error",
    cause: "The catalog has no image that a group needs on the way.",
    remedy: "Build the image and add its record, or plan with `buildMissing`.",
  },
  PLAN_IMAGE_CHOICE: {
    severity: "error",
    cause: "Several images fit a group, and none of them is preferred.",
    remedy: "Name the record to take in `images`, or deprecate those that are out of use.",
  },
  PLAN_IMAGE_DEPRECATED: {
    severity: "warning",
    cause: "The only image that fits is deprecated.",
    remedy: "Build a newer image before the upgrade.",
  },
  PLAN_IMAGE_UNKNOWN: {
    severity: "warning",
    cause: "The image a group uses is not in the catalog, so that nothing is known of it.",
    remedy: "Add its record to the catalog, or let the group use one that is.",
  },
  PLAN_IMAGE_VERSION: {
    severity: "warning",
    cause: "The image a group uses holds another Kubernetes version than the group asks for.",
    remedy: "Correct the version or the image; the plan leads to images that match.",
  },
  PLAN_IMAGE_UNPINNED: {
    severity: "warning",
    cause: "A group looks its image up when machines are made: what it gets depends on the day.",
    remedy: "Name the image itself.",
  },
  PLAN_IMAGES_UNSUPPORTED: {
    severity: "error",
    cause: "No supported image exists within the minor version of a group.",
    remedy: "Build one, or plan an upgrade to a newer version.",
  },
  PLAN_GROUP_UNSUPPORTED: {
    severity: "error",
    cause: "Nothing here knows how a group of this kind is upgraded.",
    remedy:
      "Load the plugin of its provider, or upgrade the group by other means and leave it out.",
  },
  PLAN_CHANGE_REFUSED: {
    severity: "error",
    cause: "A change of the plan cannot be made to the objects as they stand.",
    remedy: "Report this as a fault, with the manifests that lead to it.",
  },
  PLAN_NOTHING_FITS: {
    severity: "warning",
    cause: "The image of the goal fits no group of the cluster.",
    remedy: "Choose another image, or leave the cluster out.",
  },
});
