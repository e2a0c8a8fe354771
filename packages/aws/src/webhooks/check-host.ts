import type { Diagnostic } from "@imagewright/core";

import { type Fields, isGiven, refusal, textOf } from "./fields.ts";

const code = "AWS_HOST_REFUSED";

/**
 * Dedicated hosts of a machine.
 *
 * @param isInherited - the object that is replaced had host affinity without its tenancy already
 */
export function checkHost(
  machine: Fields,
  {
    isTemplate,
    isInherited = false,
  }: { readonly isTemplate: boolean; readonly isInherited?: boolean },
): readonly Diagnostic[] {
  const hasHost = textOf(machine, "hostID") !== "";
  const isDynamic = isGiven(machine, "dynamicHostAllocation");
  const isAffine = textOf(machine, "hostAffinity") === "host";
  const isHost = textOf(machine, "tenancy") === "host";
  const exclusive = "hostID and dynamicHostAllocation are mutually exclusive";
  const cases: readonly (readonly [boolean, string, string])[] = [
    [hasHost && isDynamic, "hostID", exclusive],
    [hasHost && isDynamic, "dynamicHostAllocation", exclusive],
    [hasHost && !isHost, "hostID", "hostID can only be set when tenancy is 'host'"],
    [
      isAffine && !isHost && !isInherited,
      "hostAffinity",
      "hostAffinity can only be set to 'host' when tenancy is 'host'",
    ],
    [
      isDynamic && !isHost,
      "dynamicHostAllocation",
      "dynamicHostAllocation can only be set when tenancy is 'host'",
    ],
    [
      isTemplate && isAffine && !hasHost && !isDynamic,
      "hostID",
      "hostID or dynamicHostAllocation must be set when hostAffinity is 'host'",
    ],
    [
      isDynamic && !isAffine,
      "dynamicHostAllocation",
      "dynamicHostAllocation can only be set when hostAffinity is 'host'",
    ],
  ];
  return cases
    .filter(([isBroken]) => isBroken)
    .map(([, key, message]) => refusal(code, machine, key, message));
}

/** Whether a machine has the host affinity that CAPA 2.10.0 filled in, without its tenancy. */
export function hasAffinityAlone(machine: Fields): boolean {
  return textOf(machine, "hostAffinity") === "host" && textOf(machine, "tenancy") !== "host";
}
