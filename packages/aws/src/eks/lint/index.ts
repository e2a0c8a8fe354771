import type { ManifestRule } from "@imagewright/core";

import { checkBootstrapRelease } from "./check-bootstrap-release.ts";
import { checkEksConfig } from "./check-eks-config.ts";
import { checkNodeConfigObject } from "./check-node-config-object.ts";
import { checkNodeadmConfig } from "./check-nodeadm-config.ts";

/** Hazards of bootstrap configurations for EKS. */
export const eksManifestRules: readonly ManifestRule[] = [
  checkBootstrapRelease,
  checkEksConfig,
  checkNodeadmConfig,
  checkNodeConfigObject,
];
