import type { ManifestRule } from "@imagewright/core";

import { clusterClassRule } from "./cluster-class.ts";
import { credentialsRule } from "./credentials.ts";
import { detailsRule } from "./details.ts";
import { failureDomainNameRule, ownerFailureDomainRule } from "./failure-domain-name.ts";
import { failureDomainsRule } from "./failure-domains.ts";
import { imageReferenceRule, offeringTextRule } from "./image-reference.ts";
import { affinityValueRule, diskOfferingRule, runtimeFieldsRule } from "./machine-values.ts";
import { networksRule } from "./networks.ts";
import { releaseRule, versionRule } from "./release.ts";
import { templateNameRule } from "./template-name.ts";
import { ignitionRule } from "./user-data.ts";
import { zonesRule } from "./zones.ts";

/** Hazards of CAPC's kinds that schema and webhooks let pass. */
export const cloudstackManifestRules: readonly ManifestRule[] = [
  releaseRule,
  versionRule,
  imageReferenceRule,
  offeringTextRule,
  zonesRule,
  failureDomainNameRule,
  ownerFailureDomainRule,
  failureDomainsRule,
  credentialsRule,
  affinityValueRule,
  runtimeFieldsRule,
  diskOfferingRule,
  networksRule,
  ignitionRule,
  templateNameRule,
  detailsRule,
  clusterClassRule,
];
