import type { ControlPlaneState, JsonObject, ObjectAddress } from "@imagewright/core";
import type { PlanObjects } from "@imagewright/core/plan";

import { kubeadmSpecPointer } from "../../reference/version-fields.ts";

/**
 * The object with a control plane's kubeadm configuration: the control plane, or, of a topology, the
 * template of its class or what was made from that.
 */
export function kubeadmObject(
  { place, components, members }: ControlPlaneState,
  objects: PlanObjects,
): JsonObject | undefined {
  const addresses: readonly ObjectAddress[] = [
    place.object,
    ...components.map((component) => component.place.object),
    ...members.filter(({ kind }) => kind === "KubeadmControlPlane"),
  ];
  for (const address of addresses) {
    const object = objects.find(address)?.object;
    if (object !== undefined && kubeadmSpecPointer(object) !== undefined) {
      return object;
    }
  }
  return undefined;
}
