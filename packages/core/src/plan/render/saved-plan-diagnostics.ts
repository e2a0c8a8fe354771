import { defineDiagnostics } from "../../diagnostic.ts";

/** What can be found while a saved plan is read, and a step of it is looked for. */
export const savedPlanDiagnostics = defineDiagnostics({
  PLAN_STEP_UNKNOWN: {
    severity: "error",
    cause: "No step of the plan has this id, or one that begins like it.",
    remedy: "Look the id up in the plan, or make sure that it is the plan you mean.",
  },
  PLAN_STEP_AMBIGUOUS: {
    severity: "error",
    cause: "Several steps of the plan have ids that begin like this.",
    remedy: "Write more of the id.",
  },
  PLAN_HEADER_MISSING: {
    severity: "error",
    cause: "The first line of a plan in lines has to say what the plan is for, and does not.",
    remedy: "Give the whole file, from its first line on.",
  },
  PLAN_LINES_DIFFER: {
    severity: "error",
    cause: "The lines of a plan are not those that its last one counts: it was cut, or joined.",
    remedy: "Make the plan again, and give the whole file.",
  },
});
