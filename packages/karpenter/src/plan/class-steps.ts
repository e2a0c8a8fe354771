import { isSameJson, valueAt } from "@imagewright/core";
import type { DeleteChange, ObjectChange, StepDraft, StoredObject } from "@imagewright/core/plan";

import { type Canary, podAddress } from "./canary.ts";
import type { PlannedClass } from "./planned-class.ts";
import { patchOf, subjectOf } from "./pool-steps.ts";
import type { FoundCanary } from "./read-upgrade.ts";

/** Canaries of a class that have the images it is to have: they need not be started again. */
export function currentCanaries(
  { name, wanted }: PlannedClass,
  canaries: readonly FoundCanary[],
): readonly StoredObject[] {
  const terms = valueAt(wanted, "/spec/amiSelectorTerms");
  return canaries.flatMap(({ of, pool, nodeClass }) => {
    const its = nodeClass && valueAt(nodeClass.object, "/spec/amiSelectorTerms");
    return of === name && pool !== undefined && its !== undefined && isSameJson(its, terms)
      ? [pool.stored]
      : [];
  });
}

/** A few nodes of the new images, then the class itself. */
export function switchSteps(
  planned: PlannedClass,
  canary: Canary,
  running: readonly StoredObject[],
): readonly StepDraft[] {
  const pools =
    running.length > 0
      ? running.map(({ address }) => address)
      : canary.pools.map(({ pool }) => pool.object);
  return [
    ...(running.length > 0 ? [] : [createCanary(planned, canary)]),
    ...pools.map((address): StepDraft => {
      const { group, kind, name } = address;
      return {
        class: "read",
        action: "verifyCanary",
        title: `See that the nodes of NodePool ${name} are well`,
        reason: "An image that does not join, or runs another kubelet, is found out here.",
        effects: [],
        check: { subject: { group, kind, name }, intended: planned.intended },
        rollback: "none",
      };
    }),
    switchClass(planned),
  ];
}

/** It starts nodes, so that it has to wait for the control plane like every change. */
function createCanary({ name }: PlannedClass, { nodeClass, pools }: Canary): StepDraft {
  const effects: readonly ObjectChange[] = [
    nodeClass,
    ...pools.flatMap(({ pool, pod }) => (pod === undefined ? [pool] : [pool, pod])),
  ];
  return {
    class: "change",
    action: "createCanary",
    title: `Start a canary of EC2NodeClass ${name}`,
    reason: "A class that is changed in place changes for all its pools at once.",
    effects,
    rollback: "revert",
  };
}

function switchClass({ name, stored, wanted, images, intended }: PlannedClass): StepDraft {
  const names = [...new Set(images.map(({ record }) => record.name))].join(" and ");
  return {
    class: "change",
    action: "upgradeNodes",
    title: `Switch EC2NodeClass ${name} to ${names}`,
    reason: "Its pools are frozen: no node is replaced before they are thawed.",
    effects: [patchOf(stored, stored.object, wanted)],
    check: { subject: subjectOf(stored), intended },
    rollback: "revert",
  };
}

/** Takes canaries away: pods first, so that nothing starts nodes again, classes last. */
export function removeCanary(
  of: string,
  found: readonly FoundCanary[],
  planned: Canary | undefined,
): StepDraft {
  const pools = new Map<string, readonly DeleteChange[]>();
  const classes = new Map<string, DeleteChange>();
  for (const { pool, nodeClass } of found) {
    if (pool !== undefined) {
      const { address, object } = pool.stored;
      const isStatic = valueAt(object, "/spec/replicas") !== undefined;
      const pod = { change: "delete", object: podAddress(address.name) } as const;
      pools.set(address.name, [...(isStatic ? [] : [pod]), deleteOf(pool.stored)]);
    }
    if (nodeClass !== undefined) {
      classes.set(nodeClass.address.name, deleteOf(nodeClass));
    }
  }
  for (const { pool, pod } of planned?.pools ?? []) {
    const changes = pod === undefined ? [pool] : [pod, pool];
    pools.set(
      pool.object.name,
      changes.map(({ object }) => ({ change: "delete", object })),
    );
  }
  if (planned !== undefined) {
    const { object } = planned.nodeClass;
    classes.set(object.name, { change: "delete", object });
  }
  return {
    class: "change",
    action: "removeCanary",
    title: `Remove the canary of EC2NodeClass ${of}`,
    reason: "It was there to try the image, and its node costs money.",
    effects: [...[...pools.values()].flat(), ...classes.values()],
    rollback: "partly",
  };
}

function deleteOf({ address, source }: StoredObject): DeleteChange {
  return { change: "delete", object: address, ...(source !== undefined && { source }) };
}
