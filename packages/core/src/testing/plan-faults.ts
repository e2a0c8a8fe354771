import { textAt } from "../json-fields.ts";
import type { ClusterState } from "../plan/cluster-state.ts";
import type { MachineGroup } from "../plan/plan-contribution.ts";
import { changeObjects, planObjects, type PlanObjectsDraft } from "../plan/plan-objects.ts";
import type { ClusterPlan, PlanHop, PlanStep } from "../plan/upgrade-plan.ts";
import { parseKubernetesVersion } from "../version/kubernetes-version.ts";
import type { PlanTrial } from "./plan-trial.ts";

/**
 * What a plan does that no plan may do, whoever drafted its steps: changes that cannot be made,
 * two patches of one object in one hop, groups that are left at their version silently, and steps
 * that come before what they wait for. Empty where all is well.
 *
 * @example
 * ```ts
 * import type { ClusterState } from "@imagewright/core";
 * import type { ClusterPlan } from "@imagewright/core/plan";
 *
 * const none = { paused: [], locations: [], images: [], nodeGroups: [], controls: [] };
 * const state: ClusterState = {
 *   ...none,
 *   name: "orders",
 *   writers: [],
 *   unreferenced: [],
 *   diagnostics: [],
 * };
 * const plan: ClusterPlan = {
 *   formatVersion: 1,
 *   cluster: { name: "orders" },
 *   hops: [],
 *   steps: [],
 *   images: [],
 *   garbage: [],
 *   hazards: [],
 *   blockers: [],
 *   applyable: true,
 * };
 * planFaults({ state, plan, objects: [] }); // => []
 * planFaults({ state, plan: { ...plan, applyable: false }, objects: [] });
 * // => ["a plan without blockers cannot be carried out"]
 * ```
 */
export function planFaults({ state, plan, objects }: PlanTrial): readonly string[] {
  const draft = changeObjects(planObjects(objects));
  const faults = plan.steps.flatMap(({ title, effects }) =>
    effects
      .filter((effect) => !draft.apply(effect))
      .map(({ object }) => `"${title}" cannot be made to ${object.kind} ${object.name}`),
  );
  return [
    ...verdictFaults(plan),
    ...orderFaults(plan),
    ...faults,
    ...repeatedPatches(plan),
    ...(plan.applyable ? groupsLeft(state, plan.hops, draft) : []),
  ];
}

function verdictFaults({ applyable, blockers, steps }: ClusterPlan): readonly string[] {
  if (applyable !== (blockers.length === 0)) {
    return [
      applyable
        ? "a plan with blockers can be carried out"
        : "a plan without blockers cannot be carried out",
    ];
  }
  return !applyable && steps.length > 0 ? ["a plan with blockers has steps"] : [];
}

function orderFaults({ steps }: ClusterPlan): readonly string[] {
  const done = new Set<string>();
  return steps.flatMap(({ id, title, after }) => {
    const isTwice = done.has(id);
    const isEarly = after.some((other) => !done.has(other));
    done.add(id);
    return [
      ...(isTwice ? [`"${title}" is there twice`] : []),
      ...(isEarly ? [`"${title}" comes before what it waits for`] : []),
    ];
  });
}

const upgrades: ReadonlySet<PlanStep["action"]> = new Set<PlanStep["action"]>([
  "upgradeControlPlane",
  "upgradeNodes",
  "upgradeTopology",
]);

/** One patch of an owner in a hop: two would start two rollouts. */
function repeatedPatches({ steps }: ClusterPlan): readonly string[] {
  const seen = new Set<string>();
  return steps.flatMap(({ hop, action, effects }) =>
    effects.flatMap((effect) => {
      if (effect.change !== "patch" || !upgrades.has(action)) {
        return [];
      }
      const { kind, namespace = "", name } = effect.object;
      const key = `${hop} ${kind} ${namespace}/${name}`;
      const isAgain = seen.has(key);
      seen.add(key);
      return isAgain ? [`${kind} ${name} is patched twice in hop ${hop}`] : [];
    }),
  );
}

/** Groups whose version is an older minor, at the end, than the last hop that takes them along. */
function groupsLeft(
  { controlPlane, nodeGroups }: ClusterState,
  hops: readonly PlanHop[],
  end: PlanObjectsDraft,
): readonly string[] {
  const reached = hops.filter(({ waitsFor }) => waitsFor === undefined);
  const nodes = nodeGroups.flatMap((group) =>
    leftAt(
      group,
      reached.findLast(({ nodeGroups: names }) => names.includes(group.name)),
      end,
    ),
  );
  const last = reached.findLast(({ movesControlPlane }) => movesControlPlane);
  return [...(controlPlane === undefined ? [] : leftAt(controlPlane, last, end)), ...nodes];
}

function leftAt(
  { name, version }: MachineGroup,
  hop: PlanHop | undefined,
  end: PlanObjectsDraft,
): readonly string[] {
  if (hop === undefined || version.by !== "field") {
    return [];
  }
  const { place } = version.version;
  const stored = end.find(place.object);
  const text = stored && textAt(stored.object, place.pointer);
  const minor = minorOf(text ?? "");
  return minor === minorOf(hop.version)
    ? []
    : [`${name} is left at ${text ?? "no version"} by the hop to ${hop.version}`];
}

function minorOf(text: string): string | undefined {
  const version = parseKubernetesVersion(text, "tolerant");
  return version && `${version.major}.${version.minor}`;
}
