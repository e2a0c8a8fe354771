import { defineDiagnostics } from "@imagewright/core";

/** What keeps groups on CloudStack from being upgraded by a plan, and what makes that dangerous. */
export const capcPlanDiagnostics = defineDiagnostics({
  CAPC_PLAN_TEMPLATE_ID: {
    severity: "error",
    cause:
      "A template has another id in each zone, and machines that name it by one can be made in one zone alone.",
    remedy:
      "Name the template by its name, the same in all zones of the cluster, or bind the machines to one failure domain.",
  },
  CAPC_PLAN_ZONE_UNNAMED: {
    severity: "warning",
    cause:
      "The cluster names a zone by its id alone, and records of images name zones by their names.",
    remedy: "See that the template is ready in the zone, or write the zone's name beside its id.",
  },
  CAPC_PLAN_NAME_VERSION: {
    severity: "warning",
    cause: "The name of the template tells of another Kubernetes version than the one to be run.",
    remedy: "Correct the record in the catalog, or rename the template.",
  },
  CAPC_PLAN_NAME_UNVERSIONED: {
    severity: "info",
    cause:
      "The name of the template tells of no Kubernetes version, so that nobody sees a mistake.",
    remedy: "Name templates as CAPC's prebuilt ones: `ubuntu-2404-kube-v1.34.1-kvm`.",
  },
  CAPC_PLAN_HYPERVISOR: {
    severity: "warning",
    cause: "By their names, the new template is for another hypervisor than the old one.",
    remedy: "Take the template for the hypervisor of the zone.",
  },
  CAPC_PLAN_ANTI_AFFINITY: {
    severity: "info",
    cause:
      "Machines of a control plane with affinity `anti` are on different hosts, and while it is upgraded there is one machine more.",
    remedy:
      "See that each zone has one host more than control-plane machines, or set maxSurge to 0 for three replicas or more.",
  },
  CAPC_PLAN_IGNITION: {
    severity: "error",
    cause: "The image reads Ignition, which CAPC has to pass uncompressed.",
    remedy: "Set `uncompressedUserData` to true in the machine template.",
  },
});
