import { defineDiagnostics } from "../diagnostic.ts";

/** What can be found about versions: their spelling, their distance, their age. */
export const versionDiagnostics = defineDiagnostics({
  VERSION_INVALID: {
    severity: "error",
    cause:
      "A text that should be a Kubernetes version is not one, or not in the form of its place.",
    remedy: "Write a semantic version of three numbers, such as 1.33.4.",
  },
  VERSION_SKEW: {
    severity: "error",
    cause: "Two components are further apart than the Kubernetes version-skew policy allows.",
    remedy: "Bring the older component up first, one minor version at a time.",
  },
  VERSION_AMBIGUOUS: {
    severity: "error",
    cause:
      "Two builds of one release differ in build tags that have no order, so neither is the newest.",
    remedy: "Offer one build of each release.",
  },
  VERSION_DATE_INVALID: {
    severity: "error",
    cause: "A text that should be a calendar date is not one.",
    remedy: "Write a date as RFC 3339 does, such as 2026-08-22.",
  },
  VERSION_RELEASE_UNKNOWN: {
    severity: "info",
    cause:
      "A minor release is newer than the release data, so nothing can be said about its support.",
    remedy: "Update Imagewright to get newer release data.",
  },
  VERSION_RELEASE_MAINTENANCE: {
    severity: "info",
    cause: "A minor release gets fixes for critical problems only.",
    remedy: "Plan the upgrade to the next minor release.",
  },
  VERSION_RELEASE_ENDED: {
    severity: "warning",
    cause: "A minor release has reached its end of life and gets no fixes any more.",
    remedy: "Upgrade to a minor release that is still supported.",
  },
  VERSION_DATA_STALE: {
    severity: "warning",
    cause: "The embedded release data are older than 180 days.",
    remedy: "Update Imagewright to get newer release data.",
  },
});
