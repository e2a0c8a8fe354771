/**
 * What image-builder builds for: an AMI, a version in an Azure compute gallery (generation 1,
 * generation 2 or confidential VM), or a disk file.
 */
export type ImageBuilderSystem = "ami" | "azure-sig" | "azure-sig-gen2" | "azure-sig-cvm" | "qemu";

/** Where the variables are the same: the three Azure systems share theirs. */
export type VariableGroup = "ami" | "azure" | "qemu";

export function variableGroup(system: ImageBuilderSystem): VariableGroup {
  return system === "ami" || system === "qemu" ? system : "azure";
}
