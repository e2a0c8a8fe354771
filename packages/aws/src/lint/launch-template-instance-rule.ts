import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage } from "./machine-image.ts";

/** Launch templates that look up an image for an instance type that stands elsewhere. */
export const launchTemplateInstanceRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool", "AWSManagedMachinePool"],
  check(context) {
    const machine = machineImage(context);
    const message = "the launch template has no instance type: the image is looked up for x86_64";
    return machine !== undefined && machine.id === undefined && machine.instanceType === ""
      ? [
          awsHazardDiagnostics.report("AWS_LAUNCH_TEMPLATE_INSTANCE", {
            message,
            pointer: machine.at,
          }),
        ]
      : [];
  },
};
