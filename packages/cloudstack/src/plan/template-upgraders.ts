import {
  kubeadmControlPlaneUpgrader,
  machineDeploymentUpgrader,
} from "@imagewright/cluster-api/plan";
import type { ClusterState, Diagnostic } from "@imagewright/core";
import type {
  GroupUpgrade,
  ImageNeed,
  MachineGroup,
  PlanObjects,
  Upgrader,
} from "@imagewright/core/plan";

import { isOnCloudStack } from "./group-machines.ts";
import { zonesOf } from "./group-zones.ts";
import { planFinding } from "./plan-finding.ts";

/**
 * Control planes and deployments of CAPC: upgraded as Cluster API does, with a template that has to
 * be in every zone their machines can be made in.
 */
export const templateUpgraders: readonly Upgrader[] = [
  inAllZones(kubeadmControlPlaneUpgrader),
  inAllZones(machineDeploymentUpgrader),
];

function inAllZones(base: Upgrader): Upgrader {
  return {
    ...base,
    handles: (group, cluster, objects) =>
      isOnCloudStack(group) && base.handles(group, cluster, objects),
    imageNeed: (group, cluster, objects) =>
      templateNeed(group, cluster, objects) ?? base.imageNeed?.(group, cluster, objects),
    plan(groups, context) {
      const { steps, diagnostics, ...others } = base.plan(groups, context);
      const faults =
        steps.length === 0
          ? []
          : groups.flatMap((upgrade) => checkId(upgrade, context.cluster, context.objects));
      return { ...others, steps, diagnostics: [...faults, ...diagnostics] };
    },
  };
}

function templateNeed(
  group: MachineGroup,
  cluster: ClusterState,
  objects: PlanObjects,
): ImageNeed | undefined {
  const reference = group.images[0]?.reference;
  if (reference?.kind !== "cloudstack-template") {
    return undefined;
  }
  // A machine of v1beta1 names its zone.
  const { zone } = reference;
  const locations = zone === undefined ? zonesOf(group, cluster, objects).names : [zone];
  return { by: "catalog", kinds: [reference.kind], locations, current: reference };
}

/** An id means a template of one zone. */
function checkId(
  { group, image }: GroupUpgrade,
  cluster: ClusterState,
  objects: PlanObjects,
): readonly Diagnostic[] {
  const [use] = group.images;
  const found = image?.reference.kind === "cloudstack-template" ? image.reference.id : undefined;
  const isInZone =
    use?.reference.kind === "cloudstack-template" && use.reference.zone !== undefined;
  if (use === undefined || found === undefined || isInZone) {
    return [];
  }
  const { count } = zonesOf(group, cluster, objects);
  if (count < 2) {
    return [];
  }
  const message = `${group.name} names its template by an id, and its machines can be in ${count} zones`;
  return [planFinding("CAPC_PLAN_TEMPLATE_ID", use.place, { message, found })];
}
