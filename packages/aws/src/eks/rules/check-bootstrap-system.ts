import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  type ManifestRule,
  ownValue,
  valueAt,
} from "@imagewright/core";

import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";
import { coreGroup, type MachineOwner, machineOwner, ownerKinds } from "./machine-owner.ts";

/** Where the image of a machine stands, by kind of the machine. */
const places: ReadonlyMap<string, string> = new Map([
  ["AWSMachine", "/spec"],
  ["AWSMachineTemplate", "/spec/template/spec"],
  ["AWSMachinePool", "/spec/awsLaunchTemplate"],
  ["AWSManagedMachinePool", "/spec/awsLaunchTemplate"],
]);

/** An EKSConfig boots Amazon Linux 2, a NodeadmConfig 2023: the image has to be of that release. */
export const checkBootstrapSystem: ManifestRule = {
  group: coreGroup,
  kinds: ownerKinds,
  check(context) {
    const owner = machineOwner(context);
    const booted = releaseOfBootstrap(owner.bootstrapKind);
    const image = owner.infrastructure === undefined ? undefined : imageRelease(owner);
    return booted === undefined || image === undefined || image === booted
      ? []
      : [mismatch(owner, image)];
  },
};

function mismatch(owner: MachineOwner, image: "2" | "2023"): Diagnostic {
  return eksManifestDiagnostics.report("EKS_BOOTSTRAP_SYSTEM", {
    message: `the image of the machine is Amazon Linux ${image}`,
    pointer: `${owner.pointer}/bootstrap/configRef/kind`,
    found: owner.bootstrapKind,
    expected: image === "2" ? "an EKSConfig" : "a NodeadmConfig",
  });
}

function releaseOfBootstrap(kind: string): "2" | "2023" | undefined {
  if (kind.startsWith("EKSConfig")) {
    return "2";
  }
  return kind.startsWith("NodeadmConfig") ? "2023" : undefined;
}

/** The release of Amazon Linux that a machine says it boots; undefined where only its AMI tells. */
function imageRelease({
  infrastructure,
  infrastructureKind,
}: MachineOwner): "2" | "2023" | undefined {
  const machine = valueAt(infrastructure ?? {}, places.get(infrastructureKind) ?? "/none");
  const lookup = isJsonObject(machine) ? valueAt(machine, "/ami/eksLookupType") : undefined;
  if (typeof lookup === "string") {
    return lookup.startsWith("AmazonLinux2023") ? "2023" : "2";
  }
  const amiType = valueAt(infrastructure ?? {}, "/spec/amiType");
  if (infrastructureKind !== "AWSManagedMachinePool" || hasOwnImage(machine)) {
    return undefined;
  }
  return typeof amiType === "string" ? releaseOfAmiType(amiType) : undefined;
}

function hasOwnImage(machine: unknown): boolean {
  const ami = isJsonObject(machine) ? ownValue(machine, "ami") : undefined;
  return isJsonObject(ami) && ownValue(ami satisfies JsonObject, "id") !== undefined;
}

function releaseOfAmiType(amiType: string): "2" | "2023" | undefined {
  if (amiType.startsWith("AL2023_")) {
    return "2023";
  }
  return amiType.startsWith("AL2_") ? "2" : undefined;
}
