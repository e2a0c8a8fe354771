import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of the components that run on a control plane. */
export const controlPlaneHazards = {
  CAPI_PLAN_ETCD_OLD: {
    severity: "error",
    cause:
      "Kubernetes 1.34 brings etcd 3.6, and members that come from a 3.5 before 3.5.26 may lose " +
      "each other on the way.",
    remedy:
      "Set clusterConfiguration.etcd.local.imageTag to 3.5.26 or newer and wait for the rollout, " +
      "then drop the tag in the step to 1.34.",
  },
  CAPI_PLAN_ETCD_UNKNOWN: {
    severity: "warning",
    cause:
      "Kubernetes 1.34 brings etcd 3.6, which needs 3.5.26 or newer before it, and nobody says what " +
      "runs: kubeadm's own choice for 1.33 is older.",
    remedy:
      "Look at the tag of the etcd pods; if it is older, set clusterConfiguration.etcd.local." +
      "imageTag to 3.5.26 or newer first.",
  },
  CAPI_PLAN_ETCD_EXTERNAL: {
    severity: "info",
    cause: "etcd runs outside of the cluster: no step of the plan upgrades it.",
    remedy: "Upgrade it yourself before the control plane, to a release that Kubernetes takes.",
  },
  CAPI_PLAN_COREDNS: {
    severity: "info",
    cause: "The control plane's upgrade leaves CoreDNS at the version it has.",
    remedy: "Set clusterConfiguration.dns.imageTag to a newer version once the upgrade is done.",
  },
  CAPI_PLAN_REPOSITORY: {
    severity: "info",
    cause: "Images of the control plane's components come from a registry of its own.",
    remedy: "Copy the images of every version on the way there before the upgrade begins.",
  },
  CAPI_PLAN_IPVS: {
    severity: "info",
    cause: "The ipvs mode of kube-proxy is deprecated from 1.35 on.",
    remedy: "Change to nftables, or to iptables, before it is removed.",
  },
  CAPI_PLAN_UNSUPPORTED: {
    severity: "warning",
    cause: "The release of Cluster API in use does not support workload clusters of the version.",
    remedy: "Upgrade Cluster API first, or choose versions that its release supports.",
  },
  CAPI_PLAN_SUPPORT_UNKNOWN: {
    severity: "info",
    cause: "The release data do not say whether Cluster API supports the version.",
    remedy: "Look at the table of its release, or update Imagewright to get newer data.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
