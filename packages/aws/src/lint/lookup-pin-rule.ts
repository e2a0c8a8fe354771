import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

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
      machine.place.of === "launch-template"
        ? "the pool has no AMI: a newer one that matches starts an instance refresh"
        : "no AMI is named: every new machine takes the newest that matches";
    return [awsDiagnostics.report("AWS_LOOKUP_UNPINNED", { message, pointer: machine.at })];
  },
};
