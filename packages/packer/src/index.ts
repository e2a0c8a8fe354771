export { imageBuilderGoal } from "./goal/image-builder-goal.ts";
export type { ImageBuilderGoal, ImageBuilderVariant } from "./goal/image-builder-goal.ts";
export type { ImageBuilderSystem } from "./image-builder-system.ts";
export type {
  AmiArtifact,
  AzureArtifact,
  DiskArtifact,
  OtherArtifact,
  PackerArtifact,
  PackerBuild,
} from "./output/packer-build.ts";
export { parsePackerManifest } from "./output/parse-packer-manifest.ts";
export { parsePackerOutput } from "./output/parse-packer-output.ts";
export { packerDiagnostics } from "./packer-diagnostics.ts";
export { buildScript } from "./script/build-script.ts";
export type { BuildScriptOptions } from "./script/build-script.ts";
export { packerTemplates } from "./script/packer-templates.ts";
export { checkImageBuilderImage } from "./variables/check-image-builder-image.ts";
export { checkImageBuilderVariables } from "./variables/check-image-builder-variables.ts";
export { imageBuilderVariables } from "./variables/image-builder-variables.ts";
export {
  imageBuilderVariable,
  imageBuilderVariableCatalogue,
} from "./variables/variable-catalogue.ts";
export type { ImageBuilderVariable } from "./variables/variable-catalogue.ts";
export type { VariableForm } from "./variables/carried-text.ts";
export { ansibleUserVars } from "./variables/ansible-user-vars.ts";
export { hclVarFile, sortedVariables, varFile } from "./variables/var-file.ts";
export type { PackerVariables } from "./variables/var-file.ts";
export { laterPhase, packerPhases, readPackerPhase } from "./progress/read-packer-phase.ts";
export type { PackerPhase, PackerProgress } from "./progress/read-packer-phase.ts";
export { resolveDebRevision } from "./variables/resolve-deb-revision.ts";
