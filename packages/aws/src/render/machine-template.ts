import { machinePointer, machineTemplateObject } from "@imagewright/cluster-api";
import {
  type AmiLookupReference,
  type Artifact,
  type BuildContext,
  emitYaml,
  imageRequirement,
  type ImageReference,
  type ImageRequirement,
  type JsonObject,
  type JsonValue,
  type ManifestRequest,
  type NodeImage,
  valueRefused,
} from "@imagewright/core";

import { amiId } from "../lint/ami-id.ts";
import type { AwsImageLookup, AwsMachineTemplate } from "../machine-template-options.ts";
import type { AwsTarget } from "../options.ts";

/** What an AWSMachineTemplate can point at. A lookup has to be asked for: a catalog finds AMIs. */
export const machineTemplateKinds = ["ami", "ami-lookup"] as const;

/** The machine templates a target asks for. */
export function machineTemplates({
  image,
  target,
}: BuildContext<AwsTarget>): readonly ManifestRequest[] {
  return (target.machineTemplates ?? []).map((template, index) => {
    const path = `aws-machine-template-${template.name}.yaml`;
    return {
      pointer: `/machineTemplates/${index}`,
      kind: "AWSMachineTemplate",
      path,
      image: requirementOf(template, target.build?.region),
      render: ({ reference }) => machineTemplate(template, image, path, reference),
    };
  });
}

/** A lookup as the reference it is. */
export function lookupReference(lookup: AwsImageLookup): AmiLookupReference {
  const { format, org, baseOS, eksLookupType } = lookup;
  return {
    kind: "ami-lookup",
    ...(format !== undefined && { format }),
    ...(org !== undefined && { org }),
    ...(baseOS !== undefined && { baseOs: baseOS }),
    ...(eksLookupType !== undefined && { eksLookupType }),
  };
}

function requirementOf(
  template: AwsMachineTemplate,
  buildRegion: string | undefined,
): ImageRequirement {
  return template.lookup === undefined
    ? imageRequirement(template, ["ami"], template.region ?? buildRegion)
    : { by: "reference", reference: lookupReference(template.lookup) };
}

/** Upstream's page shows a whole object, so both modes write the same. */
function machineTemplate(
  template: AwsMachineTemplate,
  image: NodeImage,
  path: string,
  reference: ImageReference | undefined,
): Artifact {
  const { name, namespace, labels, annotations } = template;
  const object = machineTemplateObject({
    version: "v1beta2",
    kind: "AWSMachineTemplate",
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels: inOrder(labels) }),
    ...(annotations !== undefined && { annotations: inOrder(annotations) }),
    machine: inOrder({ ...imageFields(reference), ...machineFields(template, image) }),
  });
  return { path, mediaType: "application/yaml", text: emitYaml(object) };
}

/** The fields of an AWSMachine that say which image it boots. */
function imageFields(reference: ImageReference | undefined): JsonObject {
  switch (reference?.kind) {
    case "ami":
      if (!amiId.test(reference.id)) {
        throw valueRefused(
          "AWSMachineTemplate",
          `${machinePointer}/ami/id`,
          "it is no AMI id",
          "Correct the id in the catalog.",
        );
      }
      return { ami: { id: reference.id } };
    case "ami-lookup": {
      const { format, org, baseOs, eksLookupType } = reference;
      return {
        ...(eksLookupType !== undefined && { ami: { eksLookupType } }),
        ...(format !== undefined && { imageLookupFormat: format }),
        ...(org !== undefined && { imageLookupOrg: org }),
        ...(baseOs !== undefined && { imageLookupBaseOS: baseOs }),
      };
    }
    case undefined:
    default:
      throw new Error("the image of a machine template was not checked before it was rendered");
  }
}

function machineFields(template: AwsMachineTemplate, image: NodeImage): JsonObject {
  const {
    additionalSecurityGroupIds,
    additionalTags,
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
    ...same
  } = template;
  const size = rootVolume?.size ?? image.rootVolume?.sizeGiB;
  return {
    ...plain(same),
    ...(additionalTags !== undefined && { additionalTags: inOrder(additionalTags) }),
    ...(additionalSecurityGroupIds !== undefined && {
      additionalSecurityGroups: additionalSecurityGroupIds.map((id) => ({ id })),
    }),
    ...(size !== undefined && { rootVolume: inOrder({ size, ...plain(rootVolume ?? {}) }) }),
    ...(subnetId !== undefined && { subnet: { id: subnetId } }),
  };
}

type Plain = string | number | boolean | { readonly [key: string]: Plain };

/** Options as data, keys in order: what is undefined is not there. */
function plain(options: object): JsonObject {
  const entries = Object.entries<Plain | undefined>({ ...options }).flatMap(
    ([key, value]): readonly (readonly [string, Plain | JsonObject])[] =>
      value === undefined ? [] : [[key, typeof value === "object" ? plain(value) : value]],
  );
  return inOrder(Object.fromEntries(entries));
}

/** Keys as upstream's page writes them: in alphabetical order. */
function inOrder<Value extends JsonValue>(object: {
  readonly [key: string]: Value;
}): { readonly [key: string]: Value } {
  return Object.fromEntries(
    Object.entries(object).toSorted(
      ([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b),
    ),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
