import type { Diagnostic } from "../../diagnostic.ts";
import type { ImageMatch } from "../../image/image-catalog.ts";
import type { ObjectChange } from "../object-change.ts";
import type { GuardedHop, PlanObjects } from "../plan-contribution.ts";
import type { ClusterPlan, PlanHop, RequiredImage } from "../upgrade-plan.ts";
import type { KnownVersion, NeededImage, PlanGroup } from "./plan-group.ts";
import type { PlanInput } from "./plan-options.ts";
import type { PlannerParts } from "./planner-parts.ts";
import type { StepBuilder } from "./step-builder.ts";

/** Everything that one cluster's plan is put together from, as it grows. */
export interface PlanWork {
  readonly parts: PlannerParts;
  readonly input: PlanInput;
  readonly groups: readonly PlanGroup[];
  readonly builder: StepBuilder;
  readonly diagnostics: Diagnostic[];
  readonly images: RequiredImage[];
  readonly hops: PlanHop[];
  readonly guarded: GuardedHop[];
  readonly changes: ObjectChange[];
  /** The images that groups have by now. */
  readonly current: Map<NeededImage, ImageMatch | undefined>;
  /** The version each group asks for by now, without `v`. */
  readonly versions: Map<PlanGroup, string>;
  objects: PlanObjects;
  /** What has to be finished before the next step. */
  frontier: readonly string[];
}

/** What a plan says even if it is refused. */
export interface PlanBase {
  readonly cluster: ClusterPlan["cluster"];
  readonly wave: string | undefined;
  readonly from: KnownVersion | undefined;
}
