import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import {
  type AmiLookupReference,
  type AmiReference,
  type ImagePlace,
  type JsonObject,
  valueRefused,
} from "@imagewright/core";

import { amiId } from "./rules/ami-id.ts";

/**
 * Where a ClusterClass puts an AMI: the whole `ami` of an AWSMachineTemplate, so that a template
 * without one gets it, too. A patch of a lookup by name would be one of `imageLookupFormat`.
 */
export const awsImagePlace: ImagePlace = {
  apiVersion: `${infrastructureGroup}/v1beta2`,
  kind: "AWSMachineTemplate",
  path: `${machinePointer}/ami`,
  schema: {
    type: "object",
    properties: {
      id: { type: "string", pattern: "^ami-([0-9a-f]{8}|[0-9a-f]{17})$" },
      eksLookupType: {
        type: "string",
        enum: ["AmazonLinux", "AmazonLinuxGPU", "AmazonLinux2023", "AmazonLinux2023GPU"],
      },
    },
  },
};

/**
 * What stands at {@link awsImagePlace} for a reference. AMIs are of one region, so that each
 * cluster sets the variable for its own.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a malformed id, and for a lookup by name
 * @example
 * ```ts
 * awsImageValue({ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" });
 * // => { id: "ami-09709369c53539c11" }
 * awsImageValue({ kind: "ami-lookup", eksLookupType: "AmazonLinux2023" });
 * // => { eksLookupType: "AmazonLinux2023" }
 * ```
 */
export function awsImageValue(reference: AmiLookupReference | AmiReference): JsonObject {
  if (reference.kind === "ami") {
    if (!amiId.test(reference.id)) {
      throw valueRefused("ClusterClass", "/ami/id", "it is no AMI id");
    }
    return { id: reference.id };
  }
  const { eksLookupType, format, org, baseOs } = reference;
  if (eksLookupType === undefined || [format, org, baseOs].some((field) => field !== undefined)) {
    throw valueRefused("ClusterClass", "/ami", "`ami` cannot say a lookup by name");
  }
  return { eksLookupType };
}
