import { defineDiagnostics } from "@imagewright/core";

/** Codes of what is wrong with a set of manifests, beside what is wrong with each object. */
export const lintDiagnostics = defineDiagnostics({
  LINT_NO_OBJECT: {
    severity: "warning",
    cause: "A document looks like a Kubernetes object and lacks its apiVersion or its kind.",
    remedy: "Give it an apiVersion and a kind, or keep the file out of the folder.",
  },
  LINT_OTHER_DOCUMENT: {
    severity: "info",
    cause: "A document has nothing of a Kubernetes object, and was passed over.",
    remedy: "Keep such files out of the folder if it is applied as a whole.",
  },
  LINT_DUPLICATE_OBJECT: {
    severity: "warning",
    cause: "Two documents describe the same object: applied together, the last one wins.",
    remedy: "Keep one of them.",
  },
  LINT_KIND_UNKNOWN: {
    severity: "warning",
    cause: "The kind is none of its group that is known here, but nearly one of them.",
    remedy: "Correct the kind, or load its definition.",
  },
  LINT_NO_DEFINITION: {
    severity: "info",
    cause: "There is no definition of the kind, so that its schema was not checked.",
    remedy:
      "Load the definition of the kind; those of Kubernetes itself have none, and `--dry-run=server` judges them.",
  },
  LINT_SCHEMA_NOT_CHECKED: {
    severity: "info",
    cause: "No definitions were given, so that neither schemas nor webhooks were checked.",
    remedy: "Name a folder of definitions, or what `kubectl get crd -o yaml` prints.",
  },
  LINT_SOURCE_FAILED: {
    severity: "error",
    cause: "The definition of a kind could not be read, so that its objects were not judged.",
    remedy: "Correct the definition, or take it from a cluster with `kubectl get crd -o yaml`.",
  },
  LINT_RULE_FAILED: {
    severity: "warning",
    cause: "A rule broke on an object, so that what it looks for was not checked.",
    remedy: "Report the message as a fault of the package that brings the rule.",
  },
});
