import { infrastructureGroup } from "@imagewright/cluster-api";
import { type Diagnostic, type ManifestRule, mapAt, ownValue, showValue } from "@imagewright/core";

import { parseEksRelease } from "../convert/eks-release.ts";
import { imageOwners } from "../image-owners.ts";
import { eksMinor } from "../lookup/eks-parameter.ts";
import { managed, versionOf } from "./eks-facts.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Releases of EKS images. */
export const amiVersionRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check({ object, manifests }) {
    const amiVersion = ownValue(mapAt(object, "/spec") ?? {}, "amiVersion");
    if (typeof amiVersion !== "string") {
      return [];
    }
    const facts = { pointer: "/spec/amiVersion", found: showValue(amiVersion) };
    const report = (message: string): Diagnostic =>
      awsHazardDiagnostics.report("AWS_AMI_VERSION", { ...facts, message });
    const release = parseEksRelease(amiVersion);
    const minor = release.ok ? eksMinor(release.value.kubernetesVersion) : undefined;
    const versions = imageOwners(object, manifests).flatMap((owner) => versionOf(owner) ?? []);
    const other = versions.find((version) => eksMinor(version) !== minor);
    return [
      ...(mapAt(object, "/spec/awsLaunchTemplate") === undefined
        ? []
        : [report("CAPA puts an AMI into the launch template, which has no release")]),
      ...(release.ok || amiVersion.includes("${")
        ? []
        : [report("this is no release of an EKS image")]),
      ...(release.ok && other !== undefined
        ? [report(`the release is of Kubernetes ${minor ?? ""}, the MachinePool asks for ${other}`)]
        : []),
    ];
  },
};
