import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { isByName, machineImage, machineKinds } from "./machine-image.ts";

/** Fields that CAPA does not look at. */
export const lookupIgnoredRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined) {
      return [];
    }
    const { id, lookup, at } = machine;
    if (id !== undefined) {
      const message = "the lookup beside the AMI id is ignored";
      const pointer = `${at}/ami/id`;
      return Object.keys(lookup).length > 1
        ? [awsDiagnostics.report("AWS_LOOKUP_IGNORED", { message, pointer })]
        : [];
    }
    if (lookup.eksLookupType === undefined) {
      return [];
    }
    const facts = { pointer: `${at}/ami/eksLookupType`, found: lookup.eksLookupType };
    const isOwn = machine.owners.some(({ isEks }) => isEks === false);
    const isNamed = isByName(machine) || machine.owners.some((owner) => isByName(machine, owner));
    const message = isOwn
      ? "the cluster is not managed by EKS, so that the type is ignored"
      : "a lookup field of the machine or its cluster is set, so that the type is ignored";
    return isOwn || isNamed
      ? [awsHazardDiagnostics.report("AWS_EKS_TYPE_IGNORED", { ...facts, message })]
      : [];
  },
};
