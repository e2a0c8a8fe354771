import type { DiagnosticRule } from "@imagewright/core";

/** References to templates, in manifests and targets. */
export const referenceCodes = {
  CLOUDSTACK_TEMPLATE_REQUIRED: {
    severity: "error",
    cause: "CAPC needs a `template` with an id or a name.",
    remedy: "Write `template: {name: …}`.",
  },
  CLOUDSTACK_TEMPLATE_STRING: {
    severity: "warning",
    cause:
      "`template` is written as a text, which releases of CAPC up to v0.3.0 took and the schema refuses since.",
    remedy: "Write `template: {name: …}`, or `template: {id: …}` for an id.",
  },
  CLOUDSTACK_TEMPLATE_FIELD: {
    severity: "error",
    cause: "The `template` of the object is not of the form CAPC's schema has.",
    remedy: "Write `template` as an object with `name`, `id` or both, each a text.",
  },
  CLOUDSTACK_FIELD_PRUNED: {
    severity: "warning",
    cause: "The object has a field CAPC does not know, which the API server drops silently.",
    remedy: "Remove the field, or spell it as CAPC does.",
  },
  CLOUDSTACK_API_VERSION: {
    severity: "warning",
    cause: "CAPC serves v1beta1 to v1beta3; only v1beta3 carries everything a machine says.",
    remedy: "Write `infrastructure.cluster.x-k8s.io/v1beta3`.",
  },
  CLOUDSTACK_VERSION_OLD: {
    severity: "info",
    cause:
      "The object is written in an older version of CAPC's API, which loses what only the newest has when it is read and written back.",
    remedy: "Write the newest version.",
  },
  CLOUDSTACK_OBJECT_INCOMPLETE: {
    severity: "error",
    cause: "The object lacks the part that describes the machine.",
    remedy: "Add it, with `offering` and `template`.",
  },
  CLOUDSTACK_ID_LOOKUP: {
    severity: "warning",
    cause:
      "CAPC looks an id up in all zones and refuses more than one row: an id works only for a template that is in one zone.",
    remedy: "Refer to the template by its name.",
  },
  CLOUDSTACK_ID_FORM: {
    severity: "warning",
    cause: "CloudStack's ids are UUIDs, and this text is none.",
    remedy: "Copy the id from CloudStack, or refer to the template by its name.",
  },
  CLOUDSTACK_REFERENCE_EMPTY: {
    severity: "error",
    cause: "A reference to a template needs a name or an id that is not empty.",
    remedy: "Give the template's name.",
  },
  CLOUDSTACK_NAME_VERSION: {
    severity: "warning",
    cause:
      "By custom a template's name tells the Kubernetes version that is on it, and this one tells another than the image's.",
    remedy: "Refer to the template that was built for this Kubernetes version.",
  },
  CLOUDSTACK_ZONE_UNUSED: {
    severity: "warning",
    cause: "A machine template names no zone: CAPC takes that of the failure domain.",
    remedy: "Remove the zone from the reference; register the template in every zone.",
  },
  CLOUDSTACK_PLACE: {
    severity: "error",
    cause: "The object has no template at the place a reference is to be written to.",
    remedy: "Write to a place that reading the object has found.",
  },
  CLOUDSTACK_REFERENCE_FORM: {
    severity: "error",
    cause: "The place cannot carry this reference without losing a part of it.",
    remedy: "Give the template by its name or its id, or write the object in v1beta3.",
  },
  CLOUDSTACK_ZONE_OTHER: {
    severity: "error",
    cause: "The machine names its zone, and the reference is to a template of another zone.",
    remedy: "Refer to the template in the machine's zone, or move the machine first.",
  },
  CLOUDSTACK_IMAGE_CHOICE: {
    severity: "error",
    cause: "Two fields of the machine template say different things about its image.",
    remedy: "Remove one of them.",
  },
  CLOUDSTACK_ID_ZONES: {
    severity: "error",
    cause:
      "CAPC looks an id up in all zones and refuses more than one row: a template that an id names is in one zone, and machines in others find none.",
    remedy: "Register the template in every zone under one name, and refer to it by the name.",
  },
  CLOUDSTACK_ZONES: {
    severity: "info",
    cause: "CAPC places machines in any failure domain, and looks the template up in its zone.",
    remedy: "Register the template under this name in every zone, and wait until it is ready.",
  },
  CLOUDSTACK_NAME_FILE: {
    severity: "warning",
    cause: "A template has a name that by custom is that of its file without extensions.",
    remedy: "Give the name the template is registered under.",
  },
  CLOUDSTACK_HYPERVISORS: {
    severity: "warning",
    cause: "By their names, the templates of a cluster of one zone are for different hypervisors.",
    remedy: "Refer to templates for the hypervisor of the zone.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
