import { defineDiagnostics } from "../../diagnostic.ts";

/** Why a plan is not written into files as it is, or what has to be known before it is. */
export const planWriteDiagnostics = defineDiagnostics({
  PLAN_WRITE_BLOCKED: {
    severity: "error",
    cause: "A plan that is to be written cannot be carried out.",
    remedy: "Remove what blocks it, or leave the cluster out.",
  },
  PLAN_WRITE_STAGES: {
    severity: "error",
    cause:
      "Several stages of a plan are to be written at once, though each has to be finished before the next one begins.",
    remedy:
      "Write the next stage, apply it, wait for its rollouts, and plan again; or ask for `finalState`.",
  },
  PLAN_WRITE_FINAL_STATE: {
    severity: "warning",
    cause: "Several stages were written at once: whoever applies the files waits for none of them.",
    remedy: "Apply the files to what is rebuilt from nothing, or where something else waits.",
  },
  PLAN_WRITE_STAGE_UNKNOWN: {
    severity: "warning",
    cause: "The stage that is to be written has nothing to write in a cluster's plan.",
    remedy: "Choose one of the stages that are named, or `next`.",
  },
  PLAN_WRITE_CLUSTER_UNKNOWN: {
    severity: "error",
    cause: "A stage was chosen for a cluster that has no plan here.",
    remedy: "Name clusters as `namespace/name`, or by name alone where they have no namespace.",
  },
  PLAN_WRITE_BY_HAND: {
    severity: "warning",
    cause: "Something has to be done before the files are applied that no file can say.",
    remedy: "Do it, then apply the files.",
  },
  PLAN_WRITE_NO_SOURCE: {
    severity: "error",
    cause: "An object of the plan was read from no file, so that there is none to be edited.",
    remedy: "Read the manifests from files, or carry the plan out in the cluster.",
  },
  PLAN_WRITE_NO_TEXT: {
    severity: "error",
    cause: "The plan names a file whose text was not given.",
    remedy: "Give the text of every file the plan was made from, under the same names.",
  },
  PLAN_WRITE_OBJECT: {
    severity: "error",
    cause: "A file does not hold an object of the plan exactly once.",
    remedy: "Keep the object once, and plan again.",
  },
  PLAN_WRITE_NAME_TAKEN: {
    severity: "error",
    cause: "An object that is to be added is there already, and says something else.",
    remedy: "Rename or delete the one that is there, and plan again.",
  },
  PLAN_WRITE_VARIABLE: {
    severity: "error",
    cause: "A variable of clusterctl stands where a value is to be written, and would be lost.",
    remedy: "Give the variable its new value where it is filled in, or change its default by hand.",
  },
  PLAN_WRITE_CONFLICT: {
    severity: "error",
    cause: "Two changes of one object contradict each other.",
    remedy: "Write the clusters one after the other, or let them share the object no more.",
  },
  PLAN_WRITE_JSON: {
    severity: "error",
    cause: "An object is to be added beside the only one a JSON file can hold, or taken away.",
    remedy: "Put the objects into a List, or write the file as YAML.",
  },
  PLAN_WRITE_FILE_EMPTY: {
    severity: "warning",
    cause: "A file holds no object any more.",
    remedy: "Delete it, and take it out of `resources` of its kustomization.",
  },
  PLAN_WRITE_KUSTOMIZE_PATCH: {
    severity: "warning",
    cause: "A kustomization patches a field that is edited, so that the edit may have no effect.",
    remedy: "Compare what `kustomize build` prints before and after the edit.",
  },
  PLAN_WRITE_KUSTOMIZE_COPY: {
    severity: "error",
    cause:
      "A kustomization patches an object that is copied, by its name: the copy would go unpatched.",
    remedy: "Give the patch a target whose name is a pattern that fits both, such as `workers.*`.",
  },
});
