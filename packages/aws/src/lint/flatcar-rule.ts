import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, showValue } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage } from "./machine-image.ts";

/** Lookups of Flatcar for machines that CAPA starts by cloud-init, which Flatcar does not have. */
export const flatcarRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate", "AWSMachine"],
  check(context) {
    const machine = machineImage(context);
    const baseOs = machine?.id === undefined ? machine?.lookup.baseOs : undefined;
    if (machine === undefined || baseOs?.startsWith("flatcar") !== true) {
      return [];
    }
    const message = "the lookup finds Flatcar, and `ignition` is left out";
    const facts = { message, pointer: `${machine.at}/ignition`, found: showValue(baseOs) };
    return mapAt(machine.fields, "/ignition") === undefined
      ? [awsHazardDiagnostics.report("AWS_FLATCAR_IGNITION", facts)]
      : [];
  },
};
