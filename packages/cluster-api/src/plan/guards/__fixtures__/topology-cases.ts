import type { JsonObject } from "@imagewright/core";

import { plainCluster, topologyCluster } from "../../../__fixtures__/observed-clusters.ts";
import { classGuard } from "../class-guard.ts";
import { heldGroupsGuard } from "../held-groups-guard.ts";
import { topologyControlsGuard } from "../topology-controls-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { annotated, type GivenHop, planFor, withValue } from "./guarded-clusters.ts";

const plain = plainCluster("v1beta2");
const topology = topologyCluster();
const next: readonly GivenHop[] = [{ version: "1.34.1" }];
const heldGroups = "/spec/topology/workers/machineDeployments";
const held = (annotation: string): readonly JsonObject[] =>
  withValue(topology, "Cluster", heldGroups, [
    { class: "default", name: "md-a" },
    {
      class: "default",
      name: "md-b",
      metadata: { annotations: { [`topology.cluster.x-k8s.io/${annotation}`]: "" } },
    },
    { class: "default", name: "md-c" },
  ]);
/** An annotation of a cluster with a topology, in a plan, and of one without. */
const controlled = (name: string, text: string): Pick<GuardCase, "guard" | "hazard" | "twin"> => ({
  guard: topologyControlsGuard,
  hazard: planFor(annotated(topology, "Cluster", name, text), next),
  twin: planFor(annotated(plain, "Cluster", name, text), next),
});
const pending = "runtime.cluster.x-k8s.io/pending-hooks";
const twoSteps = [{ version: "1.34.1" }, { version: "1.35.2" }];
const classChange: GivenHop = {
  version: "1.34.1",
  changes: [
    {
      change: "patch",
      object: {
        group: "cluster.x-k8s.io",
        version: "v1beta2",
        kind: "ClusterClass",
        namespace: "shop",
        name: "docker",
      },
      fields: [{ pointer: "/spec/kubernetesVersions", to: ["v1.34.1"] }],
    },
  ],
};

export const topologyCases: readonly GuardCase[] = [
  {
    title: "a gate before the upgrade",
    ...controlled("before-upgrade.hook.cluster.cluster.x-k8s.io/freeze", "until Monday"),
    says: "CAPI_PLAN_GATED before-upgrade.hook.cluster.cluster.x-k8s.io/freeze keeps the upgrade from starting",
  },
  {
    title: "hooks that are still to be called",
    ...controlled(pending, "AfterClusterUpgrade"),
    says: "CAPI_PLAN_HOOKS_PENDING still to be called: AfterClusterUpgrade",
    twin: planFor(annotated(topology, "Cluster", pending, ""), next),
  },
  {
    title: "a step of an upgrade that goes on",
    ...controlled("topology.internal.cluster.x-k8s.io/upgrade-step", "v1.33.4"),
    says: "CAPI_PLAN_UPGRADE_RUNS a step to v1.33.4 goes on",
    twin: planFor(
      annotated(topology, "Cluster", "topology.internal.cluster.x-k8s.io/upgrade-step", "v1.33.4"),
      [{ version: "1.33.4", controlPlane: false }],
    ),
  },
  {
    title: "version rules that are switched off",
    ...controlled("unsafe.topology.cluster.x-k8s.io/disable-update-version-check", ""),
    says: "CAPI_PLAN_VERSION_RULES_OFF unsafe.topology.cluster.x-k8s.io/disable-update-version-check switches the rules off",
  },
  {
    title: "a deferred group, and one version to go",
    guard: heldGroupsGuard,
    hazard: planFor(held("defer-upgrade"), next),
    says: "CAPI_PLAN_GROUP_HELD md-b would stay behind",
    twin: planFor(held("other"), next),
  },
  {
    title: "a deferred group, and two versions to go",
    guard: heldGroupsGuard,
    hazard: planFor(held("defer-upgrade"), twoSteps),
    says: "CAPI_PLAN_CHAIN_HELD md-b would stay behind, and the plan has further versions",
    twin: planFor(held("defer-upgrade"), next),
  },
  {
    title: "a held group with others behind it, and two minors in one step",
    guard: heldGroupsGuard,
    hazard: planFor(held("hold-upgrade-sequence"), [{ version: "1.35.2" }]),
    says: "CAPI_PLAN_CHAIN_HELD md-b, md-c would stay behind, and the plan has further versions",
    twin: planFor(held("other"), twoSteps),
  },
  {
    title: "a class that changes",
    guard: classGuard,
    hazard: planFor(topology, [classChange]),
    says: "CAPI_PLAN_CLASS_CHANGED ClusterClass docker gets variables, and no cluster rolls out for that",
    twin: planFor(topology, next),
  },
];
