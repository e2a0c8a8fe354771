import type { DiagnosticRule } from "../../diagnostic.ts";

/** Hazards of what else is on an image. */
export const componentHazards = {
  PLAN_CONTAINERD_OLD: {
    severity: "error",
    cause: "The kubelet of the version does not work with a containerd that old.",
    remedy: "Build the image with a containerd that the message names.",
  },
  PLAN_CONTAINERD_UNTESTED: {
    severity: "warning",
    cause: "The containerd project does not name this release for the Kubernetes minor.",
    remedy: "Build the image with a release that it names.",
  },
  PLAN_CONTAINERD_UNKNOWN: {
    severity: "warning",
    cause:
      "From 1.36 on the kubelet needs containerd 2, and nobody says which one is on the image.",
    remedy: "Look into the image, and write `containerd` into the components of its record.",
  },
  PLAN_CGROUP_V1: {
    severity: "warning",
    cause:
      "The system starts with cgroup v1 unless it is told otherwise, and from 1.35 on the kubelet " +
      "refuses to start on that.",
    remedy:
      "Choose an image of a newer release of the system, or see that this one boots with cgroup v2.",
  },
  PLAN_CGROUP_UNKNOWN: {
    severity: "warning",
    cause:
      "From 1.35 on the kubelet refuses to start on cgroup v1, and nobody says what the image has.",
    remedy: "Run `stat -fc %T /sys/fs/cgroup` on a node of the image: `cgroup2fs` is right.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
