import { defineDiagnostics } from "@imagewright/core";

/** What converting objects from v1beta1 to v1beta2 finds. */
export const conversionDiagnostics = defineDiagnostics({
  CAPI_CONVERT_VERSION: {
    severity: "error",
    cause: "The object is written in a version of the API that is neither v1beta1 nor v1beta2.",
    remedy: "Write the object in v1beta1 first; older versions are served no longer.",
  },
  CAPI_CONVERT_LOST: {
    severity: "warning",
    cause: "v1beta2 has no place for the field. Cluster API drops it as well.",
    remedy: "See that nothing depends on the value.",
  },
  CAPI_CONVERT_STATUS: {
    severity: "warning",
    cause: "The status of an object is written by its controllers, in another form in v1beta2.",
    remedy: "Keep status out of manifests; controllers write it anew.",
  },
  CAPI_CONVERT_NAMESPACE: {
    severity: "error",
    cause:
      "A reference leads to another namespace; in v1beta2 it means the namespace of its owner.",
    remedy: "Move the object into the namespace of the owner, then remove the field.",
  },
  CAPI_CONVERT_NAMESPACE_ASSUMED: {
    severity: "warning",
    cause:
      "A reference names its namespace, the object that holds it does not. In v1beta2 a reference " +
      "means the namespace of its owner.",
    remedy: "See that the object is applied in the namespace that the reference named.",
  },
  CAPI_CONVERT_DURATION: {
    severity: "error",
    cause:
      "Durations are whole seconds in v1beta2, and the text is no duration, or a negative one.",
    remedy: "Write hours, minutes and seconds, such as 1h30m; fill in variables before.",
  },
  CAPI_CONVERT_DURATION_CUT: {
    severity: "warning",
    cause: "v1beta2 counts whole seconds, at most 2147483647. Cluster API cuts the rest as well.",
    remedy: "See that the shorter time is enough.",
  },
  CAPI_CONVERT_VARIABLE: {
    severity: "error",
    cause:
      "A variable of clusterctl stands where the conversion has to know the value, or where the " +
      "value is written anew and may be something else than a text.",
    remedy: "Fill the variable in before the object is converted, or convert the field by hand.",
  },
  CAPI_CONVERT_ARGUMENTS: {
    severity: "error",
    cause: "Arguments are a list of name and value in v1beta2; these are no map of texts.",
    remedy: "Write each argument once, with a text as its value.",
  },
  CAPI_CONVERT_TAKEN: {
    severity: "error",
    cause: "The object holds the field of v1beta2 already, with another value than the old field.",
    remedy: "Remove one of the two.",
  },
  CAPI_CONVERT_REQUIRED: {
    severity: "error",
    cause: "v1beta2 demands a field that v1beta1 could do without.",
    remedy: "Give the field a value that says something.",
  },
  CAPI_CONVERT_VALUE: {
    severity: "error",
    cause: "v1beta2 limits the value more narrowly than v1beta1 does.",
    remedy: "Change the value before the object is converted.",
  },
  CAPI_CONVERT_EMPTIED: {
    severity: "warning",
    cause:
      "A template holds an empty map or list, which v1beta2 does not admit. Patches of cluster " +
      "classes add to lists and maps that are there; they fail without it.",
    remedy: "See that no patch adds to it, or give it a first entry.",
  },
  CAPI_CONVERT_UNKNOWN: {
    severity: "warning",
    cause: "The field is none of v1beta2, nor one that is known to have moved. It was left alone.",
    remedy: "Correct its name, or remove it: the API server drops or refuses it.",
  },
  CAPI_CONVERT_ANNOTATION: {
    severity: "error",
    cause:
      "The object was stored in v1beta2 and read in v1beta1: an annotation keeps what v1beta1 " +
      "has no place for, and only Cluster API itself can take it back.",
    remedy: "Read the object in v1beta2 instead, or remove the annotation.",
  },
  CAPI_CONVERT_SHAPE: {
    severity: "error",
    cause: "Something else stands where the definition has a map or a list.",
    remedy: "Correct the object; the API server refuses it in v1beta1 too.",
  },
  CAPI_CONVERT_PATCH: {
    severity: "error",
    cause:
      "A patch of a cluster class cannot be said in v1beta2 without knowing more than the class.",
    remedy:
      "Write the patch for v1beta2 by hand, or convert with the templates of the class kept in " +
      "v1beta1.",
  },
  CAPI_CONVERT_PATCH_LOST: {
    severity: "warning",
    cause: "A patch of a cluster class sets a field that v1beta2 has no place for. It is left out.",
    remedy: "See that nothing depends on the value.",
  },
  CAPI_CONVERT_PATCH_APPENDS: {
    severity: "warning",
    cause:
      "A patch sets one argument of a map. In v1beta2 it appends to the list: there has to be a " +
      "list, and an argument that the list has already is refused.",
    remedy: "See that the template has the list, and the argument not yet.",
  },
  CAPI_CONVERT_PATCH_PARENT: {
    severity: "warning",
    cause: "A patch sets a field whose map is another one in v1beta2. Patches make no maps.",
    remedy: "See that the template has the map.",
  },
  CAPI_CONVERT_PATCH_REPLACES: {
    severity: "warning",
    cause:
      "A patch replaces a map of which v1beta2 keeps a part elsewhere. The part that the template " +
      "holds there stays, where it went with the map before.",
    remedy: "See that the template has no such field, or that it may stay.",
  },
  CAPI_CONVERT_PATCH_TEMPLATE: {
    severity: "warning",
    cause:
      "The text of a patch writes whole values into a part of the template that has another form " +
      "in v1beta2.",
    remedy: "See that the values hold no field that has moved.",
  },
  CAPI_CONVERT_BUILTIN: {
    severity: "info",
    cause: "A patch reads a builtin variable by a name that is deprecated. It still works.",
    remedy: "Use the new name where every management cluster knows it.",
  },
  CAPI_CONVERT_EXTENSION: {
    severity: "warning",
    cause: "An extension patches templates of the class. It receives them in v1beta2 from now on.",
    remedy: "See that the extension reads and writes v1beta2.",
  },
});

/** A code of {@link conversionDiagnostics}. */
export type ConversionCode = keyof typeof conversionDiagnostics.rules;
