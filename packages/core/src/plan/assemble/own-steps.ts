import type { RolloutSubject } from "../../rollout/rollout-verdict.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { ObjectAddress } from "../object-address.ts";
import type { StepDraft } from "../plan-contribution.ts";
import type { PlanGarbage } from "../upgrade-plan.ts";
import type { PathHop } from "./hop-path.ts";
import type { KnownVersion } from "./plan-group.ts";

/** Before anything is changed: the control plane is well, and no rollout is going on. */
export function verifyDraft(state: ClusterState, from: KnownVersion): StepDraft | undefined {
  const object = state.controlPlane?.place.object;
  return (
    object && {
      class: "read",
      action: "verifyStart",
      title: `See that ${object.kind} ${nameOf(object)} is well at ${from.text}`,
      reason: "A rollout that has not ended, or an unhealthy etcd, makes the next one dangerous.",
      effects: [],
      check: { subject: subjectOf(object), intended: { kubernetesVersion: from.text } },
      rollback: "none",
    }
  );
}

export function approvalDraft(state: ClusterState, hop: PathHop): StepDraft {
  return {
    class: "approve",
    action: "approve",
    title: `Agree to the upgrade of cluster ${state.name} to ${hop.version.text}`,
    reason: "The intent asks for a person's consent before each step of the control plane.",
    effects: [],
    rollback: "none",
  };
}

/** A control plane that no manifest describes is somebody else's to upgrade. */
export function manualDraft(state: ClusterState, hop: PathHop): StepDraft {
  const name = state.name === "" ? "the cluster" : `cluster ${state.name}`;
  return {
    class: "approve",
    action: "upgradeByHand",
    title: `Upgrade the control plane of ${name} to ${hop.version.text}, and see that its API server says so`,
    reason: "No manifest describes the control plane, and nodes may not be newer than it.",
    effects: [],
    rollback: "impossible",
  };
}

export function soakDraft(seconds: number, hop: PathHop): StepDraft {
  return {
    class: "wait",
    action: "soak",
    title: `Wait ${seconds} seconds with ${hop.version.text}`,
    reason: "The intent asks for time in which faults can show.",
    effects: [],
    seconds,
    rollback: "none",
  };
}

export function cleanUpDraft(garbage: readonly PlanGarbage[]): StepDraft {
  return {
    class: "change",
    action: "cleanUp",
    title: `Delete ${garbage.length === 1 ? "the template" : `${garbage.length} templates`} that nothing refers to, once no MachineSet and no Machine does either`,
    reason: "Nobody else deletes templates of clusters without a topology.",
    effects: garbage.map(({ object, source }) => ({
      change: "delete",
      object,
      ...(source !== undefined && { source }),
    })),
    rollback: "revert",
  };
}

function subjectOf({ group, kind, name, namespace }: ObjectAddress): RolloutSubject {
  return { group, kind, name, ...(namespace !== undefined && { namespace }) };
}

function nameOf({ name, namespace }: ObjectAddress): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
