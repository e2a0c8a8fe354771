import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, ownValue } from "@imagewright/core";

import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { machineImage } from "./machine-image.ts";

/** nodeadm and the secrets backend of cloud-init. */
export const nodeadmSecretsRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: ["AWSMachineTemplate", "AWSMachine"],
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined) {
      return [];
    }
    const isNodeadm =
      machine.owners.some(({ bootstrapKind = "" }) => bootstrapKind.startsWith("NodeadmConfig")) ||
      (machine.id === undefined &&
        machine.lookup.eksLookupType?.startsWith("AmazonLinux2023") === true);
    const cloudInit = mapAt(machine.fields, "/cloudInit") ?? {};
    const pointer = `${machine.at}/cloudInit/insecureSkipSecretsManager`;
    const message = "nodeadm cannot fetch its configuration from a secrets backend";
    return isNodeadm && ownValue(cloudInit, "insecureSkipSecretsManager") !== true
      ? [awsHazardDiagnostics.report("AWS_NODEADM_SECRETS", { message, pointer })]
      : [];
  },
};
