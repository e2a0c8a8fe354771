import type { ImageCatalog } from "../../image/image-catalog.ts";
import type { ReadLimits } from "../../read/read-limits.ts";

/**
 * Which stage of a plan is written:
 * - `next`: the first one that has something to write. What follows is planned again from there.
 * - a number: that one alone, for a plan that was stored. Those before it have to be in the files.
 * - `all`: every one, which is refused where there are several; see {@link PlanWriteOptions}.
 */
export type StageChoice = "next" | "all" | number;

/** How a plan becomes edits of files. */
export interface PlanWriteOptions {
  /**
   * One choice for all clusters, or one for each by `namespace/name` (by name alone where there is
   * no namespace); clusters that are not named are left out.
   *
   * @default "next"
   */
  readonly stages?: StageChoice | { readonly [cluster: string]: StageChoice };
  /**
   * Lets `all` write several stages at once, as the state in which they end: templates that are in
   * use only on the way are left out. Whoever applies such files skips every rollout between them,
   * so that a control plane would jump over minor versions. That is right for what describes a
   * cluster that is made anew, and for nothing that runs.
   *
   * @default false
   */
  readonly finalState?: boolean;
  /**
   * Whether steps that delete what nothing uses any more are written as well: for the time when no
   * machine of theirs is left.
   *
   * @default false
   */
  readonly includeCleanUp?: boolean;
  /**
   * The records that images are known by. Comments beside a changed value that name the old record
   * or its Kubernetes version are made to name the new one; without a catalog, only those that
   * repeat the value itself are.
   */
  readonly catalog?: ImageCatalog;
  readonly limits?: Partial<ReadLimits>;
}
