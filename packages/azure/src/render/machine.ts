import { givenFields, infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Artifact,
  emitYaml,
  type JsonObject,
  type ManifestContext,
  type NodeImage,
  valueRefused,
} from "@imagewright/core";

import { type AzureReference, isAzureReference, referenceFaults } from "../azure-reference.ts";
import { clusterLabel } from "../cluster-label.ts";
import type { MachineEntry } from "../machine-entries.ts";
import { imageField } from "./image.ts";
import { machineFields, poolFields } from "./machine-fields.ts";

/** What a machine is rendered from, apart from its image reference. */
export interface MachineInput {
  readonly image: NodeImage;
  readonly entry: MachineEntry;
}

const fileNames: Readonly<Record<MachineEntry["kind"], string>> = {
  AzureMachine: "azure-machine",
  AzureMachinePool: "azure-machine-pool",
  AzureMachineTemplate: "azure-machine-template",
};

/** File name of a machine below its target's folder. */
export function machinePath({ kind, options }: MachineEntry): string {
  return `${fileNames[kind]}-${options.name}.yaml`;
}

/**
 * An AzureMachineTemplate, AzureMachine or AzureMachinePool that points at the image.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` if the reference cannot be one of Azure's
 */
export function renderMachine(input: MachineInput, { mode, reference }: ManifestContext): Artifact {
  const { kind, options } = input.entry;
  const field =
    options.capzDefaultImage === true ? undefined : imageField(carriable(reference, kind), options);
  const text = emitYaml(machineObject(input, mode, field));
  return { path: machinePath(input.entry), mediaType: "application/yaml", text };
}

/** The object of a machine, with the image field it is given. */
export function machineObject(
  { entry, image }: MachineInput,
  mode: ManifestContext["mode"],
  field: JsonObject | undefined,
): JsonObject {
  const machine =
    mode === "snippet"
      ? { ...(field !== undefined && { image: field }) }
      : machineFields(image, entry, field);
  return {
    apiVersion: `${infrastructureGroup}/v1beta1`,
    kind: entry.kind,
    metadata: metadataOf(entry),
    spec: specOf(entry, machine, mode === "complete"),
  };
}

function metadataOf({ kind, options }: MachineEntry): JsonObject {
  const { name, namespace, labels, annotations } = options;
  const allLabels =
    kind === "AzureMachine" ? { ...labels, [clusterLabel]: options.clusterName } : labels;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...givenFields({ labels: allLabels, annotations }, ["labels", "annotations"]),
  };
}

function specOf(entry: MachineEntry, machine: JsonObject, isComplete: boolean): JsonObject {
  switch (entry.kind) {
    case "AzureMachine":
      return machine;
    case "AzureMachinePool":
      return isComplete
        ? { ...poolFields(entry.options), template: machine }
        : { template: machine };
    case "AzureMachineTemplate": {
      const { machineLabels: labels, machineAnnotations: annotations } = entry.options;
      const metadata = givenFields({ labels, annotations }, ["labels", "annotations"]);
      const hasMetadata = isComplete && Object.keys(metadata).length > 0;
      return { template: { ...(hasMetadata && { metadata }), spec: machine } };
    }
  }
}

/** What the catalog found is judged here, since no rule has seen it. */
function carriable(reference: ManifestContext["reference"], kind: string): AzureReference {
  if (reference === undefined || !isAzureReference(reference)) {
    throw new Error("a machine asks for an image of Azure");
  }
  const [fault] = referenceFaults(reference);
  if (fault !== undefined) {
    throw valueRefused(kind, `/image/${fault.field}`, `not ${fault.expected}`);
  }
  return reference;
}
