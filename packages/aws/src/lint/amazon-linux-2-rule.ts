import { infrastructureGroup } from "@imagewright/cluster-api";
import { type JsonObject, type ManifestRule, mapAt } from "@imagewright/core";

import { type ImageOwner, imageOwners } from "../image-owners.ts";
import { amiTypeOf, isEnded, versionOf } from "./eks-facts.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { isByName, type MachineImage, machineImage, machineKinds } from "./machine-image.ts";

/** Amazon Linux 2 where AWS publishes none: by lookup, by type of AMI, or by their default. */
export const amazonLinux2Rule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const spec = mapAt(context.object, "/spec") ?? {};
    const owners = imageOwners(context.object, context.manifests);
    const old = owners.find((owner) => isEnded(versionOf(owner)));
    if (old === undefined) {
      return [];
    }
    const message = `there is no Amazon Linux 2 image for Kubernetes ${versionOf(old) ?? ""}`;
    const pointer = amazonLinux2At(machine, spec, context.kind, old);
    return pointer === undefined
      ? []
      : [awsHazardDiagnostics.report("AWS_EKS_AMAZON_LINUX_2", { message, pointer })];
  },
};

function amazonLinux2At(
  machine: MachineImage | undefined,
  spec: JsonObject,
  kind: string,
  owner: ImageOwner,
): string | undefined {
  if (machine === undefined) {
    const isOld = kind === "AWSManagedMachinePool" && amiTypeOf(spec).startsWith("AL2_");
    return isOld ? "/spec/amiType" : undefined;
  }
  const isEks = owner.isEks === true || kind === "AWSManagedMachinePool";
  const type = machine.lookup.eksLookupType ?? "AmazonLinux";
  const isOld = type === "AmazonLinux" || type === "AmazonLinuxGPU";
  return isEks && isOld && machine.id === undefined && !isByName(machine, owner)
    ? `${machine.at}/ami/eksLookupType`
    : undefined;
}
