import { infrastructureGroup } from "@imagewright/cluster-api";
import {
  type Diagnostic,
  type ManifestRule,
  type ManifestRuleContext,
  ownValue,
  showValue,
} from "@imagewright/core";

import { communityAccounts } from "../capa-version.ts";
import { controlPlaneGroup } from "../image-places.ts";
import { awsHazardDiagnostics } from "./hazard-diagnostics.ts";
import { clusterKinds, fieldsOf, planeKinds } from "./lookup-fields.ts";
import { machineKinds } from "./machine-image.ts";

/** Accounts that own no images. */
export const lookupOwnerRules: readonly ManifestRule[] = [
  { group: infrastructureGroup, kinds: [...machineKinds, ...clusterKinds], check: checkOwner },
  { group: controlPlaneGroup, kinds: planeKinds, check: checkOwner },
];

function checkOwner({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const { fields, at, isIgnored } = fieldsOf(object);
  const org = ownValue(fields, "imageLookupOrg");
  if (isIgnored || typeof org !== "string" || org === "" || org.includes("${")) {
    return [];
  }
  const facts = { pointer: `${at}/imageLookupOrg`, found: showValue(org) };
  if (communityAccounts.get(org) === "lost") {
    const message = "this account was lost by its owner, and its images are gone";
    return [awsHazardDiagnostics.report("AWS_LOOKUP_OWNER", { ...facts, message })];
  }
  const message = "owner-id is compared with the digits of an account id";
  return /^\d{12}$/u.test(org)
    ? []
    : [awsHazardDiagnostics.report("AWS_LOOKUP_OWNER", { ...facts, message })];
}
