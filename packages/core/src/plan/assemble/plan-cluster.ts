import { type Diagnostic, hasErrors } from "../../diagnostic.ts";
import type { ClusterState } from "../cluster-state.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { finishPlan, refusedPlan } from "./finish-plan.ts";
import { presentImages } from "./group-image.ts";
import { hopPath, type Path } from "./hop-path.ts";
import { pathGoal } from "./path-goal.ts";
import {
  type KnownVersion,
  locationAt,
  type PlanGroup,
  readGroup,
  unknownVersion,
} from "./plan-group.ts";
import { planHop } from "./plan-hop.ts";
import type { PlanInput } from "./plan-options.ts";
import type { PlanWork } from "./plan-work.ts";
import type { PlannerParts } from "./planner-parts.ts";
import { startVersion } from "./start-version.ts";
import { stepBuilder } from "./step-builder.ts";
import { orderUnits, type UpgradeUnit } from "./upgrade-units.ts";
import { isSameVersion } from "./version-distance.ts";

/** The plan of one cluster. */
export function planCluster(
  parts: PlannerParts,
  input: PlanInput,
  wave: string | undefined,
): ClusterPlan {
  const { state, objects } = input;
  const start = startVersion(state, parts.options.intent);
  const groups = [
    ...(state.controlPlane === undefined ? [] : [state.controlPlane]),
    ...state.nodeGroups,
  ].map((group) =>
    readGroup(group, {
      state,
      objects,
      upgraders: parts.upgraders,
      resolver: parts.resolver,
      controlPlane: start.version,
    }),
  );
  const observed = state.diagnostics.filter(
    ({ code, severity }) => severity === "error" || !parts.told.has(code),
  );
  const found = [...observed, ...start.diagnostics];
  const base = { cluster: nameOf(state), wave, from: start.version };
  const version = start.version;
  if (version === undefined || hasErrors(found)) {
    return refusedPlan(base, found, state);
  }
  const units = orderUnits(groups);
  const goal = pathGoal(parts, groups, version);
  const path = pathOf(parts, units, goal.goal, version, input);
  const isVersionGoal = "kubernetesVersion" in parts.options.intent.goal;
  found.push(
    ...goal.diagnostics,
    ...path.diagnostics,
    ...unsupported(groups, path, version, isVersionGoal),
  );
  if (hasErrors(found)) {
    return refusedPlan(base, found, state);
  }
  const work: PlanWork = {
    parts,
    input,
    groups,
    builder: stepBuilder(`${state.namespace ?? ""}/${state.name}`),
    diagnostics: [...found],
    images: [],
    hops: [],
    guarded: [],
    changes: [],
    current: presentImages(groups),
    versions: new Map(
      groups.flatMap((group) =>
        group.version === undefined ? [] : [[group, group.version.text] as const],
      ),
    ),
    objects,
    frontier: [],
  };
  for (const hop of path.hops) {
    if (!planHop(work, hop, units)) {
      break;
    }
  }
  return finishPlan(work, base, path.hops.at(-1)?.version ?? version);
}

function nameOf({ name, namespace }: ClusterState): ClusterPlan["cluster"] {
  return namespace === undefined ? { name } : { name, namespace };
}

function pathOf(
  parts: PlannerParts,
  units: readonly UpgradeUnit[],
  goal: Parameters<typeof hopPath>[0]["goal"],
  start: KnownVersion,
  { state, objects }: PlanInput,
): Path {
  const { intent } = parts.options;
  const [first, ...others] = units;
  const leading =
    first?.groups.some(({ isControlPlane }) => isControlPlane) === true ? first : undefined;
  const workers = (leading === undefined ? units : others).flatMap(({ groups }) => groups);
  const isLockstep = units.some(({ upgrader }) => upgrader?.isLockstep === true);
  return hopPath({
    controlPlane: leading?.groups.find(({ isControlPlane }) => isControlPlane),
    start,
    companions: leading?.groups.filter(({ isControlPlane }) => !isControlPlane) ?? [],
    workers,
    begun: workers.filter(
      ({ group, upgrader }) => upgrader?.isBegun?.(group, state, objects) === true,
    ),
    unended: workers.filter(
      ({ group, upgrader }) => upgrader?.endsFirst?.(group, state, objects) === true,
    ),
    goal,
    pace: isLockstep ? "lockstep" : (intent.pace ?? "lockstep"),
    chains: workers.length === 0 && leading?.upgrader?.chains?.(state, objects) === true,
    through: intent.through ?? [],
    resolver: parts.resolver,
  });
}

/** Groups that would have to move, and of which nobody knows how. */
function unsupported(
  groups: readonly PlanGroup[],
  { hops }: Path,
  start: KnownVersion,
  isVersionGoal: boolean,
): readonly Diagnostic[] {
  const moving = new Set(hops.flatMap((hop) => hop.groups));
  const isAnywhere = hops.some((hop) => hop.movesControlPlane);
  return groups.flatMap((group) => {
    if (!moving.has(group)) {
      return [];
    }
    const isBehind = group.version !== undefined && !isSameVersion(group.version, start);
    const stays = !isAnywhere && !isBehind;
    if (group.need.by === "unknown") {
      // Where the version is all that is wanted, and is there, no image has to be known.
      return stays && isVersionGoal ? [] : [group.need.diagnostic];
    }
    if (stays) {
      return [];
    }
    if (group.upgrader === undefined) {
      const { place, name } = group.group;
      const message = `nobody here knows how ${place.object.kind} ${name} is upgraded`;
      const facts = { message, pointer: place.pointer, source: locationAt(place) };
      return [planDiagnostics.report("PLAN_GROUP_UNSUPPORTED", facts)];
    }
    return group.version === undefined ? [unknownVersion(group)] : [];
  });
}
