import type {
  BuildContext,
  ImageReference,
  ImageRequirement,
  JsonObject,
  ManifestRequest,
} from "@imagewright/core";

import type { AwsTarget } from "../options.ts";
import { capaArtifact } from "./capa-object.ts";
import { controlPlaneManifest } from "./control-plane-object.ts";
import { lookupReference, requirementOf } from "./image-fields.ts";
import { machineManifest, machineTemplateManifest } from "./machine-object.ts";
import { machinePoolManifest, managedMachinePoolManifest } from "./pool-object.ts";

/** Every object a target asks for. */
export function awsManifests({
  image,
  target,
}: BuildContext<AwsTarget>): readonly ManifestRequest[] {
  const region = target.build?.region;
  return [
    ...(target.machineTemplates ?? []).map((template, index) =>
      request(
        `/machineTemplates/${index}`,
        "AWSMachineTemplate",
        template.name,
        requirementOf(template, region),
        (reference) => machineTemplateManifest(template, image, reference),
      ),
    ),
    ...(target.machines ?? []).map((machine, index) =>
      request(
        `/machines/${index}`,
        "AWSMachine",
        machine.name,
        requirementOf(machine, region),
        (reference) => machineManifest(machine, image, reference),
      ),
    ),
    ...(target.machinePools ?? []).map((pool, index) =>
      request(
        `/machinePools/${index}`,
        "AWSMachinePool",
        pool.name,
        requirementOf(pool, region),
        (reference) => machinePoolManifest(pool, image, reference),
      ),
    ),
    ...(target.managedMachinePools ?? []).map((pool, index) =>
      request(
        `/managedMachinePools/${index}`,
        "AWSManagedMachinePool",
        pool.name,
        pool.awsLaunchTemplate === undefined ? undefined : requirementOf(pool, region),
        (reference) => managedMachinePoolManifest(pool, image, reference),
      ),
    ),
    ...(target.managedControlPlanes ?? []).map((plane, index) =>
      request(
        `/managedControlPlanes/${index}`,
        plane.isTemplate === true ? "AWSManagedControlPlaneTemplate" : "AWSManagedControlPlane",
        plane.name,
        plane.lookup === undefined
          ? undefined
          : { by: "reference", reference: lookupReference(plane.lookup) },
        (reference) => controlPlaneManifest(plane, image, reference),
      ),
    ),
  ];
}

function request(
  pointer: string,
  kind: string,
  name: string,
  image: ImageRequirement | undefined,
  render: (reference: ImageReference | undefined) => JsonObject,
): ManifestRequest {
  const path = `${kebab(kind)}-${name}.yaml`;
  return {
    pointer,
    kind,
    path,
    ...(image !== undefined && { image }),
    render: ({ reference }) => capaArtifact(path, render(reference)),
  };
}

/** `AWSMachineTemplate` as `aws-machine-template`. */
function kebab(kind: string): string {
  return kind
    .replace(/^AWS/u, "Aws")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, "-")
    .toLowerCase();
}
