import type { ImageReference, JsonObject, NodeImage } from "@imagewright/core";

import type { AwsManagedControlPlane } from "../eks-options.ts";
import { controlPlaneGroup } from "../image-places.ts";
import { capaObject } from "./capa-object.ts";
import { lookupFieldsOf } from "./image-fields.ts";
import { orderedFields } from "./ordered.ts";

/** An AWSManagedControlPlane, or its template. */
export function controlPlaneManifest(
  plane: AwsManagedControlPlane,
  { kubernetes }: NodeImage,
  reference: ImageReference | undefined,
): JsonObject {
  const {
    annotations: _annotations,
    isTemplate = false,
    labels: _labels,
    lookup: _lookup,
    name: _name,
    namespace: _namespace,
    version = `v${kubernetes.version}`,
    ...same
  } = plane;
  const lookup = reference?.kind === "ami-lookup" ? lookupFieldsOf(reference) : {};
  const spec = orderedFields({ ...same, ...lookup, version });
  return isTemplate
    ? capaObject(controlPlaneGroup, "AWSManagedControlPlaneTemplate", plane, { template: { spec } })
    : capaObject(controlPlaneGroup, "AWSManagedControlPlane", plane, spec);
}
