import type { DiagnosticRule } from "../../diagnostic.ts";

/** Hazards of how machines are replaced, and of the releases on the way. */
export const rolloutHazards = {
  PLAN_SURGE_NONE: {
    severity: "error",
    cause:
      "No machine may be added and none may be missing while machines are replaced: the object is " +
      "refused, or nothing moves.",
    remedy: "Set maxSurge or maxUnavailable to 1 at least.",
  },
  PLAN_ON_DELETE: {
    severity: "warning",
    cause: "The group replaces no machine by itself: each waits until somebody deletes it.",
    remedy: "Delete the machines one by one after the step, or use RollingUpdate.",
  },
  PLAN_ROLLOUT_SCHEDULED: {
    severity: "warning",
    cause:
      "A replacement of all machines is asked for at a later time: it comes on top of the plan's.",
    remedy: "Remove the time, as the plan replaces all machines anyway.",
  },
  PLAN_RELEASE_ENDED: {
    severity: "warning",
    cause: "The version at the end of the plan gets no fixes any more.",
    remedy: "Plan to a newer minor version.",
  },
  PLAN_RELEASE_ENDING: {
    severity: "info",
    cause:
      "The version at the end of the plan gets fixes for critical problems only, or for money.",
    remedy: "Plan the next upgrade soon.",
  },
  PLAN_RELEASE_UNKNOWN: {
    severity: "info",
    cause: "The version at the end of the plan is newer than the release data.",
    remedy: "Update Imagewright to get newer release data.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
