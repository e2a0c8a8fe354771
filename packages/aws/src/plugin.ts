import { objectMetadataDiagnostics, objectMetadataRule } from "@imagewright/cluster-api";
import { definePlugin } from "@imagewright/core";
import { packerDiagnostics, packerTemplates } from "@imagewright/packer";

import { awsDiagnostics } from "./aws-diagnostics.ts";
import { awsCarriers } from "./carriers.ts";
import { awsImagePlace } from "./cluster-class.ts";
import { awsHazardDiagnostics, awsManifestRules } from "./lint/index.ts";
import { awsLookupDiagnostics } from "./lookup/lookup-diagnostics.ts";
import { builtAmis } from "./parse/built-amis.ts";
import { readManifest } from "./parse/read-manifest.ts";
import { writeReference } from "./parse/write-reference.ts";
import { capaPlanDiagnostics } from "./plan/plan-diagnostics.ts";
import { amiBuildScript, packerVars } from "./render/build-files.ts";
import { awsManifests } from "./render/manifests.ts";
import { awsJudges } from "./rollout/index.ts";
import { checkBuild } from "./rules/check-build.ts";
import { checkMachineTemplates } from "./rules/check-machine-templates.ts";
import { checkPools } from "./rules/check-pools.ts";
import { awsTargetSchema } from "./schemas/aws-target.ts";
import { awsWebhookDiagnostics, awsWebhooks } from "./webhooks/index.ts";

/** Cluster API on AWS: AMIs made by image-builder, and the machine templates that boot them. */
export const aws = definePlugin({
  id: "aws",
  title: "Cluster API on AWS",
  target: awsTargetSchema,
  diagnostics: [
    awsDiagnostics,
    awsLookupDiagnostics,
    awsWebhookDiagnostics,
    awsHazardDiagnostics,
    capaPlanDiagnostics,
    objectMetadataDiagnostics,
    packerDiagnostics,
  ],
  rules: [objectMetadataRule, checkBuild, checkMachineTemplates, checkPools],
  builds: { packerVars, buildScript: amiBuildScript },
  manifests: awsManifests,
  templates: packerTemplates,
  imagePlaces: [awsImagePlace],
  carriers: awsCarriers,
  readManifest,
  writeReference,
  webhooks: awsWebhooks,
  manifestRules: awsManifestRules,
  planning: async () => (await import("./plan/aws-planning.ts")).awsPlanning,
  judges: awsJudges,
  parseBuildOutput: builtAmis,
});
