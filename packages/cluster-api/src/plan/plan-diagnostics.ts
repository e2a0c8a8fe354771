import { defineDiagnostics } from "@imagewright/core";

/** What keeps Cluster API objects from being upgraded by a plan, or makes that dangerous. */
export const clusterApiPlanDiagnostics = defineDiagnostics({
  CAPI_PLAN_OBJECT_MISSING: {
    severity: "error",
    cause: "An object that has to change, or to be copied, is not among the manifests.",
    remedy: "Read its file too.",
  },
  CAPI_PLAN_TOPOLOGY_OWNED: {
    severity: "error",
    cause: "The topology controller made the object, and writes over every change of it.",
    remedy: "Read the Cluster and its ClusterClass too: they are what has to change.",
  },
  CAPI_PLAN_NOT_EDITABLE: {
    severity: "error",
    cause: "The object that names the image was made by a controller, which writes it again.",
    remedy: "Change what the controller made it from.",
  },
  CAPI_PLAN_VERSION_OPEN: {
    severity: "error",
    cause: "The version that stands there, or is wanted, is none of three numbers.",
    remedy: "Fill in the variable, or correct the version.",
  },
  CAPI_PLAN_SET_ALONE: {
    severity: "error",
    cause: "A MachineSet that no MachineDeployment owns never replaces its machines.",
    remedy:
      "Make a MachineDeployment with the new version and image, move the workload, and delete the set.",
  },
  CAPI_PLAN_MACHINE_ALONE: {
    severity: "error",
    cause: "A Machine that nothing owns is never replaced; its version is only a label.",
    remedy: "Make a new Machine with the new version and image, and delete the old one.",
  },
  CAPI_PLAN_CONTROL_PLANE_UNKNOWN: {
    severity: "error",
    cause: "Nobody here knows how a control plane of this kind comes to another version.",
    remedy: "Upgrade it by the means of its provider, and plan the nodes afterwards.",
  },
  CAPI_PLAN_CONTROL_PLANE_CONTRACT: {
    severity: "warning",
    cause:
      "Only the contract of control planes says what this kind does: it follows its `spec.version`.",
    remedy: "Read what its provider says of upgrades before the step is carried out.",
  },
  CAPI_PLAN_POOL_CONTRACT: {
    severity: "warning",
    cause:
      "A MachinePool leaves it to its provider whether a new version replaces machines that run.",
    remedy: "Look at the nodes after the step, and replace those that still run the old version.",
  },
  CAPI_PLAN_CUSTOM_IMAGE: {
    severity: "error",
    cause: "A container image stands where the provider would take one by the version.",
    remedy: "Remove the field, or let the class make it from the version.",
  },
  CAPI_PLAN_IMAGE_UNREAD: {
    severity: "error",
    cause: "Nobody here reads the images of this kind, so that a new version might lack its image.",
    remedy: "Load the plugin of the provider, or upgrade the group by other means.",
  },
  CAPI_PLAN_CLASS_MISSING: {
    severity: "error",
    cause: "The class of a topology, or a template of it, decides on the image, and is not known.",
    remedy: "Read the files of the ClusterClass and its templates too.",
  },
  CAPI_PLAN_CLASS_EXTENSION: {
    severity: "error",
    cause: "An extension makes patches of the class, and only it knows which image comes of them.",
    remedy:
      "Ask the extension's owner what it needs for the new image, change that, and leave the cluster out of the plan.",
  },
  CAPI_PLAN_CLASS_UNEVALUATED: {
    severity: "error",
    cause: "What the patches of the class make of a template cannot be told.",
    remedy: "Correct the class or the variables, or upgrade the cluster by other means.",
  },
  CAPI_PLAN_CLASS_LITERAL: {
    severity: "error",
    cause:
      "A patch of the class names the image itself, so that all clusters of the class have it.",
    remedy:
      "Let the patch take its value from a variable, and give every cluster its present image.",
  },
  CAPI_PLAN_CLASS_PLACE: {
    severity: "error",
    cause: "No variable can carry what the new image needs in the template.",
    remedy: "Make a new template with the image, and a class that refers to it.",
  },
  CAPI_PLAN_VARIABLE_UNCLEAR: {
    severity: "error",
    cause:
      "A variable decides on the image, but no value of it was found that gives the wanted one.",
    remedy: "Set the variable by hand, and plan again.",
  },
  CAPI_PLAN_VARIABLE_REFUSED: {
    severity: "error",
    cause: "The schema of a variable does not allow the value that the image needs.",
    remedy: "Widen the schema in the class, or take another form of reference.",
  },
  CAPI_PLAN_VARIABLE_SHARED: {
    severity: "error",
    cause: "Groups need different values of one variable, and an override cannot tell them apart.",
    remedy: "Give the groups variables of their own in the class.",
  },
  CAPI_PLAN_TOPOLOGY_VERSION: {
    severity: "error",
    cause: "Cluster API refuses the step from the topology's version to the next one.",
    remedy: "Go one minor version at a time, never back, and through versions the class lists.",
  },
  CAPI_PLAN_TOPOLOGY_BUSY: {
    severity: "error",
    cause: "The version of a topology cannot change while an upgrade of the cluster goes on.",
    remedy: "Wait until every machine runs the topology's version, and plan again.",
  },
});
