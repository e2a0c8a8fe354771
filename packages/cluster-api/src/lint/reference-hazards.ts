import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of references between objects, and of who owns what. */
export const referenceHazards = {
  CAPI_REFERENCE_BROKEN: {
    severity: "error",
    cause: "A reference lacks its kind, name or API version: the controller finds nothing.",
    remedy: "Write apiVersion (v1beta1) or apiGroup (v1beta2), kind and name.",
  },
  CAPI_REFERENCE_FORM: {
    severity: "error",
    cause:
      "A reference is written in the form of the other API version: v1beta1 names an apiVersion, " +
      "v1beta2 an apiGroup, and in cluster classes and health checks an apiVersion.",
    remedy: "Write the reference in the form of the object's own API version.",
  },
  CAPI_REFERENCE_NAMESPACE: {
    severity: "error",
    cause: "A reference leads into another namespace, which Cluster API does not follow.",
    remedy: "Leave the namespace out, and keep both objects in one namespace.",
  },
  CAPI_REFERENCE_DANGLING: {
    severity: "error",
    cause: "The object a reference names is not there, though others of its kind are.",
    remedy: "Correct the name, or add the object.",
  },
  CAPI_REFERENCE_OUTSIDE: {
    severity: "info",
    cause: "The object a reference names is not among the manifests, and none of its kind is.",
    remedy: "Judge it together with the manifests that hold the object.",
  },
  CAPI_REFERENCE_NOT_SERVED: {
    severity: "error",
    cause: "A reference names an API version that is not served for its kind.",
    remedy: "Name a version that is served.",
  },
  CAPI_REFERENCE_KIND: {
    severity: "error",
    cause:
      "Deployments, sets and control planes copy templates, pools and machines point at objects of " +
      "their own. The other sort is admitted and never found.",
    remedy: "Refer to a kind that ends in Template where machines are made from it, else to none.",
  },
  CAPI_TEMPLATE_SHARED: {
    severity: "warning",
    cause:
      "Two owners make machines from one template, so that another image for one of them rolls " +
      "out, or waits for, the other.",
    remedy: "Give every owner a template of its own.",
  },
  CAPI_OBJECT_SHARED: {
    severity: "error",
    cause: "Two owners point at one object that can serve only one of them.",
    remedy: "Give every owner an object of its own.",
  },
  CAPI_TEMPLATE_UNUSED: {
    severity: "info",
    cause: "No owner among the manifests refers to the template; nobody deletes old templates.",
    remedy: "Delete the template if no machine was made from it, or point an owner at it.",
  },
  CAPI_CLUSTER_UNKNOWN: {
    severity: "error",
    cause: "An object belongs to a cluster that is not there, though other clusters are.",
    remedy: "Correct spec.clusterName, or add the Cluster.",
  },
  CAPI_TOPOLOGY_OWNED: {
    severity: "warning",
    cause: "The topology controller owns the object and writes over every change of it.",
    remedy: "Change the Cluster or the ClusterClass, and leave the object out of the manifests.",
  },
  CAPI_TOPOLOGY_REFERENCE: {
    severity: "warning",
    cause:
      "A cluster with a topology names its control plane or infrastructure in the file: the " +
      "controller makes both with names of its own, and file and cluster fight over the field.",
    remedy: "Leave controlPlaneRef and infrastructureRef out beside spec.topology.",
  },
  CAPI_ANNOTATION_MISPLACED: {
    severity: "warning",
    cause: "The annotation is read at another place and has no effect here.",
    remedy: "Put it where the message says.",
  },
  CAPI_VERSION_CHECK_OFF: {
    severity: "warning",
    cause:
      "An annotation switches the version rules of the cluster off, for every later change too.",
    remedy: "Remove the annotation once the one change is made.",
  },
  CAPI_PREFLIGHT_UNKNOWN: {
    severity: "warning",
    cause: "The annotation names a preflight check that does not exist; nobody refuses it here.",
    remedy:
      "Name All, ControlPlaneIsStable, ControlPlaneVersionSkew, KubeadmVersionSkew or KubernetesVersionSkew.",
  },
  CAPI_AUTOSCALER_REPLICAS: {
    severity: "warning",
    cause:
      "Replicas are written beside the annotations of the autoscaler, so that every apply resets them.",
    remedy: "Leave spec.replicas out where the autoscaler owns them.",
  },
  CAPI_AUTOSCALER_BOUNDS: {
    severity: "warning",
    cause:
      "The autoscaler needs both annotations, with whole numbers, the first not above the second; " +
      "without them, missing replicas become 1.",
    remedy: "Write both annotations, min-size not above max-size.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
