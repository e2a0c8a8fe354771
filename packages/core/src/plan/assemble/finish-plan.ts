import type { Diagnostic } from "../../diagnostic.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { PlanGuard } from "../plan-contribution.ts";
import { planDiagnostics } from "../plan-diagnostics.ts";
import type { ClusterPlan } from "../upgrade-plan.ts";
import { garbageOf } from "./garbage.ts";
import { cleanUpDraft, verifyDraft } from "./own-steps.ts";
import type { KnownVersion } from "./plan-group.ts";
import type { PlanBase, PlanWork } from "./plan-work.ts";
import { stepBuilder } from "./step-builder.ts";

/** Puts the plan together when all its hops are planned. */
export function finishPlan(work: PlanWork, base: PlanBase, end: KnownVersion): ClusterPlan {
  const { state } = work.input;
  const { options, keeps, guards } = work.parts;
  const garbage = garbageOf(state, work.objects, work.changes, keeps);
  const removable = garbage.filter(({ keep }) => keep === undefined);
  const isWaiting = work.hops.some(({ waitsFor }) => waitsFor !== undefined);
  if (options.intent.cleanUp === true && !isWaiting && removable.length > 0) {
    const place = { hop: 0, version: end.text };
    work.builder.chain([cleanUpDraft(removable)], place, work.frontier);
  }
  const guarded =
    work.builder.steps.length === 0 ? [] : guards.flatMap((guard) => runGuard(guard, work));
  const found = distinct([...work.diagnostics, ...guarded]);
  const blockers = found.filter(({ severity }) => severity === "error");
  const steps = blockers.length > 0 ? [] : withStart(work, base);
  return {
    formatVersion: 1,
    cluster: base.cluster,
    ...(base.wave !== undefined && { wave: base.wave }),
    ...(base.from !== undefined && { from: base.from.text }),
    to: end.text,
    hops: steps.length === 0 && blockers.length === 0 ? [] : work.hops,
    steps,
    images: steps.length === 0 && blockers.length === 0 ? [] : work.images,
    garbage,
    hazards: found.filter(({ severity }) => severity !== "error"),
    blockers,
    applyable: blockers.length === 0,
  };
}

/** A plan that does anything begins by looking whether the cluster is well. */
function withStart(work: PlanWork, base: PlanBase): ClusterPlan["steps"] {
  const { steps } = work.builder;
  const isOnlyBuilding = steps.every(({ action }) => action === "buildImage");
  const verify = base.from === undefined ? undefined : verifyDraft(work.input.state, base.from);
  if (verify === undefined || isOnlyBuilding || steps.length === 0) {
    return steps;
  }
  const first = stepBuilder(`${base.cluster.namespace ?? ""}/${base.cluster.name}`);
  const ids = first.chain([verify], { hop: 0, version: base.from?.text ?? "" }, []);
  return [
    ...first.steps,
    ...steps.map((step) =>
      step.after.length === 0 && step.action !== "buildImage" ? { ...step, after: ids } : step,
    ),
  ];
}

function runGuard(guard: PlanGuard, work: PlanWork): readonly Diagnostic[] {
  const { intent, targetVersions = {}, at } = work.parts.options;
  return guard({
    cluster: work.input.state,
    intent,
    hops: work.guarded,
    targetVersions,
    ...(at !== undefined && { at }),
  });
}

/** The plan of a cluster that cannot be planned. */
export function refusedPlan(
  base: PlanBase,
  faults: readonly Diagnostic[],
  state: ClusterState,
): ClusterPlan {
  const found = distinct(faults);
  const blockers = found.filter(({ severity }) => severity === "error");
  const none = planDiagnostics.report("PLAN_CLUSTER_BROKEN", {
    message: `${state.name} cannot be planned`,
  });
  return {
    formatVersion: 1,
    cluster: base.cluster,
    ...(base.wave !== undefined && { wave: base.wave }),
    ...(base.from !== undefined && { from: base.from.text }),
    hops: [],
    steps: [],
    images: [],
    garbage: [],
    hazards: found.filter(({ severity }) => severity !== "error"),
    blockers: blockers.length === 0 ? [none] : blockers,
    applyable: false,
  };
}

/** What is found for every hop, or every group, and says the same is said once. */
function distinct(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = new Set<string>();
  return found.filter(({ code, message, pointer, source }) => {
    const text = `${code}|${message}|${pointer}|${source?.file}|${source?.line}`;
    const isNew = !said.has(text);
    said.add(text);
    return isNew;
  });
}
