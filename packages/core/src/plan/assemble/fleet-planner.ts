import type { ClusterState } from "../cluster-state.ts";
import { placeFacts } from "../guards/index.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { PlanStreamEnd, PlanStreamHeader } from "../plan-stream.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { checkIntent } from "./check-intent.ts";
import type { PlanInput, PlanOptions } from "./plan-options.ts";
import { waveChoice } from "./plan-waves.ts";
import { createPlanner } from "./planner.ts";

/** Plans a fleet that is read bit by bit. Of a cluster that is planned, the name alone is kept. */
export interface FleetPlanner {
  /** What is known before any cluster is. */
  readonly header: PlanStreamHeader;
  /**
   * The plans of the clusters that were read together, as far as the intent means them. A cluster
   * that was there before is refused with `PLAN_CLUSTER_TWICE`: neither part of it is the whole.
   */
  readonly plan: (inputs: Iterable<PlanInput>) => Generator<ClusterPlan, void, undefined>;
  /**
   * What is known when all are planned.
   *
   * @param errors - how many errors were found that belong to no cluster
   */
  readonly end: (errors?: number) => PlanStreamEnd;
}

/**
 * Prepares the plan of a fleet that need not be in memory at once.
 *
 * @example
 * ```ts
 * import { createImageCatalog } from "@imagewright/core";
 *
 * const fleet = createFleetPlanner({
 *   intent: {
 *     apiVersion: "imagewright/v1alpha1",
 *     kind: "UpgradeIntent",
 *     goal: { kubernetesVersion: "1.34" },
 *     waves: [{ name: "canary", clusters: ["test"] }],
 *   },
 *   catalog: createImageCatalog([]),
 *   contributions: [],
 *   writeReference: (object) => ({ ok: true, value: object, diagnostics: [] }),
 * });
 * fleet.header.waves.map(({ name }) => name); // => ["canary", "rest"]
 * [...fleet.plan([])]; // => []
 * fleet.end().diagnostics.map(({ message }) => message); // => ["test is none of the clusters"]
 * ```
 */
export function createFleetPlanner(options: PlanOptions): FleetPlanner {
  const { intent } = options;
  const planner = createPlanner(options);
  const choice = waveChoice(intent);
  const counts = new Map(choice.settings.map(({ name }) => [name, 0]));
  const seen = new Set<string>();
  let clusters = 0;
  let blocked = 0;
  function* plan(inputs: Iterable<PlanInput>): Generator<ClusterPlan, void, undefined> {
    for (const input of inputs) {
      const wave = choice.waveOf(input.state);
      if (wave !== undefined) {
        const planned = planner.plan(isNew(seen, input.state) ? input : refusedTwice(input), wave);
        counts.set(wave, (counts.get(wave) ?? 0) + 1);
        clusters += 1;
        blocked += planned.applyable ? 0 : 1;
        yield planned;
      }
    }
  }
  return {
    header: { formatVersion: 1, intent, waves: choice.settings, endsWithSummary: true },
    plan,
    end(errors = 0) {
      const diagnostics = checkIntent(intent, choice.unused(), options.catalog);
      const waves = [...counts].flatMap(([name, count]) =>
        count === 0 ? [] : [{ name, clusters: count }],
      );
      const applyable = diagnostics.length === 0 && blocked === 0 && errors === 0;
      const summary = { clusters, blocked, errors, waves };
      return { formatVersion: 1, summary, diagnostics, applyable };
    },
  };
}

/** Clusters that nobody names cannot be told apart, and are no news. */
function isNew(seen: Set<string>, { name, namespace = "" }: ClusterState): boolean {
  // A text of its own: a part of the file's text would keep all of it in memory.
  const key = JSON.stringify([namespace, name]);
  const isKnown = name !== "" && seen.has(key);
  seen.add(key);
  return !isKnown;
}

function refusedTwice({ state, objects }: PlanInput): PlanInput {
  const { name, namespace, controlPlane, nodeGroups } = state;
  const place = state.place ?? (controlPlane ?? nodeGroups[0])?.place;
  const text = namespace === undefined ? name : `${namespace}/${name}`;
  const twice = planDiagnostics.report("PLAN_CLUSTER_TWICE", {
    message: `a part of ${text} was planned before`,
    ...(place !== undefined && placeFacts(place)),
  });
  return { objects, state: { ...state, diagnostics: [...state.diagnostics, twice] } };
}
