import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ManifestRule } from "@imagewright/core";

import { type ImageOwner, imageOwners } from "../image-owners.ts";
import { isEnded, versionOf } from "./eks-facts.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { type MachineImage, machineImage, machineKinds } from "./machine-image.ts";

/** Bootstrap configurations, and the images that read them. */
export const eksBootstrapRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const pointer = machine === undefined ? "/spec" : `${machine.at}/ami/eksLookupType`;
    const faults = imageOwners(context.object, context.manifests).flatMap(
      (owner) => bootstrapFault(owner, machine) ?? [],
    );
    return [...new Set(faults)].map((message) =>
      awsHazardDiagnostics.report("AWS_EKS_BOOTSTRAP", { message, pointer }),
    );
  },
};

function bootstrapFault(owner: ImageOwner, machine: MachineImage | undefined): string | undefined {
  const kind = owner.bootstrapKind ?? "";
  const version = versionOf(owner);
  const type = machine?.id === undefined ? machine?.lookup.eksLookupType : undefined;
  if (kind.startsWith("EKSConfig")) {
    if (type?.startsWith("AmazonLinux2023") === true) {
      return `${kind} does not boot ${type}`;
    }
    return isEnded(version)
      ? `${kind} boots Amazon Linux 2, which ends before Kubernetes ${version ?? ""}`
      : undefined;
  }
  return kind.startsWith("NodeadmConfig") && (type === "AmazonLinux" || type === "AmazonLinuxGPU")
    ? `${kind} does not boot ${type}`
    : undefined;
}
