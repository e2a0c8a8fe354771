import { defineDiagnostics } from "@imagewright/core";

/** Codes of what CAPZ's admission webhooks refuse; the messages are upstream's sentences. */
export const capzDiagnostics = defineDiagnostics({
  CAPZ_OS_DISK: {
    severity: "error",
    cause: "CAPZ's webhook refuses the disk of the operating system.",
    remedy: "Change the field as the message says.",
  },
  CAPZ_DATA_DISK: {
    severity: "error",
    cause: "CAPZ's webhook refuses a data disk.",
    remedy: "Change the disk as the message says.",
  },
  CAPZ_SECURITY_PROFILE: {
    severity: "error",
    cause: "CAPZ's webhook refuses the security settings of a confidential machine.",
    remedy: "Change the field as the message says.",
  },
  CAPZ_SSH_KEY: {
    severity: "error",
    cause: "CAPZ wants one line of an authorized_keys file, in base64.",
    remedy: "Encode the content of the `.pub` file.",
  },
  CAPZ_IDENTITY: {
    severity: "error",
    cause: "CAPZ's webhook refuses the identity of the machine, or its role.",
    remedy: "Change the field as the message says.",
  },
  CAPZ_DIAGNOSTICS: {
    severity: "error",
    cause: "The storage account of the boot diagnostics does not fit their kind.",
    remedy: "Give `userManaged` with `UserManaged`, and only then.",
  },
  CAPZ_NETWORK: {
    severity: "error",
    cause: "CAPZ's webhook refuses the network interfaces.",
    remedy: "Change the field as the message says.",
  },
  CAPZ_RESOURCE_ID: {
    severity: "error",
    cause: "The text is not the ARM id of a resource.",
    remedy: "Copy the id from Azure: it starts with `/subscriptions/`.",
  },
  CAPZ_EXTENSIONS: {
    severity: "error",
    cause: "A machine that allows no extensions is given some.",
    remedy: "Remove `vmExtensions`, or allow extension operations.",
  },
  CAPZ_POOL: {
    severity: "error",
    cause: "CAPZ's webhook refuses a setting of the pool.",
    remedy: "Change the field as the message says.",
  },
  CAPZ_TEMPLATE_IMMUTABLE: {
    severity: "error",
    cause: "CAPZ keeps what stands in the template of a machine template.",
    remedy: "Make a template of another name, and refer to it.",
  },
  CAPZ_FIELD_IMMUTABLE: {
    severity: "error",
    cause: "CAPZ keeps the field as it was when the object was created.",
    remedy: "Leave the field as it was, or make another object.",
  },
  CAPZ_CLUSTER_LABEL: {
    severity: "error",
    cause: "CAPZ's defaulting webhook looks for the machine's cluster by a label.",
    remedy: "Add the label `cluster.x-k8s.io/cluster-name`.",
  },
  CAPZ_MANAGED_VERSION: {
    severity: "error",
    cause: "CAPZ refuses the Kubernetes version of an AKS control plane.",
    remedy: "Give a version that is as new as the one that runs.",
  },
});
