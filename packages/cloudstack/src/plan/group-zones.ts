import { type ClusterState, objectKind } from "@imagewright/core";
import type { MachineGroup, PlanObjects, StoredObject } from "@imagewright/core/plan";

import { capcText } from "../capc-text.ts";
import { type FailureDomain, failureDomainsOf } from "../failure-domains.ts";
import { machineOf } from "./group-machines.ts";

/** The zones that machines of a group can be made in. */
export interface GroupZones {
  /** Undefined where the CloudStackCluster is not among the objects. */
  readonly cluster: StoredObject | undefined;
  readonly domains: readonly FailureDomain[];
  /** Names of zones, each once. */
  readonly names: readonly string[];
  /** How many zones there are, named or not. */
  readonly count: number;
}

/**
 * Machines are made in every failure domain of the cluster, workers in one at random: unless the
 * machine, or its owner, is bound to one.
 */
export function zonesOf(
  group: MachineGroup,
  cluster: ClusterState,
  objects: PlanObjects,
): GroupZones {
  const stored = cluster.infrastructure && objects.find(cluster.infrastructure.target);
  const found =
    stored !== undefined && objectKind(stored.object)?.kind === "CloudStackCluster"
      ? stored
      : undefined;
  const all = found === undefined ? [] : failureDomainsOf(found.object).domains;
  const bound = boundDomain(group, objects);
  const domains = bound === "" ? all : all.filter(({ name }) => name === bound);
  const names = domains.flatMap(({ zone }) => {
    const name = capcText(zone, "/name");
    return name === "" ? [] : [name];
  });
  const texts = domains.map(({ zone }) => capcText(zone, "/name") || capcText(zone, "/id"));
  return { cluster: found, domains, names: [...new Set(names)], count: new Set(texts).size };
}

/** What a machine template, or else its owner, says of the failure domain. */
function boundDomain(group: MachineGroup, objects: PlanObjects): string {
  const made = machineOf(group, objects);
  const own = made === undefined ? "" : capcText(made.machine, "/failureDomainName");
  const owner = objects.find(group.place.object);
  return own === "" && owner !== undefined
    ? capcText(owner.object, "/spec/template/spec/failureDomain")
    : own;
}
