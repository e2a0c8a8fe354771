import { type JsonObject, mapAt, ownValue } from "@imagewright/core";

import type { ImageOwner } from "../image-owners.ts";
import { eksMinor, isWithoutAmazonLinux2 } from "../lookup/eks-parameter.ts";

/** Node groups of EKS. */
export const managed = ["AWSManagedMachinePool"] as const;

/** Type of AMI of a node group; the definition's default where it says none. */
export function amiTypeOf(spec: JsonObject): string {
  const amiType = ownValue(spec, "amiType");
  return typeof amiType === "string" ? amiType : "AL2_x86_64";
}

/** The version of an owner, or of its control plane where a node group follows that. */
export function versionOf({ version, kind, cluster, isEks }: ImageOwner): string | undefined {
  const plane = isEks === true && cluster !== undefined ? mapAt(cluster, "/spec") : undefined;
  const fallback =
    kind === "MachinePool" && plane !== undefined ? ownValue(plane, "version") : undefined;
  const found = version ?? (typeof fallback === "string" ? fallback : undefined);
  return found !== undefined && eksMinor(found) !== undefined ? found : undefined;
}

/** Whether there is no Amazon Linux 2 for a version; false where it is not known. */
export function isEnded(version: string | undefined): boolean {
  const minor = version === undefined ? undefined : eksMinor(version);
  return minor !== undefined && isWithoutAmazonLinux2(minor);
}
