import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { instanceArchitecture } from "../instance-architecture.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

/** The GPU types of CAPA are of x86_64, whatever the machine. */
export const gpuArchitectureRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const type = machine?.lookup.eksLookupType;
    const isArm = instanceArchitecture(machine?.instanceType ?? "") === "arm64";
    const message = "CAPA takes an x86_64 image for GPUs, and the instance type is arm64";
    return machine !== undefined &&
      type?.endsWith("GPU") === true &&
      machine.id === undefined &&
      isArm
      ? [
          awsDiagnostics.report("AWS_LOOKUP_EKS", {
            message,
            pointer: `${machine.at}/ami/eksLookupType`,
            found: type,
          }),
        ]
      : [];
  },
};
