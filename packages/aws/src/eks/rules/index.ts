import type { ManifestRule, Webhook } from "@imagewright/core";

import { checkBootstrapRelease } from "./check-bootstrap-release.ts";
import { checkBootstrapSystem } from "./check-bootstrap-system.ts";
import { checkEksConfig } from "./check-eks-config.ts";
import { checkNodeConfigObject } from "./check-node-config-object.ts";
import { checkNodeadmConfig } from "./check-nodeadm-config.ts";
import { checkNodeadmSecrets } from "./check-nodeadm-secrets.ts";
import { checkSecretUserData } from "./check-secret-user-data.ts";

/** Hazards of bootstrap configurations for EKS, of what refers to them, and of user data in objects. */
export const eksManifestRules: readonly ManifestRule[] = [
  checkBootstrapRelease,
  checkBootstrapSystem,
  checkNodeadmSecrets,
  checkEksConfig,
  checkNodeadmConfig,
  checkNodeConfigObject,
  checkSecretUserData,
];

/** No rule of an admission webhook is known for the bootstrap configurations. */
export const eksWebhooks: readonly Webhook[] = [];
