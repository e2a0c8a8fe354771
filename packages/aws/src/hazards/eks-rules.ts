import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type JsonObject,
  type ManifestRule,
  ownValue,
  showValue,
} from "@imagewright/core";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { parseEksRelease } from "../convert/eks-release.ts";
import { imageOwners, type ImageOwner } from "../image-owners.ts";
import { controlPlaneGroup, fieldsAt } from "../image-places.ts";
import { instanceArchitecture } from "../instance-architecture.ts";
import { eksMinor, isWithoutAmazonLinux2 } from "../lookup/eks-parameter.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { isByName, type MachineImage, machineImage, machineKinds } from "./machine-image.ts";

const managed = ["AWSManagedMachinePool"] as const;

/** Amazon Linux 2 where AWS publishes none: by lookup, by type of AMI, or by their default. */
export const amazonLinux2Rule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const spec = fieldsAt(context.object, "/spec") ?? {};
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

/** The GPU types of CAPA are of x86_64, whatever the machine. */
export const gpuArchitectureRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const type = machine?.lookup.eksLookupType;
    const isArm = instanceArchitecture(machine?.instanceType ?? "") === "arm64";
    const message = "CAPA takes an x86_64 image for GPUs, and the instance type is arm64";
    return machine !== undefined &&
      type?.endsWith("GPU") === true &&
      machine.id === undefined &&
      isArm
      ? [
          awsDiagnostics.report("AWS_LOOKUP_EKS", {
            message,
            pointer: `${machine.at}/ami/eksLookupType`,
            found: type,
          }),
        ]
      : [];
  },
};

/** A node group whose instances and images differ in architecture. */
export const amiTypeArchitectureRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check({ object }) {
    const spec = fieldsAt(object, "/spec") ?? {};
    const template = fieldsAt(object, "/spec/awsLaunchTemplate") ?? {};
    const instanceType = ownValue(spec, "instanceType") ?? ownValue(template, "instanceType");
    const amiType = amiTypeOf(spec);
    if (typeof instanceType !== "string" || amiType === "CUSTOM") {
      return [];
    }
    const wanted = amiType.includes("ARM_64") ? "arm64" : "amd64";
    const has = instanceArchitecture(instanceType);
    const message = `${instanceType} is ${has ?? ""}, the type of AMI is ${amiType}`;
    return has === undefined || has === wanted
      ? []
      : [
          awsHazardDiagnostics.report("AWS_AMI_TYPE_ARCHITECTURE", {
            message,
            pointer: "/spec/amiType",
            found: amiType,
          }),
        ];
  },
};

/** What CAPA puts into a launch template, and what the node group says of its image. */
export const launchTemplateImageRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check(context) {
    const machine = machineImage(context);
    if (machine === undefined) {
      return [];
    }
    const amiType = amiTypeOf(fieldsAt(context.object, "/spec") ?? {});
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
      (amiType === "CUSTOM" ? type !== "AmazonLinux" : familyOf(amiType) === familyOf(type));
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

/** Type of AMI of a node group; the definition's default where it says none. */
function amiTypeOf(spec: JsonObject): string {
  const amiType = ownValue(spec, "amiType");
  return typeof amiType === "string" ? amiType : "AL2_x86_64";
}

function familyOf(type: string): string {
  if (/^AL2_|^AmazonLinux(?:GPU)?$/u.test(type)) {
    return "Amazon Linux 2";
  }
  return /^AL2023_|^AmazonLinux2023/u.test(type) ? "Amazon Linux 2023" : type;
}

/** Releases of EKS images. */
export const amiVersionRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: managed,
  check({ object, manifests }) {
    const amiVersion = ownValue(fieldsAt(object, "/spec") ?? {}, "amiVersion");
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
      ...(fieldsAt(object, "/spec/awsLaunchTemplate") === undefined
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

/** Bootstrap configurations, and the images that read them. */
export const eksBootstrapRule: ManifestRule = {
  group: infrastructureGroup,
  kinds: machineKinds,
  check(context) {
    const machine = machineImage(context);
    const pointer = machine === undefined ? "/spec" : `${machine.at}/ami/eksLookupType`;
    return imageOwners(context.object, context.manifests).flatMap((owner) => {
      const message = bootstrapFault(owner, machine);
      return message === undefined
        ? []
        : [awsHazardDiagnostics.report("AWS_EKS_BOOTSTRAP", { message, pointer })];
    });
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
    const cloudInit = fieldsAt(machine.fields, "/cloudInit") ?? {};
    const pointer = `${machine.at}/cloudInit/insecureSkipSecretsManager`;
    const message = "nodeadm cannot fetch its configuration from a secrets backend";
    return isNodeadm && ownValue(cloudInit, "insecureSkipSecretsManager") !== true
      ? [awsHazardDiagnostics.report("AWS_NODEADM_SECRETS", { message, pointer })]
      : [];
  },
};

/** A control plane that does not say its version. */
export const controlPlaneVersionRule: ManifestRule = {
  group: controlPlaneGroup,
  kinds: ["AWSManagedControlPlane"],
  check({ object }) {
    const version = ownValue(fieldsAt(object, "/spec") ?? {}, "version") ?? "";
    const message = "the control plane has no version";
    return version === ""
      ? [
          awsHazardDiagnostics.report("AWS_CONTROL_PLANE_VERSION", {
            message,
            pointer: "/spec/version",
          }),
        ]
      : [];
  },
};

/** The version of an owner, or of its control plane where a node group follows that. */
function versionOf({ version, kind, cluster, isEks }: ImageOwner): string | undefined {
  const plane = isEks === true && cluster !== undefined ? fieldsAt(cluster, "/spec") : undefined;
  const fallback =
    kind === "MachinePool" && plane !== undefined ? ownValue(plane, "version") : undefined;
  const found = version ?? (typeof fallback === "string" ? fallback : undefined);
  return found !== undefined && eksMinor(found) !== undefined ? found : undefined;
}

function isEnded(version: string | undefined): boolean {
  const minor = version === undefined ? undefined : eksMinor(version);
  return minor !== undefined && isWithoutAmazonLinux2(minor);
}
