import { createImageCatalog } from "../image/image-catalog.ts";
import type { ImageRecord } from "../image/image-record.ts";
import type { JsonValue } from "../json-value.ts";
import type { PlanOptions } from "../plan/assemble/plan-options.ts";
import { createPlanner, type Planner } from "../plan/assemble/planner.ts";
import type { ClusterState } from "../plan/cluster-state.ts";
import type { PlanContribution, StoredObject } from "../plan/plan-contribution.ts";
import { planObjects } from "../plan/plan-objects.ts";
import type { UpgradeGoal, UpgradeIntent } from "../plan/upgrade-intent.ts";
import type { SourceDocument } from "../source.ts";
import { endsOfPrefixes, type PlanTrial } from "./plan-trial.ts";

/** What is asked for in a trial. */
export interface TrialRequest
  extends
    Pick<UpgradeIntent, "through" | "pace" | "controlPlaneVersion">,
    Pick<PlanOptions, "targetVersions" | "at"> {
  /** A goal, or its Kubernetes version. @default "1.34" */
  readonly goal?: UpgradeGoal | string;
  readonly records?: readonly ImageRecord[];
}

/** A document of a trial, and what is known of its text. */
export interface TrialDocument extends Partial<Omit<SourceDocument, "value">> {
  readonly value: JsonValue;
}

/** What differs between those who try their plans. */
export interface TrialSetup<Request extends TrialRequest> {
  /** Which clusters there are, and the objects that they were read from. */
  readonly observe: (documents: readonly TrialDocument[]) => {
    readonly clusters: readonly ClusterState[];
    readonly objects: readonly StoredObject[];
  };
  readonly contributions: (request: Request) => readonly PlanContribution[];
  /** Undefined where the plugin writes no images: then no trial can be made. */
  readonly writeReference: PlanOptions["writeReference"] | undefined;
}

/** Plans of a package, tried on documents. */
export interface PlanTrials<Request extends TrialRequest> {
  /** What is planned for every cluster; `changed` tells the objects as they stand by then. */
  readonly plannedAll: (
    documents: readonly TrialDocument[],
    request: Request,
    changed?: (objects: readonly StoredObject[]) => readonly StoredObject[],
  ) => readonly PlanTrial[];
  /** What is planned for the first cluster; throws where there is none. */
  readonly planned: (documents: readonly TrialDocument[], request: Request) => PlanTrial;
  /** Where the first cluster ends, by each prefix of the steps that were taken of its first plan. */
  readonly endsOf: (documents: readonly TrialDocument[], request: Request) => readonly string[];
}

/**
 * Tries plans as a package makes them: documents are observed, and planned for.
 *
 * @example
 * ```ts
 * const { plannedAll } = planTrials({
 *   observe: () => ({ clusters: [], objects: [] }),
 *   contributions: () => [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * plannedAll([{ value: { kind: "Cluster" } }], { goal: "1.34" }); // => []
 * ```
 */
export function planTrials<Request extends TrialRequest = TrialRequest>(
  setup: TrialSetup<Request>,
): PlanTrials<Request> {
  const plannedAll: PlanTrials<Request>["plannedAll"] = (documents, request, changed) => {
    const observed = setup.observe(documents);
    const objects = changed === undefined ? observed.objects : changed(observed.objects);
    const planner = plannerOf(setup, request);
    return observed.clusters.map((state) => ({
      state,
      plan: planner.plan({ state, objects: planObjects(objects) }),
      objects,
    }));
  };
  const planned: PlanTrials<Request>["planned"] = (documents, request) => {
    const [first] = plannedAll(documents, request);
    if (first === undefined) {
      throw new Error("there is no cluster");
    }
    return first;
  };
  return {
    plannedAll,
    planned,
    endsOf: (documents, request) =>
      endsOfPrefixes(planned(documents, request), (objects) =>
        planned(
          objects.map((value) => ({ value })),
          request,
        ),
      ),
  };
}

function plannerOf<Request extends TrialRequest>(
  { contributions, writeReference }: TrialSetup<Request>,
  request: Request,
): Planner {
  if (writeReference === undefined) {
    throw new Error("the plugin writes no images");
  }
  const { goal = "1.34", through, pace, controlPlaneVersion } = request;
  const { records = [], targetVersions, at } = request;
  return createPlanner({
    intent: {
      apiVersion: "imagewright/v1alpha1",
      kind: "UpgradeIntent",
      goal: typeof goal === "string" ? { kubernetesVersion: goal } : goal,
      ...(through !== undefined && { through }),
      ...(pace !== undefined && { pace }),
      ...(controlPlaneVersion !== undefined && { controlPlaneVersion }),
    },
    catalog: createImageCatalog(records),
    contributions: contributions(request),
    writeReference,
    ...(targetVersions !== undefined && { targetVersions }),
    ...(at !== undefined && { at }),
  });
}
