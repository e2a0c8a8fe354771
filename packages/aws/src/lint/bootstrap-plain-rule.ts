import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, ownValue } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Pools that show their bootstrap data: those without Ignition, and those that switch it to plain. */
export const bootstrapPlainRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachinePool"],
  check({ object }) {
    const ignition = mapAt(object, "/spec/ignition");
    const isPlain =
      ignition === undefined || ownValue(ignition, "storageType") === "UnencryptedUserData";
    const message = "the bootstrap data go into the launch template as they are";
    const pointer =
      ignition === undefined ? "/spec/awsLaunchTemplate" : "/spec/ignition/storageType";
    return isPlain
      ? [awsHazardDiagnostics.report("AWS_BOOTSTRAP_PLAIN", { message, pointer })]
      : [];
  },
};
