import { defineDiagnostics } from "@imagewright/core";

/** Codes of what an API server would refuse, drop or change. */
export const admissionDiagnostics = defineDiagnostics({
  ADMISSION_CRD_INVALID: {
    severity: "error",
    cause: "The object is no CustomResourceDefinition whose schema can be read.",
    remedy: "Pass a definition of apiextensions.k8s.io/v1 with a structural schema.",
  },
  ADMISSION_CRD_OLD: {
    severity: "error",
    cause:
      "The definition is of apiextensions.k8s.io/v1beta1, which no API server takes since Kubernetes 1.22.",
    remedy:
      "Take the definition from a release of its project that ships apiextensions.k8s.io/v1, or from a cluster with `kubectl get crd -o yaml`.",
  },
  ADMISSION_CRD_MISSING: {
    severity: "error",
    cause: "Nothing that was read is a CustomResourceDefinition.",
    remedy: "Name the file, folder or stream that holds the definitions.",
  },
  ADMISSION_CRD_DUPLICATE: {
    severity: "error",
    cause: "Two definitions declare the same kind, and which of them counts is unknown.",
    remedy: "Leave one of them out.",
  },
  ADMISSION_CRD_NOT_STRUCTURAL: {
    severity: "error",
    cause: "The schema is not structural: the API server refuses the definition.",
    remedy:
      "Give every field a type outside of allOf, anyOf, oneOf and not, and write there nothing but what narrows values down.",
  },
  ADMISSION_CRD_KEYWORD: {
    severity: "error",
    cause: "The API server refuses the definition for a keyword, or for its value.",
    remedy: "Remove the keyword, or give it a value the API server takes.",
  },
  ADMISSION_CRD_LIST: {
    severity: "error",
    cause:
      "The list type and its keys do not fit the items: the API server refuses the definition.",
    remedy: "Name keys that are scalar fields of the items, each required or with a default.",
  },
  ADMISSION_CRD_DEFAULT: {
    severity: "error",
    cause: "The default is no value its own schema allows: the API server refuses the definition.",
    remedy: "Write a default the schema allows.",
  },
  ADMISSION_CRD_PATTERN: {
    severity: "error",
    cause: "The pattern is no regular expression of RE2, which the API server uses.",
    remedy: "Write the pattern without look-around, back references and repeats beyond 1000.",
  },
  ADMISSION_CRD_RULE: {
    severity: "error",
    cause:
      "A rule in the Common Expression Language, or its message, is at fault: the API server refuses the definition.",
    remedy: "Correct the rule; fields it names have to be in the schema.",
  },
  ADMISSION_CRD_RULE_NOT_CHECKED: {
    severity: "warning",
    cause:
      "A rule in the Common Expression Language cannot be evaluated here: it is at fault, or uses what is not known here.",
    remedy:
      "Correct the rule, or apply the definition to an API server with `--dry-run=server` to have it judged.",
  },
  ADMISSION_CRD_SPEC: {
    severity: "error",
    cause: "Names, scope or versions of the definition are not what the API server takes.",
    remedy: "Correct the field; exactly one version is the one that is stored.",
  },
  ADMISSION_KIND_UNKNOWN: {
    severity: "error",
    cause: "No definition that is loaded has this kind in this group.",
    remedy: "Load the definition of the kind, or correct apiVersion and kind.",
  },
  ADMISSION_VERSION_UNKNOWN: {
    severity: "error",
    cause: "The kind exists, but not in this version.",
    remedy: "Write a version that is served.",
  },
  ADMISSION_VERSION_NOT_SERVED: {
    severity: "error",
    cause: "The version is still in the definition, for conversion, but the API server refuses it.",
    remedy: "Write a version that is served.",
  },
  ADMISSION_VERSION_DEPRECATED: {
    severity: "warning",
    cause: "The version is served, but its owner has announced its end.",
    remedy: "Write the newest version that is served.",
  },
  ADMISSION_METADATA: {
    severity: "error",
    cause: "The metadata of the object is not what an API server takes.",
    remedy: "Give the object a name that is a DNS subdomain, and only keys that ObjectMeta has.",
  },
  ADMISSION_NAMESPACE_DROPPED: {
    severity: "warning",
    cause: "Objects of the kind belong to the cluster: the API server drops their namespace.",
    remedy: "Remove the namespace.",
  },
  ADMISSION_IDENTITY: {
    severity: "error",
    cause: "An update cannot change which object it is about: kind, name, namespace and uid stay.",
    remedy: "Compare the object with the one it replaces, or create a new one.",
  },
  ADMISSION_EMBEDDED: {
    severity: "error",
    cause: "A field holds a whole object, and its apiVersion, kind or metadata is at fault.",
    remedy: "Give the embedded object an apiVersion and a kind.",
  },
  ADMISSION_UNKNOWN_FIELD: {
    severity: "error",
    cause:
      "The schema has no such field: the API server would drop it, or refuse it in strict mode.",
    remedy: "Correct the spelling, or remove the field.",
  },
  ADMISSION_FIELD_PRUNED: {
    severity: "warning",
    cause: "The schema has no such field, and the API server drops it without refusing the object.",
    remedy: "Correct the spelling, or remove the field.",
  },
  ADMISSION_NULL_DROPPED: {
    severity: "warning",
    cause:
      "The field is null, which its schema does not allow: the API server leaves it out, and fills in its default if it has one.",
    remedy: "Remove the field, or give it a value.",
  },
  ADMISSION_STATUS_DROPPED: {
    severity: "info",
    cause:
      "The kind has a status subresource: what a creation or update says about status is dropped.",
    remedy: "Leave `status` out; controllers write it.",
  },
  ADMISSION_REQUIRED: {
    severity: "error",
    cause: "A field the schema requires is absent.",
    remedy: "Add the field.",
  },
  ADMISSION_TYPE: {
    severity: "error",
    cause: "The value is of another type than the schema says.",
    remedy: "Write a value of the expected type; quote text that looks like a number.",
  },
  ADMISSION_VALUE: {
    severity: "error",
    cause:
      "The value is outside what the schema allows: enumeration, pattern, range, length or format.",
    remedy: "Write a value the schema allows.",
  },
  ADMISSION_DUPLICATE: {
    severity: "error",
    cause: "Two items of a set, or of a map-like list, are the same or have the same key.",
    remedy: "Remove one of them, or give it another key.",
  },
  ADMISSION_COMBINATION: {
    severity: "error",
    cause: "The value fits none, or too many, of the alternatives the schema combines.",
    remedy: "Write a value that fits the alternatives.",
  },
  ADMISSION_RULE: {
    severity: "error",
    cause:
      "A rule of the schema in the Common Expression Language is not fulfilled, or breaks on the object.",
    remedy: "Change the object so that the rule is true.",
  },
  ADMISSION_RATCHETED: {
    severity: "warning",
    cause:
      "The value breaks its schema, but stood there before: since Kubernetes 1.30 an update that leaves it alone passes.",
    remedy: "Correct the value; a creation of the object would be refused.",
  },
  ADMISSION_TOO_DEEP: {
    severity: "error",
    cause: "The object is nested deeper than any real one, or holds itself.",
    remedy: "Check what produced the object.",
  },
  ADMISSION_TOO_LARGE: {
    severity: "error",
    cause:
      "The object is larger than the 3 MiB an API server reads, or takes more work than any real one.",
    remedy: "Check what produced the object, or split it.",
  },
  ADMISSION_NO_JSON: {
    severity: "error",
    cause: "A part of the object is no JSON value: undefined, a function, a number without end.",
    remedy: "Pass plain data, such as our readers return.",
  },
  ADMISSION_MORE_ERRORS: {
    severity: "error",
    cause: "The object has more errors than are listed.",
    remedy: "Correct those that are listed, and judge the object again.",
  },
  ADMISSION_MORE_WARNINGS: {
    severity: "warning",
    cause: "The object has more warnings than are listed.",
    remedy: "Correct those that are listed, and judge the object again.",
  },
  ADMISSION_NOT_CHECKED: {
    severity: "info",
    cause: "Something that an API server judges could not be judged here.",
    remedy: "Apply the object to an API server with `--dry-run=server` to have it judged.",
  },
  ADMISSION_WEBHOOK_FAILED: {
    severity: "warning",
    cause: "Our version of a webhook broke on the object, so that its rules were not checked.",
    remedy:
      "Apply the object to an API server with `--dry-run=server`, and report the message as a fault of the package that brings the webhook.",
  },
});

export type AdmissionCode = keyof typeof admissionDiagnostics.rules;
