import type { KeepReason, PlanGuard, Upgrader } from "../plan-contribution.ts";
import type { ImageResolver } from "./image-resolver.ts";
import type { PlanOptions } from "./plan-options.ts";

/** What all plans of one intent share. */
export interface PlannerParts {
  readonly options: PlanOptions;
  readonly upgraders: readonly Upgrader[];
  readonly guards: readonly PlanGuard[];
  readonly keeps: readonly KeepReason[];
  readonly resolver: ImageResolver;
  /** Codes of which guards tell in their own way. */
  readonly told: ReadonlySet<string>;
}
