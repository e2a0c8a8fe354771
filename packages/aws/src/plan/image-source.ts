import { machinePointer } from "@imagewright/cluster-api";
import { type ClusterState, type JsonObject, mapAt, textAt } from "@imagewright/core";
import type { ImageNeed, MachineGroup, PlanObjects } from "@imagewright/core/plan";

import table from "../data/eks-parameters.json" with { type: "json" };
import { launchTemplatePointer } from "../image-places.ts";
import { instanceArchitecture } from "../instance-architecture.ts";

/** Where CAPA finds the AMI of a machine or a launch template. */
export type ImageSource =
  /** It is named. */
  | { readonly by: "id" }
  /** By a name that the machine or its cluster describes. */
  | { readonly by: "name" }
  /** By the name of what CAPA's community publishes. */
  | { readonly by: "default" }
  /** By a parameter of EKS. */
  | { readonly by: "eks"; readonly type: string; readonly isSaid: boolean }
  /** EKS finds it itself, by the type of AMI. */
  | { readonly by: "service" };

const lookupFields = ["imageLookupFormat", "imageLookupOrg", "imageLookupBaseOS"];

/** How machines come to their AMI, in the order in which CAPA looks. */
export function imageSource(
  object: JsonObject,
  pointer: string,
  cluster: ClusterState,
): ImageSource {
  const isManaged = pointer === launchTemplatePointer && object["kind"] === "AWSManagedMachinePool";
  if (isManaged && mapAt(object, pointer) === undefined) {
    return { by: "service" };
  }
  if (given(object, `${pointer}/ami/id`) !== undefined) {
    return { by: "id" };
  }
  const defaults = isEks(cluster) ? (cluster.controlPlane?.images ?? []) : cluster.images;
  const isNamed = lookupFields.some((field) => given(object, `${pointer}/${field}`) !== undefined);
  if (isNamed || defaults.length > 0) {
    return { by: "name" };
  }
  const type = given(object, `${pointer}/ami/eksLookupType`);
  return isEks(cluster)
    ? { by: "eks", type: type ?? "AmazonLinux", isSaid: type !== undefined }
    : { by: "default" };
}

/** Whether EKS or its parameters choose the image: the newest of a minor, whatever the patch is. */
export function isByMinor({ by }: ImageSource): boolean {
  return by === "eks" || by === "service";
}

/** Whether EKS manages the control plane. */
export function isEks({ controlPlane }: ClusterState): boolean {
  return controlPlane?.kind === "eks";
}

/** A group that names its AMI needs another one; every other finds its own. */
export function imageNeed(
  group: MachineGroup,
  cluster: ClusterState,
  objects: PlanObjects,
): ImageNeed {
  const { images, hints } = group;
  const current = images[0]?.reference;
  const architectures = hints.flatMap(({ about, text }) =>
    about === "machineType" ? (instanceArchitecture(text) ?? []) : [],
  );
  if (current?.kind !== "ami") {
    return { by: "version", isByMinor: isLookedUpByMinor(group, cluster, objects) };
  }
  const texts = cluster.locations.map(({ text }) => text).filter((text) => !text.includes("$"));
  return {
    by: "catalog",
    kinds: ["ami"],
    locations: [...new Set(texts)],
    current,
    ...(architectures.length > 0 && { architectures: [...new Set(architectures)] }),
    ...(isEks(cluster) && { succession: amazonLinux }),
  };
}

function isLookedUpByMinor(
  { infrastructure }: MachineGroup,
  cluster: ClusterState,
  objects: PlanObjects,
): boolean {
  const object = infrastructure && objects.find(infrastructure.target)?.object;
  const isTemplate = infrastructure?.target.kind === "AWSMachineTemplate";
  const pointer = isTemplate ? machinePointer : launchTemplatePointer;
  return object !== undefined && isByMinor(imageSource(object, pointer, cluster));
}

/** Of EKS, Amazon Linux 2 ends, and Amazon Linux 2023 is started by nodeadm. */
const amazonLinux = {
  since: table.withoutAmazonLinux2,
  from: { distribution: "amazon-linux", osRelease: "2" },
  to: { osRelease: "2023", userDataFormat: "nodeadm" },
} as const;

/** Text that is there: CAPA takes an empty one for none. */
function given(object: JsonObject, pointer: string): string | undefined {
  return textAt(object, pointer) || undefined;
}
