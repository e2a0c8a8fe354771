import type { DiagnosticRule } from "../../diagnostic.ts";

/** Hazards of the images that a plan leads to. */
export const imageHazards = {
  PLAN_IMAGE_VERSION_DIFFERS: {
    severity: "error",
    cause:
      "The image holds another Kubernetes version than the machines are to run: nodes come up with " +
      "the wrong kubelet, or do not join.",
    remedy: "Choose an image of the version, or correct the record.",
  },
  PLAN_IMAGE_ARCHITECTURE: {
    severity: "error",
    cause: "The image is built for another processor than the machines have: they do not boot.",
    remedy: "Choose an image of the machines' architecture, or change the machine type first.",
  },
  PLAN_USER_DATA_FORMAT: {
    severity: "error",
    cause:
      "The image reads user data in another form than the one before it, and what boots the " +
      "machines stays as it is: they come up and never join.",
    remedy: "Choose an image of the same form, or give the group other bootstrap data first.",
  },
  PLAN_OS_CHANGED: {
    severity: "warning",
    cause: "The machines get another operating system: what is installed on them may not fit.",
    remedy: "Try it on a node group of its own first, or choose an image of the same distribution.",
  },
  PLAN_OS_RELEASE_CHANGED: {
    severity: "info",
    cause: "The machines get another release of their operating system with the new version.",
    remedy: "Pin an image of the same release if one change at a time is wanted.",
  },
  PLAN_IMAGE_EXPIRED: {
    severity: "error",
    cause: "The image may not be used any more when the plan is made.",
    remedy: "Build a newer image, or choose one that has not expired.",
  },
  PLAN_IMAGE_EXPIRES: {
    severity: "warning",
    cause: "The image expires while the plan runs or soon after; machines made later lack it.",
    remedy: "Build a newer image, or plan the next change before that day.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
