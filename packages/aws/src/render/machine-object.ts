import { infrastructureGroup, machinePointer } from "@imagewright/cluster-api";
import type { ImageReference, JsonObject, NodeImage } from "@imagewright/core";

import type { AwsMachineTemplate } from "../machine-template-options.ts";
import { capaObject } from "./capa-object.ts";
import { imageFields } from "./image-fields.ts";
import { orderedFields } from "./ordered.ts";
import { sizedRoot } from "./sized-root.ts";

/** An AWSMachineTemplate. Upstream's page shows a whole object, so both modes write the same. */
export function machineTemplateManifest(
  template: AwsMachineTemplate,
  image: NodeImage,
  reference: ImageReference | undefined,
): JsonObject {
  const kind = "AWSMachineTemplate";
  const fields = imageFields(reference, kind, machinePointer);
  const spec = orderedFields({ ...fields, ...machineFields(template, image) });
  return capaObject(infrastructureGroup, kind, template, { template: { spec } });
}

/** An AWSMachine. */
export function machineManifest(
  machine: AwsMachineTemplate,
  image: NodeImage,
  reference: ImageReference | undefined,
): JsonObject {
  const fields = imageFields(reference, "AWSMachine", "/spec");
  const spec = orderedFields({ ...fields, ...machineFields(machine, image) });
  return capaObject(infrastructureGroup, "AWSMachine", machine, spec);
}

function machineFields(template: AwsMachineTemplate, image: NodeImage): object {
  const {
    additionalSecurityGroupIds,
    annotations: _annotations,
    imageRecord: _imageRecord,
    labels: _labels,
    lookup: _lookup,
    name: _name,
    namespace: _namespace,
    reference: _reference,
    region: _region,
    rootVolume,
    subnetId,
    subnetFilters,
    ...same
  } = template;
  return {
    ...same,
    additionalSecurityGroups: additionalSecurityGroupIds?.map((id) => ({ id })),
    rootVolume: sizedRoot(rootVolume, image),
    subnet:
      subnetId === undefined && subnetFilters === undefined
        ? undefined
        : { id: subnetId, filters: subnetFilters },
  };
}
