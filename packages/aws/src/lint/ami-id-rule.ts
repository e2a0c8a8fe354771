import { infrastructureGroup } from "@imagewright/cluster-api";
import { type ManifestRule, showValue } from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { amiId } from "../rules/ami-id.ts";
import { machineImage, machineKinds } from "./machine-image.ts";

/** An AMI id that is none: CAPA passes it on, and EC2 refuses it. */
export const amiIdRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    if (machine?.id === undefined || amiId.test(machine.id)) {
      return [];
    }
    const isOpen = machine.id.includes("${") || machine.id.includes("{{");
    const message = isOpen
      ? "the AMI id is a placeholder that is not filled in"
      : "the text has not the form of an AMI id, and EC2 refuses it";
    const facts = { message, pointer: `${machine.at}/ami/id`, found: showValue(machine.id) };
    return [awsDiagnostics.report(isOpen ? "AWS_AMI_ID_ODD" : "AWS_AMI_ID", facts)];
  },
};
