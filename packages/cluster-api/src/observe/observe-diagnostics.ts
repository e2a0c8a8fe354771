import { defineDiagnostics } from "@imagewright/core";

/** What reading clusters from manifests finds. */
export const observeDiagnostics = defineDiagnostics({
  CLUSTER_DOCUMENT_UNNAMED: {
    severity: "warning",
    cause: "A document names no API version, no kind or no object name, so that nothing finds it.",
    remedy: "Complete the object, or keep the file apart from the manifests.",
  },
  CLUSTER_OBJECT_DUPLICATE: {
    severity: "error",
    cause: "Two documents of different content are one object to the API server.",
    remedy: "Keep one of them; render overlays (`kustomize build`) before they are read.",
  },
  CLUSTER_OBJECT_REPEATED: {
    severity: "info",
    cause: "An object is written twice, with the same content.",
    remedy: "Keep one of them: an edit of one is lost, or fought over.",
  },
  CLUSTER_API_VERSION_UNKNOWN: {
    severity: "error",
    cause: "An object is written in a version of its API that is not read.",
    remedy: "Write it in a version that is served; `clusterctl` and the API server convert.",
  },
  CLUSTER_API_VERSION_NOT_SERVED: {
    severity: "warning",
    cause: "An object is written in a version that its provider serves no longer.",
    remedy: "Write it in a version that is served before it is applied again.",
  },
  CLUSTER_REFERENCE_INCOMPLETE: {
    severity: "error",
    cause: "A reference lacks its kind, its name or its API group: it leads nowhere.",
    remedy: "Write apiVersion (v1beta1) or apiGroup (v1beta2), kind and name.",
  },
  CLUSTER_REFERENCE_OUTSIDE: {
    severity: "warning",
    cause: "A reference names an object that is not in the input.",
    remedy: "Read the file that holds the object too, or correct the reference.",
  },
  CLUSTER_REFERENCE_DANGLING: {
    severity: "error",
    cause: "A reference names an object that does not exist, as the input is said to be whole.",
    remedy: "Correct the name, or add the object.",
  },
  CLUSTER_NAMESPACE_AMBIGUOUS: {
    severity: "error",
    cause:
      "An object that names no namespace means one of a name that several namespaces have: which of them is not known.",
    remedy: "Write metadata.namespace, or read the manifests of one namespace at a time.",
  },
  CLUSTER_REFERENCE_CYCLE: {
    severity: "error",
    cause: "Objects refer to or own each other in a circle: no order of changes is right.",
    remedy: "Correct the reference, or the owner reference, that leads back.",
  },
  CLUSTER_KIND_UNKNOWN: {
    severity: "warning",
    cause: "No plugin reads the images of this kind: its machines are kept, and cannot be planned.",
    remedy: "Load the plugin of the provider, or upgrade this part by other means.",
  },
  CLUSTER_IMAGE_UNKNOWN: {
    severity: "warning",
    cause: "The patches of a class decide on the image in a way that is not known from manifests.",
    remedy: "Give the missing objects or values; of an extension, ask those who run it.",
  },
  CLUSTER_TEMPLATE_SHARED: {
    severity: "warning",
    cause: "Two owners use one template or object: a change for one of them is one for the other.",
    remedy: "Give every owner one of its own.",
  },
  CLUSTER_MACHINE_UNOWNED: {
    severity: "warning",
    cause: "Nothing owns the machine: a change of its fields replaces nothing.",
    remedy: "Make a new machine with the new image, and delete this one.",
  },
  CLUSTER_MACHINE_SET_UNOWNED: {
    severity: "warning",
    cause: "No deployment owns the set: only machines it makes later use what it says then.",
    remedy: "Put a MachineDeployment in its place, or delete its machines one by one.",
  },
  CLUSTER_CONTROL_PLANE_SECOND: {
    severity: "warning",
    cause: "A control plane belongs to a cluster that names another one.",
    remedy: "Delete the control plane, or correct spec.controlPlaneRef.",
  },
  CLUSTER_UNKNOWN: {
    severity: "warning",
    cause: "An object with machines does not say which cluster it belongs to.",
    remedy: "Set spec.clusterName, or read the Cluster that refers to it.",
  },
  CLUSTER_POOLS_UNASSIGNED: {
    severity: "info",
    cause: "Karpenter's pools name no cluster: they belong to the one they are applied to.",
    remedy: "Say which cluster the pools are of.",
  },
  CLUSTER_VERSION_INVALID: {
    severity: "error",
    cause: "What stands in the place of a Kubernetes version is none.",
    remedy: "Write three numbers, such as v1.34.1; of EKS, two.",
  },
  CLUSTER_VERSION_MISSING: {
    severity: "warning",
    cause: "An object that decides on a Kubernetes version names none.",
    remedy: "Set the version that is running.",
  },
  CLUSTER_VERSIONS_APART: {
    severity: "warning",
    cause:
      "Machines of one cluster are to run different Kubernetes versions: an upgrade is halfway.",
    remedy: "Finish the upgrade, or plan from here.",
  },
  CLUSTER_VALUE_OPEN: {
    severity: "warning",
    cause: "A variable without value stands where a plan needs to know the value.",
    remedy: "Give the variable a value, or plan from the rendered manifest.",
  },
  CLUSTER_KUSTOMIZE_PATCH: {
    severity: "warning",
    cause: "A kustomization patches objects with this file: it is no object, and was not applied.",
    remedy: "Observe what `kustomize build` prints to see the patched objects.",
  },
  CLUSTER_KUSTOMIZE_CHANGE: {
    severity: "warning",
    cause:
      "A kustomization changes names, namespaces or numbers of objects, or makes some: they are read as they lie in their files.",
    remedy: "Observe what `kustomize build` prints to see the objects as they are applied.",
  },
  CLUSTER_KUSTOMIZE_OUTSIDE: {
    severity: "warning",
    cause: "A kustomization takes in a file, a folder or an address of which nothing was read.",
    remedy: "Read it too, or observe what `kustomize build` prints.",
  },
});
