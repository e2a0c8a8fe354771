import type { GuardContext, PlanGuard } from "@imagewright/core/plan";

/** A plan with a hazard, and its twin without. */
export interface GuardCase {
  readonly title: string;
  readonly guard: PlanGuard;
  readonly hazard: GuardContext;
  /** Code and message of what is found. */
  readonly says: string;
  readonly twin: GuardContext;
}
