import {
  objectMetadataDiagnostics,
  objectMetadataRule,
  infrastructureGroup,
} from "@imagewright/cluster-api";
import { definePlugin, imageRequirement, type ManifestRequest } from "@imagewright/core";
import { packerDiagnostics, packerTemplates } from "@imagewright/packer";

import { cloudstackDiagnostics } from "./cloudstack-diagnostics.ts";
import { cloudstackImagePlace } from "./cluster-class.ts";
import { cloudstackManifestRules } from "./lint/cloudstack-manifest-rules.ts";
import { parseBuildOutput } from "./parse/build-output.ts";
import { parseManifest, servedVersions } from "./parse/manifest.ts";
import { capcPlanDiagnostics } from "./plan/capc-plan-diagnostics.ts";
import { renderBuildScript } from "./render/build-script.ts";
import {
  machinePath,
  machineTemplatePath,
  renderMachine,
  renderMachineTemplate,
} from "./render/machine.ts";
import { renderPackerVars } from "./render/packer-vars.ts";
import { writeReference } from "./render/write-reference.ts";
import { cloudstackJudges } from "./rollout/index.ts";
import { affinityRule } from "./rules/affinity.ts";
import { buildHypervisorsRule } from "./rules/build-hypervisors.ts";
import { buildImageRule } from "./rules/build-image.ts";
import { buildVariablesRule } from "./rules/build-variables.ts";
import { imageChoiceRule } from "./rules/image-choice.ts";
import { networksRule } from "./rules/networks.ts";
import { offeringRule } from "./rules/offering.ts";
import { releaseRule } from "./rules/release.ts";
import { systemRule } from "./rules/system.ts";
import { targetRule } from "./rules/target.ts";
import { referenceRule } from "./rules/template-reference.ts";
import { userDataRule } from "./rules/user-data.ts";
import { cloudstackTargetSchema } from "./schemas/cloudstack-target.ts";
import { cloudstackWebhooks } from "./webhooks/cloudstack-webhooks.ts";

const group = infrastructureGroup;
const versions = servedVersions;

/**
 * Images in Apache CloudStack: made by image-builder's `qemu` targets, registered as templates,
 * and booted by Cluster API's CloudStack provider, CAPC.
 */
export const cloudstack = definePlugin({
  id: "cloudstack",
  title: "Cluster API on CloudStack",
  target: cloudstackTargetSchema,
  diagnostics: [
    cloudstackDiagnostics,
    capcPlanDiagnostics,
    objectMetadataDiagnostics,
    packerDiagnostics,
  ],
  rules: [
    targetRule,
    objectMetadataRule,
    releaseRule,
    systemRule,
    buildImageRule,
    buildHypervisorsRule,
    buildVariablesRule,
    imageChoiceRule,
    referenceRule,
    offeringRule,
    affinityRule,
    networksRule,
    userDataRule,
  ],
  builds: { packerVars: renderPackerVars, buildScript: renderBuildScript },
  templates: packerTemplates,
  manifests: ({ target: { machineTemplates = [], machines = [], capcVersion } }) => [
    ...machineTemplates.map((template, index): ManifestRequest => ({
      pointer: `/machineTemplates/${index}`,
      kind: "CloudStackMachineTemplate",
      path: machineTemplatePath(template),
      image: imageRequirement(template, ["cloudstack-template"], template.zone),
      render: (context) => renderMachineTemplate(template, { ...context, capcVersion }),
    })),
    ...machines.map((machine, index): ManifestRequest => ({
      pointer: `/machines/${index}`,
      kind: "CloudStackMachine",
      path: machinePath(machine),
      image: imageRequirement(machine, ["cloudstack-template"], machine.zone),
      render: (context) => renderMachine(machine, { ...context, capcVersion }),
    })),
  ],
  imagePlaces: [cloudstackImagePlace],
  carriers: [
    { group, versions, kind: "CloudStackMachineTemplate", update: "rotate" },
    { group, versions, kind: "CloudStackMachine", update: "rotate" },
  ],
  readManifest: parseManifest,
  writeReference,
  webhooks: cloudstackWebhooks,
  manifestRules: cloudstackManifestRules,
  planning: async () => (await import("./plan/cloudstack-planning.ts")).cloudstackPlanning,
  judges: cloudstackJudges,
  parseBuildOutput,
});
