import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of kubeadm configurations that depend on the Kubernetes version. */
export const kubeadmHazards = {
  CAPI_KUBEADM_API: {
    severity: "error",
    cause: "A file or a command holds a kubeadm configuration that this Kubernetes does not read.",
    remedy: "Write v1beta4 from Kubernetes 1.31 on, v1beta3 before.",
  },
  CAPI_KUBEADM_API_OLD: {
    severity: "warning",
    cause:
      "A file or a command holds a kubeadm configuration of v1beta3, which 1.37 no longer reads.",
    remedy: "Write v1beta4.",
  },
  CAPI_KUBELET_FLAG: {
    severity: "error",
    cause: "The kubelet of this version refuses to start with the flag.",
    remedy: "Remove the flag.",
  },
  CAPI_CLOUD_IN_TREE: {
    severity: "error",
    cause: "Cloud providers inside Kubernetes are gone: components do not start with such a flag.",
    remedy: "Write external, and install the cloud's own controller.",
  },
  CAPI_DOCKERSHIM: {
    severity: "error",
    cause: "From 1.24 on the kubelet does not drive Docker itself, and its socket is not there.",
    remedy: "Leave criSocket out, or name that of containerd or CRI-O.",
  },
  CAPI_CGROUP_V1: {
    severity: "error",
    cause:
      "The machine is told to boot with cgroup v1, on which the kubelet refuses to start from 1.35 on.",
    remedy: "Boot with cgroup v2.",
  },
  CAPI_CGROUP_DRIVER: {
    severity: "warning",
    cause:
      "The kubelet is told to use cgroupfs, kubeadm and the images of image-builder use systemd.",
    remedy: "Leave cgroup-driver out, or set it to systemd in kubelet and containerd.",
  },
  CAPI_CONTAINERD_VERSION: {
    severity: "warning",
    cause: "A command installs a containerd that is not tested with this Kubernetes.",
    remedy: "Install a release that the containerd project names for this minor.",
  },
  CAPI_ETCD_VERSION: {
    severity: "warning",
    cause:
      "The tag of the etcd image is of another line than kubeadm's own for this minor: a tag left " +
      "behind keeps the old etcd, one ahead cannot be taken back.",
    remedy: "Remove the tag, or name one of the line the message says.",
  },
  CAPI_REGISTRY_FROZEN: {
    severity: "error",
    cause: "k8s.gcr.io is frozen: it has no component images of this version.",
    remedy: "Use registry.k8s.io, or leave imageRepository out.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
