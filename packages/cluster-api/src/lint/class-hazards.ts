import type { DiagnosticRule } from "@imagewright/core";

/** Hazards of cluster classes, and of clusters made from them. */
export const classHazards = {
  CAPI_CLASS_VERSION_UNLISTED: {
    severity: "error",
    cause: "The class lists the versions its clusters may have, and the topology has another one.",
    remedy: "Choose a version of the list, to the letter, or add it to the class.",
  },
  CAPI_CLASS_WORKERS_UNKNOWN: {
    severity: "error",
    cause: "The topology asks for a class of workers that the cluster class does not have.",
    remedy: "Name a class of workers that is there, or add it.",
  },
  CAPI_CLASS_REPLICAS: {
    severity: "error",
    cause: "Replicas are set for workers whose class leaves them to the autoscaler.",
    remedy: "Leave replicas out of the topology.",
  },
  CAPI_CLASS_VARIABLE_UNDEFINED: {
    severity: "error",
    cause: "The cluster gives a value to a variable that the class does not define.",
    remedy: "Correct the name, or define the variable in the class.",
  },
  CAPI_CLASS_VARIABLE_MISSING: {
    severity: "error",
    cause: "The class demands a variable, and the cluster gives it no value.",
    remedy: "Give the variable a value.",
  },
  CAPI_CLASS_VARIABLE_VALUE: {
    severity: "error",
    cause: "The value of a variable does not fit its schema in the class.",
    remedy: "Correct the value.",
  },
  CAPI_CLASS_VARIABLE_UNUSED: {
    severity: "info",
    cause: "No patch of the class uses the variable, so that its value changes nothing.",
    remedy: "Remove the variable, or use it in a patch.",
  },
  CAPI_CLASS_TEMPLATE_VARIABLE: {
    severity: "error",
    cause:
      "A template of a patch reads a variable that the class does not define: it prints <no value>.",
    remedy: "Correct the name, or define the variable.",
  },
  CAPI_CLASS_BUILTIN: {
    severity: "error",
    cause:
      "A template reads a builtin variable that is not there for what the patch selects: of machine " +
      "deployments in patches of the control plane, and so on.",
    remedy: "Use the builtin variable of the part that is patched.",
  },
  CAPI_CLASS_PATCH_FAILS: {
    severity: "error",
    cause: "A patch of the class fails for this cluster, and the topology is not reconciled.",
    remedy: "Correct the patch, or give the cluster the variables it needs.",
  },
  CAPI_CLASS_PATCH_UNREAD: {
    severity: "info",
    cause: "The patches of the class for this part of the cluster were not evaluated.",
    remedy: "Judge it with the templates, or with a server-side dry run.",
  },
  CAPI_CLASS_NO_VALUE: {
    severity: "error",
    cause:
      "A patch puts the text <no value> or nothing into a template, where a variable or an entry for " +
      "this version is missing.",
    remedy: "Add the entry, and let the template fail on a missing one.",
  },
  CAPI_CLASS_VERSION_UNMAPPED: {
    severity: "warning",
    cause: "Patches look values up by Kubernetes version, and one that the class allows has none.",
    remedy: "Add an entry for the version to the variable.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
