import { definePlugin, toParsed } from "@imagewright/core";
import { packerDiagnostics } from "@imagewright/packer";

import { awsDiagnostics } from "../aws-diagnostics.ts";
import { builtAmis } from "../parse/built-amis.ts";
import { eksTargetSchema } from "../schemas/eks-target.ts";
import { userDataDiagnostics } from "../user-data/user-data-diagnostics.ts";
import { eksDiagnostics } from "./eks-diagnostics.ts";
import { eksManifestDiagnostics } from "./eks-manifest-diagnostics.ts";
import { checkBinaries } from "./lint/check-binaries.ts";
import { checkBuild } from "./lint/check-build.ts";
import { checkImage } from "./lint/check-image.ts";
import { checkSystem } from "./lint/check-system.ts";
import { checkVariables } from "./lint/check-variables.ts";
import { eksBuildScript, variablesFile } from "./render/build-files.ts";
import { eksManifestRules, eksWebhooks } from "./rules/index.ts";

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
  rules: [checkSystem, checkBinaries, checkImage, checkBuild, checkVariables],
  builds: { variablesFile, buildScript: eksBuildScript },
  manifests: () => [],
  templates: async () => (await import("./render/templates/sources.ts")).templateSources,
  carriers: [],
  readManifest: () => toParsed([]),
  webhooks: eksWebhooks,
  manifestRules: eksManifestRules,
  parseBuildOutput: builtAmis,
});
