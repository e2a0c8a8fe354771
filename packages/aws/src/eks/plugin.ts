import { definePlugin } from "@imagewright/core";
import { packerDiagnostics } from "@imagewright/packer";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { builtAmis } from "../parse/built-amis.ts";
import { eksTargetSchema } from "../schemas/eks-target.ts";
import { userDataDiagnostics } from "../user-data/user-data-diagnostics.ts";
import { userDataTemplates } from "../user-data/user-data-templates.ts";
import { eksDiagnostics } from "./eks-diagnostics.ts";
import { eksManifestDiagnostics } from "./eks-manifest-diagnostics.ts";
import { eksManifests } from "./launch/manifests.ts";
import { eksManifestRules } from "./lint/index.ts";
import { launchImages } from "./parse/launch-images.ts";
import { writeLaunchImage } from "./parse/write-launch-image.ts";
import { eksBuildScript, variablesFile } from "./render/build-files.ts";
import { fileOfBuilds, ruleOfBuilds } from "./render/only-builds.ts";
import { checkBinaries } from "./rules/check-binaries.ts";
import { checkBuild } from "./rules/check-build.ts";
import { checkImage } from "./rules/check-image.ts";
import { checkLaunch } from "./rules/check-launch.ts";
import {
  checkBootstrapConfigs,
  checkNodeGroups,
  checkNodeGroupStacks,
} from "./rules/check-node-groups.ts";
import { checkSystem } from "./rules/check-system.ts";
import { checkVariables } from "./rules/check-variables.ts";

/** Amazon EKS: node AMIs built with awslabs/amazon-eks-ami, of any of its eras. */
export const eks = definePlugin({
  id: "eks",
  title: "Amazon EKS AMI build",
  target: eksTargetSchema,
  diagnostics: [
    eksDiagnostics,
    eksManifestDiagnostics,
    userDataDiagnostics,
    awsDiagnostics,
    packerDiagnostics,
  ],
  rules: [
    ...[checkSystem, checkBinaries, checkImage, checkBuild, checkVariables].map((rule) =>
      ruleOfBuilds(rule),
    ),
    checkLaunch,
    checkNodeGroups,
    checkNodeGroupStacks,
    checkBootstrapConfigs,
  ],
  builds: {
    variablesFile: fileOfBuilds(variablesFile),
    buildScript: fileOfBuilds(eksBuildScript),
  },
  manifests: eksManifests,
  templates: async () => [
    ...(await import("./render/templates/sources.ts")).templateSources,
    ...(await userDataTemplates()),
  ],
  carriers: [],
  readManifest: launchImages,
  writeReference: writeLaunchImage,
  manifestRules: eksManifestRules,
  textRules: async () => (await import("./read/text-rules.ts")).eksTextRules,
  parseBuildOutput: builtAmis,
});
