import type { ManifestRule } from "@imagewright/core";

import {
  amazonLinux2Rule,
  amiTypeArchitectureRule,
  amiVersionRule,
  controlPlaneVersionRule,
  eksBootstrapRule,
  gpuArchitectureRule,
  launchTemplateImageRule,
  nodeadmSecretsRule,
} from "./eks-rules.ts";
import {
  amiIdRule,
  lookupFormatRules,
  lookupIgnoredRule,
  lookupOwnerRules,
  lookupPinRule,
} from "./lookup-rules.ts";
import {
  capaFieldRules,
  hopLimitRule,
  ignitionBucketRule,
  launchTemplateInstanceRule,
  machinePoolRule,
  versionRule,
  volumeRule,
} from "./machine-rules.ts";
import { templateMachineRule } from "./template-machine-rule.ts";

export { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Hazards of CAPA's objects about images: what is admitted, and does not work as it reads. */
export const awsManifestRules: readonly ManifestRule[] = [
  amiIdRule,
  ...lookupFormatRules,
  ...lookupOwnerRules,
  lookupPinRule,
  lookupIgnoredRule,
  versionRule,
  amazonLinux2Rule,
  gpuArchitectureRule,
  amiTypeArchitectureRule,
  launchTemplateImageRule,
  amiVersionRule,
  eksBootstrapRule,
  nodeadmSecretsRule,
  controlPlaneVersionRule,
  volumeRule,
  ignitionBucketRule,
  hopLimitRule,
  machinePoolRule,
  launchTemplateInstanceRule,
  ...capaFieldRules,
  templateMachineRule,
];
