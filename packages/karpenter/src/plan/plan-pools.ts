import { type Diagnostic, hasErrors } from "@imagewright/core";
import type { GroupUpgrade, StepDraft, UpgradeContext, UpgradeSteps } from "@imagewright/core/plan";

import { type Canary, canaryFor, checkCanaryNames } from "./canary.ts";
import { checkClass } from "./check-class.ts";
import { checkKarpenter } from "./check-karpenter.ts";
import { checkPool } from "./check-pool.ts";
import { currentCanaries, removeCanary, switchSteps } from "./class-steps.ts";
import type { PlannedClass } from "./planned-class.ts";
import { poolSteps, type PoolSteps, soakStep } from "./pool-steps.ts";
import { type PoolUpgrade, readUpgrade } from "./read-upgrade.ts";

/** One class with everything that is done about it. */
interface ClassWork {
  readonly planned: PlannedClass;
  readonly pools: readonly PoolSteps[];
  /** Absent where the class stays as it is, or a canary runs already. */
  readonly canary?: Canary;
  readonly switching: readonly StepDraft[];
}

/**
 * The steps that give pools of Karpenter the images their classes are to name: all of a cluster
 * together, since pools share classes, and classes are changed in place.
 *
 * What an earlier plan began is recognised by annotations of the pools and canaries, and goes on
 * where it stands.
 */
export function planPools(groups: readonly GroupUpgrade[], context: UpgradeContext): UpgradeSteps {
  const upgrade = readUpgrade(groups, context);
  const touched = upgrade.classes.filter((planned) => isTouched(planned, context));
  const works = touched.map((planned) => classWork(planned, upgrade, context));
  const diagnostics = [
    ...upgrade.diagnostics,
    ...touched.flatMap((planned) => checkTouched(planned, context)),
    ...works.flatMap(({ planned, canary }) =>
      canary === undefined ? [] : checkCanaryNames(planned, canary, context.objects),
    ),
  ];
  if (hasErrors(diagnostics)) {
    return { steps: [], diagnostics };
  }
  const pools = works.flatMap((work) => work.pools);
  const freezes = pools.flatMap(({ freeze }) => freeze ?? []);
  const steps = [
    ...(needsSoak(works, upgrade, context) ? [soakStep(context.version)] : []),
    ...works.flatMap(({ switching }) => switching),
    ...pools.flatMap(({ thaw }) => thaw ?? []),
    ...pools.flatMap(({ restore }) => restore ?? []),
    ...removals(works, upgrade),
  ];
  return context.movesControlPlane
    ? { before: freezes, steps, diagnostics }
    : { steps: [...freezes, ...steps], diagnostics };
}

function moves({ isSwitched }: PlannedClass, { movesControlPlane }: UpgradeContext): boolean {
  return movesControlPlane || isSwitched;
}

/** Whether anything has to be done about a class or one of its pools. */
function isTouched(planned: PlannedClass, context: UpgradeContext): boolean {
  // That an image could not be written is told, whatever else is to be done.
  return (
    moves(planned, context) ||
    hasErrors(planned.diagnostics) ||
    planned.pools.some(({ phase }) => phase !== "free")
  );
}

function classWork(
  planned: PlannedClass,
  { canaries }: PoolUpgrade,
  context: UpgradeContext,
): ClassWork {
  const pools = planned.pools.map((pool) => poolSteps(pool, planned, moves(planned, context)));
  if (!planned.isSwitched) {
    return { planned, pools, switching: [] };
  }
  const canary = canaryFor(planned);
  const running = currentCanaries(planned, canaries);
  return {
    planned,
    pools,
    ...(running.length === 0 && { canary }),
    switching: switchSteps(planned, canary, running),
  };
}

function checkTouched(planned: PlannedClass, context: UpgradeContext): readonly Diagnostic[] {
  const isMoving = moves(planned, context) || hasErrors(planned.diagnostics);
  return [
    ...(isMoving ? checkKarpenter(planned, context) : []),
    // Of classes of v1alpha1 it is enough that they cannot be upgraded.
    ...(isMoving && planned.view.generation !== "alpha" ? checkClass(planned, context) : []),
    ...planned.pools.flatMap(checkPool),
  ];
}

/**
 * Whether Karpenter may not have seen the control plane's version yet: it moves, or pools are frozen
 * and nothing else has been done. A canary, or a pool that is thawed, came after the wait.
 */
function needsSoak(
  works: readonly ClassWork[],
  { canaries }: PoolUpgrade,
  { movesControlPlane }: UpgradeContext,
): boolean {
  const phases = new Set(works.flatMap(({ planned }) => planned.pools.map(({ phase }) => phase)));
  const isBegun = phases.has("thawed") || canaries.length > 0;
  return works.length > 0 && (movesControlPlane || (phases.has("frozen") && !isBegun));
}

/** Canaries of this plan, and those that earlier ones left. */
function removals(works: readonly ClassWork[], { canaries }: PoolUpgrade): readonly StepDraft[] {
  const planned = new Map(
    works.flatMap((work) =>
      work.canary === undefined ? [] : [[work.planned.name, work.canary] as const],
    ),
  );
  const names = new Set([...planned.keys(), ...canaries.map(({ of }) => of)]);
  return [...names].toSorted().map((name) =>
    removeCanary(
      name,
      canaries.filter(({ of }) => of === name),
      planned.get(name),
    ),
  );
}
