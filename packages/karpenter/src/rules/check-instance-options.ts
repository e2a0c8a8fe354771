import { type Diagnostic, showValue } from "@imagewright/core";

import { selectorTagsFault } from "../aws-tags.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import type {
  CapacityReservationSelectorTerm,
  NetworkInterface,
  NodeClassSpec,
} from "../node-class-spec.ts";
import type { NodePoolOptions } from "../node-pool-options.ts";

/** Every problem of reservations, placement, network interfaces and connection tracking. */
export function checkInstanceOptions(
  options: NodeClassSpec,
  pointer: string,
): readonly Diagnostic[] {
  const { placementGroupSelector: group, connectionTracking, networkInterfaces } = options;
  const found = (options.capacityReservationSelectorTerms ?? []).flatMap((term, index) =>
    report(reservationFault(term), `${pointer}/capacityReservationSelectorTerms/${index}`),
  );
  if (group !== undefined && (group.name === undefined) === (group.id === undefined)) {
    const message = "a placement group is named by its name or by its id";
    found.push(...report(message, `${pointer}/placementGroupSelector`));
  }
  if (connectionTracking !== undefined && Object.keys(connectionTracking).length === 0) {
    const message = "connectionTracking sets no timeout";
    found.push(...report(message, `${pointer}/connectionTracking`));
  }
  const fault = networkInterfaces === undefined ? undefined : interfacesFault(networkInterfaces);
  return [...found, ...report(fault, `${pointer}/networkInterfaces`)];
}

/** A static pool has a number of nodes instead of limits and a weight. */
export function checkStaticPool(
  { replicas, weight, limits = {} }: NodePoolOptions,
  pointer: string,
): readonly Diagnostic[] {
  if (replicas === undefined) {
    return [];
  }
  const facts = { pointer: `${pointer}/replicas`, found: showValue(replicas) };
  const others = Object.keys(limits).filter((resource) => resource !== "nodes");
  const messages = [
    ...(weight === undefined ? [] : ["a static pool has no weight"]),
    ...(others.length === 0 ? [] : ["a static pool is limited by `nodes` only"]),
  ];
  return messages.map((message) =>
    karpenterDiagnostics.report("KARPENTER_STATIC_POOL", { ...facts, message }),
  );
}

function reservationFault(term: CapacityReservationSelectorTerm): string | undefined {
  const { id, tags, instanceMatchCriteria } = term;
  if (id === undefined && tags === undefined && instanceMatchCriteria === undefined) {
    return "a reservation is selected by tags, by id or by instanceMatchCriteria";
  }
  if (id !== undefined && Object.keys(term).length > 1) {
    return "id is not alone in its term";
  }
  return tags === undefined ? undefined : selectorTagsFault(tags);
}

function interfacesFault(list: readonly NetworkInterface[]): string | undefined {
  const places = list.map(
    ({ networkCardIndex, deviceIndex }) => `${networkCardIndex}/${deviceIndex}`,
  );
  const cards = list
    .filter(({ interfaceType }) => interfaceType === "efa-only")
    .map(({ networkCardIndex }) => networkCardIndex);
  const hasPrimary = list.some(
    (one, index) => places[index] === "0/0" && one.interfaceType === "interface",
  );
  if (!hasPrimary) {
    return "card 0, device 0 has to be of type interface";
  }
  if (new Set(places).size < places.length) {
    return "two interfaces are on one device of one card";
  }
  return new Set(cards).size < cards.length ? "a card has one efa-only interface" : undefined;
}

function report(message: string | undefined, pointer: string): Diagnostic[] {
  return message === undefined
    ? []
    : [karpenterDiagnostics.report("KARPENTER_INSTANCE", { message, pointer })];
}
