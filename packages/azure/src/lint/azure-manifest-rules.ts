import type { ManifestRule } from "@imagewright/core";

import { communityNameRule } from "./community-name-rule.ts";
import { defaultImageRule } from "./default-image-rule.ts";
import { definitionNameRule } from "./definition-name-rule.ts";
import { deprecatedFieldRule } from "./deprecated-field-rule.ts";
import { extensionRule } from "./extension-rule.ts";
import { fieldReleaseRule } from "./field-release-rule.ts";
import { imageFormRule } from "./image-form-rule.ts";
import { imageGenerationRule } from "./image-generation-rule.ts";
import { kubernetesVersionRule } from "./kubernetes-version-rule.ts";
import { managedImageRule } from "./managed-image-rule.ts";
import { managedPoolRule } from "./managed-pool-rule.ts";
import { orchestrationRule } from "./orchestration-rule.ts";
import { osTypeRule } from "./os-type-rule.ts";
import { planRule } from "./plan-rule.ts";
import { poolIdRule } from "./pool-id-rule.ts";
import { poolImageRule } from "./pool-image-rule.ts";
import { poolSecurityRule } from "./pool-security-rule.ts";
import { regionRule } from "./region-rule.ts";
import { secretNameRules } from "./secret-name-rules.ts";
import { securityDroppedRule } from "./security-dropped-rule.ts";
import { sshKeyRule } from "./ssh-key-rule.ts";
import { vmSizeRule } from "./vm-size-rule.ts";

/** What CAPZ's API server takes, and what yet does not work. */
export const azureManifestRules: readonly ManifestRule[] = [
  imageFormRule,
  communityNameRule,
  definitionNameRule,
  defaultImageRule,
  kubernetesVersionRule,
  planRule,
  managedImageRule,
  poolIdRule,
  poolImageRule,
  poolSecurityRule,
  securityDroppedRule,
  imageGenerationRule,
  regionRule,
  orchestrationRule,
  sshKeyRule,
  osTypeRule,
  vmSizeRule,
  extensionRule,
  fieldReleaseRule,
  deprecatedFieldRule,
  managedPoolRule,
  ...secretNameRules,
];
