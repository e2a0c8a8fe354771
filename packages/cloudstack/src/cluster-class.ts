import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import type { ImagePlace } from "@imagewright/core";

/**
 * Where a ClusterClass puts a template of CloudStack: the whole `template` of a
 * CloudStackMachineTemplate, by its id or by its name.
 */
export const cloudstackImagePlace: ImagePlace = {
  apiVersion: `${infrastructureGroup}/v1beta3`,
  kind: "CloudStackMachineTemplate",
  path: `${machinePointer}/template`,
  schema: {
    type: "object",
    properties: { id: { type: "string" }, name: { type: "string" } },
  },
};
