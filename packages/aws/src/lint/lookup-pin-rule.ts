import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

/** What a newer AMI does, by kind; with machines it waits for the next one. */
const messages: ReadonlyMap<string, string> = new Map([
  ["AWSMachinePool", "the pool names no AMI: a newer one starts an instance refresh"],
  [
    "AWSManagedMachinePool",
    "the pool names no AMI: a newer one starts an update of the node group",
  ],
]);

/** Lookups: another machine, another image. */
export const lookupPinRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined || machine.id !== undefined) {
      return [];
    }
    const message =
      messages.get(context.kind) ?? "no AMI is named: every new machine takes the newest";
    return [awsDiagnostics.report("AWS_LOOKUP_UNPINNED", { message, pointer: machine.at })];
  },
};
