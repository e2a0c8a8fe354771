import { type JsonObject, textAt } from "@imagewright/core";

/** What the manifests of a generated cluster say of one group. */
export interface GroupReport {
  readonly name: string;
  /** As it is written. */
  readonly version: string | undefined;
  /** What tells its image: an AMI, the name of a template, the version of a gallery's image. */
  readonly image: string | undefined;
}

const imagePlaces = [
  "/spec/template/spec/ami/id",
  "/spec/template/spec/template/name",
  "/spec/template/spec/image/computeGallery/version",
  "/spec/awsLaunchTemplate/ami/id",
  "/spec/template/image/computeGallery/version",
];

/** Every group of the manifests, the control plane first; read apart from what plans are made by. */
export function reportGroups(manifests: readonly JsonObject[]): readonly GroupReport[] {
  const named = (kind: string | undefined, name: string | undefined): JsonObject | undefined =>
    manifests.find((one) => one["kind"] === kind && textAt(one, "/metadata/name") === name);
  const report = (owner: JsonObject, at: string, reference: string): GroupReport => {
    const machines = named(textAt(owner, `${reference}/kind`), textAt(owner, `${reference}/name`));
    return {
      name: textAt(owner, "/metadata/name") ?? "",
      version: textAt(owner, at),
      image: machines && imagePlaces.map((place) => textAt(machines, place)).find(Boolean),
    };
  };
  const controlPlanes = manifests
    .filter(({ kind }) => kind === "KubeadmControlPlane" || kind === "AWSManagedControlPlane")
    .map((one) =>
      report(
        one,
        "/spec/version",
        textAt(one, "/spec/machineTemplate/spec/infrastructureRef/name") === undefined
          ? "/spec/machineTemplate/infrastructureRef"
          : "/spec/machineTemplate/spec/infrastructureRef",
      ),
    );
  const nodes = manifests
    .filter(({ kind }) => kind === "MachineDeployment" || kind === "MachinePool")
    .map((one) =>
      report(one, "/spec/template/spec/version", "/spec/template/spec/infrastructureRef"),
    );
  return [...controlPlanes, ...nodes];
}
