import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import { annotationOf, textsAt } from "../json/read-field.ts";
import { bootstrapGroup, coreGroup } from "../reference/cluster-api-groups.ts";
import { unknownPreflightChecks } from "../webhook/machine-rules.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

const onEntries = [
  "topology.cluster.x-k8s.io/defer-upgrade",
  "topology.cluster.x-k8s.io/hold-upgrade-sequence",
];
const onClusters = ["topology.cluster.x-k8s.io/upgrade-concurrency"];

/** Annotations that nobody reads where they stand, and those that switch rules off. */
export const annotationRules = [
  ...rulesFor({ [coreGroup]: ["Cluster"] }, (context) => [
    ...misplaced(context, onEntries, "metadata.annotations of the entry of the topology"),
    ...checkSwitchedOff(context),
  ]),
  ...rulesFor({ [coreGroup]: ["MachineDeployment", "MachinePool"] }, (context) =>
    textsAt(context.object, "/metadata/labels").has("topology.cluster.x-k8s.io/owned")
      ? []
      : misplaced(context, [...onEntries, ...onClusters], "the Cluster or its topology"),
  ),
  ...rulesFor(
    { [bootstrapGroup]: ["KubeadmConfigTemplate", "EKSConfigTemplate", "NodeadmConfigTemplate"] },
    checkPreflight,
  ),
];

function misplaced(
  { object }: ManifestRuleContext,
  names: readonly string[],
  place: string,
): readonly Diagnostic[] {
  return names
    .filter((name) => annotationOf(object, name) !== undefined)
    .map((name) =>
      clusterApiDiagnostics.report("CAPI_ANNOTATION_MISPLACED", {
        message: `${name} has no effect here; it is read on ${place}`,
        pointer: pointerOf(name),
      }),
    );
}

function checkSwitchedOff({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const name = "unsafe.topology.cluster.x-k8s.io/disable-update-version-check";
  return annotationOf(object, name) === undefined
    ? []
    : [
        clusterApiDiagnostics.report("CAPI_VERSION_CHECK_OFF", {
          message: "the version of this cluster may be changed to anything",
          pointer: pointerOf(name),
        }),
      ];
}

function checkPreflight({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const unknown = unknownPreflightChecks(object);
  return unknown.length === 0
    ? []
    : [
        clusterApiDiagnostics.report("CAPI_PREFLIGHT_UNKNOWN", {
          message: `there is no preflight check ${unknown.join(", ")}`,
          pointer: pointerOf("machineset.cluster.x-k8s.io/skip-preflight-checks"),
        }),
      ];
}

function pointerOf(name: string): string {
  return `/metadata/annotations/${name.replace("/", "~1")}`;
}
