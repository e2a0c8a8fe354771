import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ImageCarrier } from "@imagewright/core";

const versions = ["v1beta1", "v1beta2"] as const;

/** Kinds of CAPA that carry an AMI. */
export const awsCarriers: readonly ImageCarrier[] = [
  { group: infrastructureGroup, versions, kind: "AWSMachineTemplate", update: "rotate" },
  { group: infrastructureGroup, versions, kind: "AWSMachinePool", update: "in-place" },
  { group: infrastructureGroup, versions, kind: "AWSManagedMachinePool", update: "in-place" },
];
