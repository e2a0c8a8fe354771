import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of versions, of Kubernetes and of Cluster API's own interfaces. */
export const versionHazards = {
  CAPI_VERSION_NOT_SERVED: {
    severity: "error",
    cause: "The release of Cluster API does not serve this version of the kind.",
    remedy: "Write a version that the release serves.",
  },
  CAPI_VERSION_DEPRECATED: {
    severity: "info",
    cause: "The API version is served and announced to go: v1beta1 with release 1.16.",
    remedy: "Convert the object to v1beta2.",
  },
  CAPI_FIELD_TOO_NEW: {
    severity: "error",
    cause: "The release of Cluster API does not know the field and drops it or refuses the object.",
    remedy: "Remove the field, or upgrade Cluster API first.",
  },
  CAPI_FIELD_LOST: {
    severity: "warning",
    cause: "The field has no place in v1beta2, in which the object is stored: its value is lost.",
    remedy: "Remove the field; the message names what stands in for it.",
  },
  CAPI_VERSION_PREFIX: {
    severity: "warning",
    cause: "The version is stored with a v before it, so that file and cluster differ for ever.",
    remedy: "Write the v.",
  },
  CAPI_VERSION_TEXT: {
    severity: "error",
    cause: "A Kubernetes version is no semantic version, with or without v.",
    remedy: "Write v and three numbers, such as v1.34.1.",
  },
  CAPI_WORKERS_KUBEADM_SKEW: {
    severity: "warning",
    cause:
      "Workers that kubeadm joins are of another minor than the control plane: Cluster API makes no " +
      "new machine of them, neither to scale nor to replace a broken one.",
    remedy: "Bring workers and control plane to the same minor.",
  },
  CAPI_KUBERNETES_UNSUPPORTED: {
    severity: "warning",
    cause: "The release of Cluster API does not support the Kubernetes minor in workload clusters.",
    remedy: "Choose another minor, or another release of Cluster API.",
  },
  CAPI_IMAGE_VERSION_DIFFERS: {
    severity: "warning",
    cause:
      "The name of the image tells of another Kubernetes version than the machines are to run; " +
      "Cluster API does not look into images, so that nodes come up with the wrong kubelet or never.",
    remedy: "Point at an image of the version, or correct the version.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
