import type { ManifestRule } from "@imagewright/core";

import { amazonLinux2Rule } from "./amazon-linux-2-rule.ts";
import { amiIdRule } from "./ami-id-rule.ts";
import { amiTypeArchitectureRule } from "./ami-type-architecture-rule.ts";
import { amiVersionRule } from "./ami-version-rule.ts";
import { bootstrapPlainRule } from "./bootstrap-plain-rule.ts";
import { capaFieldRules } from "./capa-field-rules.ts";
import { controlPlaneVersionRule } from "./control-plane-version-rule.ts";
import { eksBootstrapRule } from "./eks-bootstrap-rule.ts";
import { flatcarRule } from "./flatcar-rule.ts";
import { gpuArchitectureRule } from "./gpu-architecture-rule.ts";
import { hopLimitRule } from "./hop-limit-rule.ts";
import { ignitionBucketRule } from "./ignition-bucket-rule.ts";
import { launchTemplateImageRule } from "./launch-template-image-rule.ts";
import { launchTemplateInstanceRule } from "./launch-template-instance-rule.ts";
import { lookupCommunityRule } from "./lookup-community-rule.ts";
import { lookupFormatRules } from "./lookup-format-rules.ts";
import { lookupIgnoredRule } from "./lookup-ignored-rule.ts";
import { lookupOwnerRules } from "./lookup-owner-rules.ts";
import { lookupPinRule } from "./lookup-pin-rule.ts";
import { nodeadmSecretsRule } from "./nodeadm-secrets-rule.ts";
import { poolArchitecturesRule } from "./pool-architectures-rule.ts";
import { refreshDisabledRule } from "./refresh-disabled-rule.ts";
import { rootDeviceRule } from "./root-device-rule.ts";
import { templateMachineRule } from "./template-machine-rule.ts";
import { versionRule } from "./version-rule.ts";
import { volumeRule } from "./volume-rule.ts";

export { awsHazardDiagnostics } from "./hazard-diagnostics.ts";

/** Hazards of CAPA's objects about images: what is admitted, and does not work as it reads. */
export const awsManifestRules: readonly ManifestRule[] = [
  amiIdRule,
  ...lookupFormatRules,
  ...lookupOwnerRules,
  lookupPinRule,
  lookupCommunityRule,
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
  rootDeviceRule,
  volumeRule,
  flatcarRule,
  ignitionBucketRule,
  hopLimitRule,
  refreshDisabledRule,
  bootstrapPlainRule,
  poolArchitecturesRule,
  launchTemplateInstanceRule,
  ...capaFieldRules,
  templateMachineRule,
];
