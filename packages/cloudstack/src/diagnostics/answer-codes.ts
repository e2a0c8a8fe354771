import type { DiagnosticRule } from "@imagewright/core";

/** Answers of CloudStack, and what CAPC finds in them. */
export const answerCodes = {
  CLOUDSTACK_ANSWER_FORM: {
    severity: "error",
    cause: "The text is no answer of CloudStack's API that holds templates.",
    remedy:
      "Give the whole answer of listTemplates, registerTemplate or the job that made a template, as JSON.",
  },
  CLOUDSTACK_ANSWER_ERROR: {
    severity: "error",
    cause: "CloudStack answered with an error in place of templates.",
    remedy: "Mend what the error names, and ask again.",
  },
  CLOUDSTACK_ANSWER_PAGE: {
    severity: "warning",
    cause: "The answer says that there are more templates than it holds.",
    remedy: "Ask for the further pages, with `page` and `pagesize`.",
  },
  CLOUDSTACK_TEMPLATE_NONE: {
    severity: "error",
    cause: "CAPC finds no template for the reference, and makes no machine.",
    remedy: "Register the template in the zone, or refer to one that is there.",
  },
  CLOUDSTACK_TEMPLATE_SEVERAL: {
    severity: "error",
    cause:
      "CAPC takes a reference that fits exactly one template among all the account may execute, public ones of others included; an id is looked up in all zones at once.",
    remedy: "Give the template a name of its own, and refer to it by the name.",
  },
  CLOUDSTACK_TEMPLATE_DIFFERS: {
    severity: "error",
    cause: "The template that an id names has another name than the reference, or another zone.",
    remedy: "Correct the reference, or leave the id out.",
  },
  CLOUDSTACK_TEMPLATE_UNREADY: {
    severity: "error",
    cause: "The template is known to CloudStack, but not yet there, so that no machine starts.",
    remedy: "Wait until it is ready; see its status if it stays as it is.",
  },
  CLOUDSTACK_ZONE_ID: {
    severity: "error",
    cause: "CloudStack is asked with a zone's id, references give its name, and one is not known.",
    remedy: "Pass the zones of listZones.",
  },
} satisfies Readonly<Record<string, DiagnosticRule>>;
