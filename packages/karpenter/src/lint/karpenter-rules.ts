import type { ManifestRule } from "@imagewright/core";

import { amiArchitecture } from "./ami-architecture.ts";
import { amiMinor } from "./ami-minor.ts";
import { amiSelector } from "./ami-selector.ts";
import { classIgnored, poolIgnored } from "./class-ignored.ts";
import { classStatus } from "./class-status.ts";
import { classUserData } from "./class-user-data.ts";
import { classVolumes } from "./class-volumes.ts";
import { classLaunchTemplate, poolLaunchTemplate } from "./launch-template-use.ts";
import { nodeClassReference } from "./node-class-reference.ts";
import { oldWords } from "./old-words.ts";
import { poolBudgets } from "./pool-budgets.ts";
import { poolDurations } from "./pool-durations.ts";
import { poolExpiry } from "./pool-expiry.ts";
import { poolLabels } from "./pool-labels.ts";
import { poolNeverMatches } from "./pool-never-matches.ts";
import { poolTaints } from "./pool-taints.ts";
import { classScope, poolScope } from "./scope.ts";
import { selectorTerms } from "./selector-terms.ts";
import { classVersions, poolVersions } from "./versions.ts";

/** Every hazard of Karpenter's objects that an API server lets pass. */
export const karpenterManifestRules: readonly ManifestRule[] = [
  classVersions,
  classScope,
  classLaunchTemplate,
  amiSelector,
  amiArchitecture,
  amiMinor,
  selectorTerms,
  classUserData,
  classVolumes,
  classIgnored,
  classStatus,
  poolVersions,
  poolScope,
  poolLaunchTemplate,
  nodeClassReference,
  poolLabels,
  poolNeverMatches,
  poolTaints,
  poolBudgets,
  poolDurations,
  poolExpiry,
  poolIgnored,
  oldWords,
];
