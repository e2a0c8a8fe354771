import { infrastructureGroup } from "@imagewright/cluster-api";
import type { ImageReference, JsonObject, NodeImage } from "@imagewright/core";

import type { AwsManagedMachinePool } from "../eks-options.ts";
import { launchTemplatePointer } from "../image-places.ts";
import type { AwsLaunchTemplate, AwsMachinePool } from "../pool-options.ts";
import { capaObject } from "./capa-object.ts";
import { imageFields } from "./image-fields.ts";
import { orderedFields } from "./ordered.ts";
import { sizedRoot } from "./sized-root.ts";

/** An AWSMachinePool. */
export function machinePoolManifest(
  pool: AwsMachinePool,
  image: NodeImage,
  reference: ImageReference | undefined,
): JsonObject {
  const kind = "AWSMachinePool";
  const { awsLaunchTemplate, subnetIds, ...rest } = withoutIdentity(pool);
  const spec = orderedFields({
    ...rest,
    awsLaunchTemplate: {
      ...launchTemplateFields(awsLaunchTemplate, image),
      ...imageFields(reference, kind, launchTemplatePointer),
    },
    subnets: subnetIds?.map((id) => ({ id })),
  });
  return capaObject(infrastructureGroup, kind, pool, spec);
}

/** An AWSManagedMachinePool; its launch template names an image, or there is none. */
export function managedMachinePoolManifest(
  pool: AwsManagedMachinePool,
  image: NodeImage,
  reference: ImageReference | undefined,
): JsonObject {
  const kind = "AWSManagedMachinePool";
  const { awsLaunchTemplate, subnetIds, nodeLabels, amiType, ...rest } = withoutIdentity(pool);
  const custom =
    reference?.kind === "ami" && awsLaunchTemplate !== undefined ? "CUSTOM" : undefined;
  const spec = orderedFields({
    ...rest,
    amiType: amiType ?? custom,
    awsLaunchTemplate:
      awsLaunchTemplate === undefined
        ? undefined
        : {
            ...launchTemplateFields(awsLaunchTemplate, image),
            ...imageFields(reference, kind, launchTemplatePointer),
          },
    labels: nodeLabels,
    subnetIDs: subnetIds,
  });
  return capaObject(infrastructureGroup, kind, pool, spec);
}

function withoutIdentity<Pool extends AwsMachinePool | AwsManagedMachinePool>(
  pool: Pool,
): Omit<
  Pool,
  | "annotations"
  | "imageRecord"
  | "labels"
  | "lookup"
  | "name"
  | "namespace"
  | "reference"
  | "region"
> {
  const {
    annotations: _annotations,
    imageRecord: _imageRecord,
    labels: _labels,
    lookup: _lookup,
    name: _name,
    namespace: _namespace,
    reference: _reference,
    region: _region,
    ...rest
  } = pool;
  return rest;
}

function launchTemplateFields(template: AwsLaunchTemplate, image: NodeImage): object {
  const { additionalSecurityGroupIds, rootVolume, ...same } = template;
  return {
    ...same,
    additionalSecurityGroups: additionalSecurityGroupIds?.map((id) => ({ id })),
    rootVolume: sizedRoot(rootVolume, image),
  };
}
