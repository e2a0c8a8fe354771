import type { DiagnosticRule } from "../../diagnostic.ts";

/** What keeps rules and webhooks from judging a plan. */
export const judgedHazards = {
  PLAN_JUDGE_FAILED: {
    severity: "warning",
    cause: "A rule or a webhook broke on an object, so that it says nothing of it.",
    remedy: "Report this as a fault, with the object.",
  },
} as const satisfies Readonly<Record<string, DiagnosticRule>>;
