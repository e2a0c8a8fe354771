import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, mapAt, showValue } from "@imagewright/core";

import { amiTypeOf, managed } from "./eks-facts.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { isByName, machineImage } from "./machine-image.ts";

/** What CAPA puts into a launch template, and what the node group says of its image. */
export const launchTemplateImageRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined) {
      return [];
    }
    const amiType = amiTypeOf(mapAt(context.object, "/spec") ?? {});
    const pointer = "/spec/amiType";
    const found = showValue(amiType);
    if (machine.id !== undefined) {
      const message = "the launch template names the AMI";
      return amiType === "CUSTOM"
        ? []
        : [awsHazardDiagnostics.report("AWS_AMI_TYPE_UNUSED", { message, pointer, found })];
    }
    const type = machine.lookup.eksLookupType ?? "AmazonLinux";
    const isNamed = isByName(machine) || machine.owners.some((owner) => isByName(machine, owner));
    const isAgreed =
      isNamed ||
      (amiType === "CUSTOM"
        ? machine.lookup.eksLookupType !== undefined
        : familyOf(amiType) === familyOf(type));
    const message = `the launch template takes ${familyOf(type)}, and amiType is ${amiType}`;
    return isAgreed
      ? []
      : [
          awsHazardDiagnostics.report("AWS_LAUNCH_TEMPLATE_IMAGE", {
            message,
            pointer: "/spec/awsLaunchTemplate",
            found,
          }),
        ];
  },
};

function familyOf(type: string): string {
  if (/^AL2_|^AmazonLinux(?:GPU)?$/u.test(type)) {
    return "Amazon Linux 2";
  }
  return /^AL2023_|^AmazonLinux2023/u.test(type) ? "Amazon Linux 2023" : type;
}
