import type { ClusterPlan, PlanStep } from "../upgrade-plan.ts";
import { describeStep } from "./describe-step.ts";
import { kubectlObject } from "./kubectl-object.ts";
import type { StagedStep } from "./plan-stages.ts";
import { type RolloutWait, rolloutWait } from "./rollout-wait.ts";
import type { ScriptAwait, ScriptNodes, ScriptWait } from "./upgrade-script-model.ts";
import { waitTemplate } from "./wait-template.ts";

/** What a step waits for: what kubectl can see, and what a person has to. */
export function stepWait(
  staged: StagedStep,
  plan: ClusterPlan,
): Pick<ScriptAwait, "wait" | "question"> {
  const { step } = staged;
  if (step.check === undefined) {
    return {};
  }
  const { wait, isProven } = seenWait(staged, plan);
  return {
    ...(wait !== undefined && { wait: scriptWait(wait, step) }),
    ...(!isProven && {
      question: `${describeStep(step).finished} Manifests do not tell: is it finished?`,
    }),
  };
}

/** What kubectl can see of the end of a step, and whether that is enough. */
export function seenWait(
  { step, checkVersion }: StagedStep,
  plan: ClusterPlan,
): { readonly wait?: RolloutWait; readonly isProven: boolean } {
  const wait = step.check && rolloutWait(step.check, checkVersion);
  if (wait?.nodes === undefined || changesVersion(step, plan)) {
    return wait === undefined ? { isProven: false } : { wait, isProven: true };
  }
  const { object, lines, reported } = wait;
  return { wait: { object, lines, reported }, isProven: false };
}

/** Nodes tell their version, and not the image they were made from. */
function changesVersion({ hop, effects, check }: PlanStep, plan: ClusterPlan): boolean {
  const version = check?.intended.kubernetesVersion;
  const taken = plan.hops.find(({ number }) => number === hop);
  const isWritten = effects.some(
    (change) =>
      change.change === "patch" &&
      change.fields.some(
        ({ to }) =>
          typeof to === "string" && version !== undefined && to.replace(/^v/u, "") === version,
      ),
  );
  return isWritten || (taken?.from !== undefined && taken.from !== taken.version);
}

function scriptWait(wait: RolloutWait, { id, action }: PlanStep): ScriptWait {
  const { object, lines, reported, nodes } = wait;
  const named = { object: kubectlObject(object), namespace: object.namespace ?? "" };
  const [first] = reported;
  const proof: ScriptNodes | undefined =
    nodes !== undefined
      ? {
          ...named,
          id,
          reported: first === undefined ? "" : `{${first.each ?? ""}${first.found}}`,
          template: waitTemplate(reported),
          where: nodes.cluster,
          selector: nodes.selector ?? "",
          names: nodes.names ?? "",
          how: nodes.how,
          version: nodes.version,
          least: action === "verifyCanary" ? 1 : 0,
        }
      : undefined;
  return { ...named, template: waitTemplate(lines), ...(proof !== undefined && { nodes: proof }) };
}
