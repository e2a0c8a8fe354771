import type { DiagnosticRule } from "@imagewright/core";

/** Clusters and their failure domains. */
export const clusterCodes = {
  CLOUDSTACK_FAILURE_DOMAIN: {
    severity: "error",
    cause:
      "A cluster needs a failure domain, and each needs a name that is a DNS subdomain, a network, and the name and namespace of the Secret with its credentials.",
    remedy: "Complete the failure domain.",
  },
  CLOUDSTACK_FAILURE_DOMAIN_FIXED: {
    severity: "error",
    cause: "A failure domain that stays must stay as it is, and one of them has to stay.",
    remedy: "Add a failure domain under a new name, move the machines, then remove the old one.",
  },
  CLOUDSTACK_ENDPOINT_FIXED: {
    severity: "error",
    cause: "The endpoint of the control plane is fixed once it has a host.",
    remedy: "Leave the endpoint as it is.",
  },
  CLOUDSTACK_ZONE_CONVERSION: {
    severity: "info",
    cause:
      "CAPC converts a zone of v1beta1 to a failure domain that has the zone's id as its name, and asks CloudStack for an id that is not given: what depends on it was not checked.",
    remedy: "Give the zone's id, or write the cluster in v1beta3.",
  },
  CLOUDSTACK_FAILURE_DOMAIN_UNKNOWN: {
    severity: "error",
    cause:
      "A machine is to be in a failure domain its cluster does not have; CAPC deletes a Machine that names one.",
    remedy: "Name one of the cluster's failure domains, or add it to the cluster.",
  },
  CLOUDSTACK_FAILURE_DOMAIN_TWICE: {
    severity: "error",
    cause: "CAPC makes one object of all failure domains of a cluster that have one name.",
    remedy: "Give each failure domain a name of its own.",
  },
  CLOUDSTACK_ZONE_REQUIRED: {
    severity: "error",
    cause: "CAPC finds a zone by its name or its id, and neither is given.",
    remedy: "Give the zone's name.",
  },
  CLOUDSTACK_ZONE_LOOKUP: {
    severity: "warning",
    cause:
      "CAPC converts a zone of v1beta1 to a failure domain named by the zone's id, and for a zone given by name asks CloudStack with the Secret `global` of the namespace.",
    remedy: "Give the zone's id, or write the cluster in v1beta3.",
  },
  CLOUDSTACK_NETWORK_VALUE: {
    severity: "error",
    cause: "The schema takes any text here, and CAPC knows two.",
    remedy: "Write one of them, or leave the field out.",
  },
  CLOUDSTACK_CREDENTIALS: {
    severity: "error",
    cause: "The Secret that a failure domain names lacks a key that CAPC reads.",
    remedy: "Add the key.",
  },
  CLOUDSTACK_VERIFY_SSL: {
    severity: "warning",
    cause: "Any `verify-ssl` but the text `false` leaves the verification of certificates on.",
    remedy: "Write `true` or `false`, as a text.",
  },
  CLOUDSTACK_CLUSTER_CLASS: {
    severity: "error",
    cause: "CAPC brings no template of a cluster, so that it cannot be used from a ClusterClass.",
    remedy: "Write Cluster, CloudStackCluster and the machine templates without a class.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
