import { type ObjectAddress, textAt } from "@imagewright/core";
import type { PlanGuard } from "@imagewright/core/plan";

import { machinePlaces } from "../../parse/manifest.ts";
import { planFinding } from "../plan-finding.ts";

const kind = "AzureMachineTemplate";
const machine = machinePlaces.get(kind) ?? "";

/**
 * A copy carries the public key that stands in the template. Where none does, CAPZ makes one up for
 * each template: the live one has a key, and the copy gets another.
 */
export const sshKeyGuard: PlanGuard = ({ hops }) => {
  const made = new Set<string>();
  return hops.flatMap(({ changes, after }) =>
    changes.flatMap((change) => {
      if (change.change !== "copy" || change.object.kind !== kind) {
        return [];
      }
      const isCopyOfCopy = made.has(keyOf(change.of));
      made.add(keyOf(change.object));
      const stored = after.find(change.object);
      const key = stored && textAt(stored.object, `${machine}/sshPublicKey`);
      if (isCopyOfCopy || stored === undefined || (key ?? "") !== "") {
        return [];
      }
      const message = `the copy of ${kind} ${change.of.name} gets another SSH key than machines have now`;
      return [planFinding("CAPZ_PLAN_SSH_KEY", { ...stored, pointer: machine }, { message })];
    }),
  );
};

function keyOf({ namespace = "", name }: ObjectAddress): string {
  return `${namespace}/${name}`;
}
