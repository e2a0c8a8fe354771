import { givenFields, machineTemplateObject } from "@imagewright/cluster-api";
import {
  type Artifact,
  emitYaml,
  encodeBase64,
  type JsonObject,
  type ManifestContext,
  type NodeImage,
  valueRefused,
} from "@imagewright/core";

import { type AzureReference, isAzureReference, referenceFaults } from "../lint/reference-form.ts";
import type { AzureMachineTemplate } from "../machine-options.ts";
import { osTypeOf } from "../os-type.ts";
import { imageField } from "./image.ts";

/** What a machine template is rendered from, apart from its image reference. */
export interface MachineTemplateInput {
  readonly image: NodeImage;
  readonly template: AzureMachineTemplate;
}

/** File name of a machine template below its target's folder. */
export function machineTemplatePath({ name }: AzureMachineTemplate): string {
  return `azure-machine-template-${name}.yaml`;
}

/**
 * An AzureMachineTemplate that points at the image.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if the reference cannot be one of Azure's
 */
export function renderMachineTemplate(
  input: MachineTemplateInput,
  { mode, reference }: ManifestContext,
): Artifact {
  const { template } = input;
  const { name, namespace, labels, annotations } = template;
  const image = imageField(carriable(reference), template);
  const object = machineTemplateObject({
    version: "v1beta1",
    kind: "AzureMachineTemplate",
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
    machine: mode === "snippet" ? { image } : completeMachine(input, image),
  });
  return {
    path: machineTemplatePath(template),
    mediaType: "application/yaml",
    text: emitYaml(object),
  };
}

/** What the catalog found is judged here, since no rule has seen it. */
function carriable(reference: ManifestContext["reference"]): AzureReference {
  if (reference === undefined || !isAzureReference(reference)) {
    throw new Error("a machine template asks for an image of Azure");
  }
  const [fault] = referenceFaults(reference);
  if (fault !== undefined) {
    throw valueRefused("AzureMachineTemplate", `/image/${fault.field}`, `not ${fault.expected}`);
  }
  return reference;
}

/** Fields that are written as they are given, in the order of the CRD's documentation. */
const plainFields = [
  "failureDomain",
  "identity",
  "userAssignedIdentities",
  "securityProfile",
  "dataDisks",
  "networkInterfaces",
  "additionalTags",
  "spotVMOptions",
  "additionalCapabilities",
  "allocatePublicIP",
  "enableIPForwarding",
  "disableExtensionOperations",
  "disableVMBootstrapExtension",
] as const;

function completeMachine({ image, template }: MachineTemplateInput, field: JsonObject): JsonObject {
  const { vmSize, sshPublicKey } = template;
  return {
    image: field,
    vmSize,
    osDisk: osDiskField(image, template),
    ...(sshPublicKey !== undefined && { sshPublicKey: encodeBase64(sshPublicKey) }),
    ...givenFields(template, plainFields),
  };
}

/** What the image knows of its disk, where the template says nothing else. */
function osDiskField(image: NodeImage, { osDisk }: AzureMachineTemplate): JsonObject {
  const diskSizeGB = osDisk?.diskSizeGB ?? image.rootVolume?.sizeGiB;
  return {
    osType: osDisk?.osType ?? osTypeOf(image),
    ...(diskSizeGB !== undefined && { diskSizeGB }),
    ...givenFields(osDisk ?? {}, ["cachingType", "managedDisk", "diffDiskSettings"]),
  };
}
