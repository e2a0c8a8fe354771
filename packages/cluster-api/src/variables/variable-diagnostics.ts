import { defineDiagnostics } from "@imagewright/core";

/** What filling in the variables of a clusterctl template finds. */
export const templateVariableDiagnostics = defineDiagnostics({
  CAPI_VARIABLE_MISSING: {
    severity: "error",
    cause: "The template demands a variable that has neither a value nor a default.",
    remedy: "Give the variable a value; an empty text is one.",
  },
  CAPI_VARIABLE_UNKNOWN: {
    severity: "warning",
    cause: "A variable without value was left in the text, so what stands there is not known.",
    remedy: "Give the variable a value before the text is judged or applied.",
  },
  CAPI_VARIABLE_EMPTY: {
    severity: "warning",
    cause:
      "clusterctl does not demand this variable (an earlier occurrence has a default, or it stands " +
      "inside another one's default) and puts an empty text in its place.",
    remedy: "Give the variable a value, or a default here too.",
  },
  CAPI_VARIABLE_SYNTAX: {
    severity: "error",
    cause: "A substitution cannot be read, and clusterctl refuses the whole text.",
    remedy: "Write ${NAME}, ${NAME:=default}, or $${NAME} for the text ${NAME} itself.",
  },
  CAPI_VARIABLE_FUNCTION: {
    severity: "error",
    cause:
      "The substitution uses a function whose result in clusterctl is not what its shell namesake " +
      "does, or is not defined.",
    remedy: "Use a default (:=), a function of the table in the README, or give the final text.",
  },
  CAPI_VARIABLE_LIMIT: {
    severity: "error",
    cause: "The text or what it becomes grows past a limit.",
    remedy: "Split the template, or shorten the values.",
  },
});
