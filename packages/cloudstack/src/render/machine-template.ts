import { givenFields, machineTemplateObject } from "@imagewright/cluster-api";
import {
  type Artifact,
  type CloudStackTemplateReference,
  emitYaml,
  type JsonObject,
  type ManifestContext,
  valueRefused,
} from "@imagewright/core";

import type { CloudStackMachineTemplate } from "../options.ts";

/** The version of CAPC's API that carries everything. */
const capcVersion = "v1beta3";

/** File name of a machine template below its target's folder. */
export function machineTemplatePath({ name }: CloudStackMachineTemplate): string {
  return `cloudstack-machine-template-${name}.yaml`;
}

/**
 * A CloudStackMachineTemplate that points at the image.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if the reference has neither name nor id
 */
export function renderMachineTemplate(
  template: CloudStackMachineTemplate,
  { mode, reference }: ManifestContext,
): Artifact {
  const { name, namespace, labels, annotations } = template;
  const shown: JsonObject = {
    offering: givenFields(template.offering, ["name", "id"]),
    template: givenFields(carriable(reference), ["name", "id"]),
  };
  const object = machineTemplateObject({
    version: capcVersion,
    kind: "CloudStackMachineTemplate",
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
    machine: mode === "snippet" ? shown : { ...shown, ...otherFields(template) },
  });
  return {
    path: machineTemplatePath(template),
    mediaType: "application/yaml",
    text: emitYaml(object),
  };
}

/** What the catalog found is judged here, since no rule has seen it. */
function carriable(reference: ManifestContext["reference"]): CloudStackTemplateReference {
  if (reference?.kind !== "cloudstack-template") {
    throw new Error("a machine template asks for a template of CloudStack");
  }
  const { id, name } = reference;
  if ((id ?? name) === undefined || id === "" || name === "") {
    throw valueRefused("CloudStackMachineTemplate", "/template", "a name or id is empty");
  }
  return reference;
}

const diskFields = [
  "name",
  "id",
  "customSizeInGB",
  "mountPath",
  "device",
  "filesystem",
  "label",
] as const;

function otherFields(template: CloudStackMachineTemplate): JsonObject {
  const { diskOffering, networks } = template;
  return {
    ...(diskOffering !== undefined && { diskOffering: givenFields(diskOffering, diskFields) }),
    ...(networks !== undefined && {
      networks: networks.map((network) => givenFields(network, ["name", "id", "ip"])),
    }),
    ...givenFields(template, [
      "sshKey",
      "details",
      "affinity",
      "affinityGroupIDs",
      "failureDomainName",
      "uncompressedUserData",
    ]),
  };
}
