import { givenFields, infrastructureGroup, machineTemplateObject } from "@imagewright/cluster-api";
import {
  type Artifact,
  type CloudStackTemplateReference,
  emitYaml,
  type JsonObject,
  type ManifestContext,
  replaceAt,
  valueRefused,
} from "@imagewright/core";

import { newestRelease, writtenFor } from "../capc-release.ts";
import { affinityGroupsField } from "../machine-fields.ts";
import type { CloudStackMachine, CloudStackMachineTemplate } from "../options.ts";

/** File name of a machine template below its target's folder. */
export function machineTemplatePath({ name }: CloudStackMachineTemplate): string {
  return `cloudstack-machine-template-${name}.yaml`;
}

/** File name of a machine below its target's folder. */
export function machinePath({ name }: CloudStackMachine): string {
  return `cloudstack-machine-${name}.yaml`;
}

/** What a machine is written for. */
export interface MachineContext extends ManifestContext {
  /** Release of CAPC; the newest we know where left out. */
  readonly capcVersion?: string | undefined;
}

/**
 * A CloudStackMachineTemplate that points at the image.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if the reference has neither name nor id
 */
export function renderMachineTemplate(
  template: CloudStackMachineTemplate,
  context: MachineContext,
): Artifact {
  const version = versionFor(context);
  const object = machineTemplateObject({
    version,
    kind: "CloudStackMachineTemplate",
    ...identityOf(template),
    machine: machineSpec(template, version, context),
  });
  const metadata = machineMetadata(template);
  const shown = context.mode === "snippet" ? undefined : metadata;
  const whole = replaceAt(object, "/spec/template/metadata", shown) ?? object;
  return artifact(machineTemplatePath(template), whole);
}

/**
 * A CloudStackMachine that points at the image.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if the reference has neither name nor id
 */
export function renderMachine(machine: CloudStackMachine, context: MachineContext): Artifact {
  const version = versionFor(context);
  const { name, namespace, ...maps } = identityOf(machine);
  return artifact(machinePath(machine), {
    apiVersion: `${infrastructureGroup}/${version}`,
    kind: "CloudStackMachine",
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      ...givenFields(maps, ["labels", "annotations"]),
    },
    spec: machineSpec(machine, version, context),
  });
}

function artifact(path: string, object: JsonObject): Artifact {
  return { path, mediaType: "application/yaml", text: emitYaml(object) };
}

function versionFor({ capcVersion = newestRelease }: MachineContext): string {
  const version = writtenFor(capcVersion);
  if (version === undefined) {
    throw new Error("the release of CAPC was not checked before it was written for");
  }
  return version;
}

function identityOf({
  name,
  namespace,
  labels,
  annotations,
}: CloudStackMachine): Pick<CloudStackMachine, "annotations" | "labels" | "name" | "namespace"> {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(labels !== undefined && { labels }),
    ...(annotations !== undefined && { annotations }),
  };
}

function machineMetadata({
  machineLabels: labels,
  machineAnnotations: annotations,
}: CloudStackMachineTemplate): JsonObject | undefined {
  return labels === undefined && annotations === undefined
    ? undefined
    : givenFields({ labels, annotations }, ["labels", "annotations"]);
}

function machineSpec(
  machine: CloudStackMachine,
  version: string,
  { mode, reference }: MachineContext,
): JsonObject {
  const image = carriable(reference);
  const shown: JsonObject = {
    offering: givenFields(machine.offering, ["name", "id"]),
    template: givenFields(image, ["name", "id"]),
    ...(version === "v1beta1" && image.zone !== undefined && { zoneName: image.zone }),
  };
  return mode === "snippet" ? shown : { ...shown, ...otherFields(machine, version) };
}

/** What the catalog found is judged here, since no rule has seen it. */
function carriable(reference: ManifestContext["reference"]): CloudStackTemplateReference {
  if (reference?.kind !== "cloudstack-template") {
    throw new Error("a machine asks for a template of CloudStack");
  }
  const { id, name } = reference;
  if ((id ?? name) === undefined || id === "" || name === "") {
    throw valueRefused("CloudStackMachine", "/template", "a name or id is empty");
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

function otherFields(machine: CloudStackMachine, version: string): JsonObject {
  const { diskOffering, networks, affinityGroupIDs } = machine;
  return {
    ...(diskOffering !== undefined && { diskOffering: givenFields(diskOffering, diskFields) }),
    ...(networks !== undefined && {
      networks: networks.map((network) => givenFields(network, ["name", "id", "ip"])),
    }),
    ...givenFields(machine, ["sshKey", "details", "affinity"]),
    ...(affinityGroupIDs !== undefined && { [affinityGroupsField(version)]: affinityGroupIDs }),
    ...givenFields(machine, ["failureDomainName", "uncompressedUserData"]),
  };
}
