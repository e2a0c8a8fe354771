import { defineDiagnostics } from "@imagewright/core";

/** What Cluster API's own admission webhooks refuse, and what of them cannot be said offline. */
export const clusterApiWebhookDiagnostics = defineDiagnostics({
  CAPI_WEBHOOK_VERSION: {
    severity: "error",
    cause: "A Kubernetes version does not begin with v, or is no semantic version.",
    remedy: "Write v and three numbers, such as v1.34.1.",
  },
  CAPI_WEBHOOK_VERSION_STEP: {
    severity: "error",
    cause:
      "The version changes in a way the webhook refuses: by more than one minor version, or, in a " +
      "topology, downwards.",
    remedy: "Go one minor version at a time; a topology may go further with kubernetesVersions.",
  },
  CAPI_WEBHOOK_HOOK_PENDING: {
    severity: "error",
    cause: "A hook of the last upgrade is still to be called: until then, no version is accepted.",
    remedy: "Let the extension of the hook answer first.",
  },
  CAPI_WEBHOOK_VERSION_CEILING: {
    severity: "warning",
    cause:
      "A topology goes two minor versions up or more, which is admitted only if its class lists " +
      "kubernetesVersions or names a GenerateUpgradePlan extension.",
    remedy: "Go one minor version at a time, or list the versions in the class.",
  },
  CAPI_WEBHOOK_IMMUTABLE: {
    severity: "error",
    cause: "The field cannot be changed after the object was created.",
    remedy: "Leave the field as it is, or create an object of another name and refer to that.",
  },
  CAPI_WEBHOOK_REQUIRED: {
    severity: "error",
    cause: "The webhook demands a field that the schema leaves optional.",
    remedy: "Set the field.",
  },
  CAPI_WEBHOOK_INVALID: {
    severity: "error",
    cause: "The webhook refuses the value of a field.",
    remedy: "Give the field a value the message allows.",
  },
  CAPI_WEBHOOK_FORBIDDEN: {
    severity: "error",
    cause: "The webhook does not allow the field, or not beside what else is set.",
    remedy: "Remove the field, or what it cannot stand beside.",
  },
  CAPI_WEBHOOK_GATE: {
    severity: "warning",
    cause: "The field is admitted only by a manager that runs with a feature gate.",
    remedy: "Enable the feature gate in the manager, or remove the field.",
  },
  CAPI_WEBHOOK_WARNING: {
    severity: "warning",
    cause: "The webhook admits the object with a warning.",
    remedy: "Read the message; it says what is skipped.",
  },
  CAPI_WEBHOOK_NOT_CHECKED: {
    severity: "info",
    cause:
      "The webhook asks the cluster here, or a library, so that the answer is not known offline.",
    remedy: "Apply with a server-side dry run before relying on it.",
  },
});
