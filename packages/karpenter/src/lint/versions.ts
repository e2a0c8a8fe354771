import type { Diagnostic, ManifestRule, ManifestRuleContext } from "@imagewright/core";

import { checkFieldAges, checkServed } from "../api-fields.ts";
import { newestKarpenter } from "../karpenter-version.ts";
import { checkKubernetes } from "../rules/check-era.ts";
import { classGroup, classKinds } from "./class-view.ts";
import { poolGroup } from "./pool-view.ts";

/** Node classes that the version of Karpenter in the cluster does not serve, or only in part. */
export const classVersions: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check: checkVersions,
};

/** Pools, claims and overlays that the version of Karpenter does not serve, or only in part. */
export const poolVersions: ManifestRule = {
  group: poolGroup,
  kinds: ["Machine", "NodeClaim", "NodeOverlay", "NodePool", "Provisioner"],
  check: (context) => [...checkVersions(context), ...checkCluster(context)],
};

function checkVersions(context: ManifestRuleContext): readonly Diagnostic[] {
  const { object, targetVersions } = context;
  const version = targetVersions["karpenter"] ?? newestKarpenter;
  return [
    // An old object alone does not say which Karpenter runs: only a stated version refuses it.
    ...(targetVersions["karpenter"] === undefined
      ? []
      : checkServed(context, version, "/apiVersion")),
    ...checkFieldAges(object, context, version),
  ];
}

function checkCluster({ kind, targetVersions }: ManifestRuleContext): readonly Diagnostic[] {
  const { karpenter, kubernetes } = targetVersions;
  const isPool = kind === "NodePool" || kind === "Provisioner";
  return isPool && karpenter !== undefined && kubernetes !== undefined
    ? checkKubernetes(kubernetes, karpenter, "/apiVersion")
    : [];
}
