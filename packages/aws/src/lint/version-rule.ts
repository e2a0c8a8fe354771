import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

/** A machine that CAPA has nothing to look up for. */
export const versionRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const isOpen = machine?.owners.some(({ version }) => version === undefined) ?? false;
    if (machine === undefined || !isOpen) {
      return [];
    }
    if (machine.id === undefined) {
      const message = "neither an AMI id nor the version of the owner is set";
      return [awsHazardDiagnostics.report("AWS_VERSION_MISSING", { message, pointer: machine.at })];
    }
    const message = "the owner says no version beside the AMI";
    const pointer = `${machine.at}/ami/id`;
    return machine.owners.some(
      ({ kind, version }) => kind === "MachinePool" && version === undefined,
    )
      ? [awsHazardDiagnostics.report("AWS_VERSION_UNSAID", { message, pointer })]
      : [];
  },
};
