import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import { type JsonObject, objectKind } from "@imagewright/core";

/** Group of the EKS control planes of CAPA. */
export const controlPlaneGroup = "controlplane.cluster.x-k8s.io";

/** Pointer of the launch template of a pool. */
export const launchTemplatePointer = "/spec/awsLaunchTemplate";

/** How the fields about the image of a kind are to be read. */
export interface ImagePlace {
  readonly group: string;
  readonly kind: string;
  /** Where the fields stand. */
  readonly pointer: string;
  /**
   * `machine`: always an image, by default a lookup; `launch-template`: an image if it is there;
   * `cluster`: defaults for all machines of the cluster, an image if one of them is set.
   */
  readonly of: "cluster" | "launch-template" | "machine";
}

/** Every place of CAPA's kinds that points at a node image. */
export const imagePlaces: readonly ImagePlace[] = [
  {
    group: infrastructureGroup,
    kind: "AWSMachineTemplate",
    pointer: machinePointer,
    of: "machine",
  },
  { group: infrastructureGroup, kind: "AWSMachine", pointer: "/spec", of: "machine" },
  {
    group: infrastructureGroup,
    kind: "AWSMachinePool",
    pointer: launchTemplatePointer,
    of: "launch-template",
  },
  {
    group: infrastructureGroup,
    kind: "AWSManagedMachinePool",
    pointer: launchTemplatePointer,
    of: "launch-template",
  },
  { group: infrastructureGroup, kind: "AWSCluster", pointer: "/spec", of: "cluster" },
  {
    group: infrastructureGroup,
    kind: "AWSClusterTemplate",
    pointer: machinePointer,
    of: "cluster",
  },
  { group: controlPlaneGroup, kind: "AWSManagedControlPlane", pointer: "/spec", of: "cluster" },
  {
    group: controlPlaneGroup,
    kind: "AWSManagedControlPlaneTemplate",
    pointer: machinePointer,
    of: "cluster",
  },
];

/** The place of an object; undefined for kinds that are not CAPA's. */
export function imagePlaceOf(object: JsonObject): ImagePlace | undefined {
  const named = objectKind(object);
  return imagePlaces.find(({ group, kind }) => group === named?.group && kind === named.kind);
}
