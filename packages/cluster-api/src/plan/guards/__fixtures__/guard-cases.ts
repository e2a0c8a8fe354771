import type { JsonObject } from "@imagewright/core";
import type { GuardContext, PlanGuard } from "@imagewright/core/plan";

import { plainCluster, topologyCluster } from "../../../__fixtures__/observed-clusters.ts";
import { classGuard } from "../class-guard.ts";
import { componentGuard } from "../component-guard.ts";
import { etcdGuard } from "../etcd-guard.ts";
import { heldGroupsGuard } from "../held-groups-guard.ts";
import { heldWorkersGuard } from "../held-workers-guard.ts";
import { releaseSupportGuard } from "../release-support-guard.ts";
import { topologyControlsGuard } from "../topology-controls-guard.ts";
import { workerControlsGuard } from "../worker-controls-guard.ts";
import { annotated, type GivenHop, planFor, withValue } from "./guarded-clusters.ts";

/** A plan with a hazard, and its twin without. */
export interface GuardCase {
  readonly title: string;
  readonly guard: PlanGuard;
  readonly hazard: GuardContext;
  /** Code and message of what is found. */
  readonly says: string;
  readonly twin: GuardContext;
}

const plain = plainCluster("v1beta2");
const old = plainCluster("v1beta1");
const next: readonly GivenHop[] = [{ version: "1.34.1" }];
const patch: readonly GivenHop[] = [{ version: "1.33.9" }];
const skip = "machineset.cluster.x-k8s.io/skip-preflight-checks";
const never = "cluster.x-k8s.io/disable-machine-create";
const scaling = {
  "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "1",
  "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size": "9",
};
const configuration = "/spec/kubeadmConfigSpec/clusterConfiguration";
const etcdTag = (tag: string): readonly JsonObject[] =>
  withValue(plain, "KubeadmControlPlane", `${configuration}/etcd/local/imageTag`, tag);
const etcdOn = (etcd: string): GuardContext =>
  planFor(plain, [{ version: "1.34.1", components: { etcd } }]);
const external = withValue(plain, "KubeadmControlPlane", `${configuration}/etcd/external`, {
  endpoints: ["https://etcd.example"],
});
const mirror = withValue(
  plain,
  "KubeadmControlPlane",
  `${configuration}/imageRepository`,
  "registry.example/k8s",
);
const proxy = (mode: string): readonly JsonObject[] =>
  withValue(plain, "KubeadmControlPlane", "/spec/kubeadmConfigSpec/files", [
    { path: "/proxy.yaml", content: `kind: KubeProxyConfiguration\nmode: ${mode}\n` },
  ]);
const topology = topologyCluster();
/** A topology whose class has some control plane, with a template that says something. */
export const topologyWith = (kind: string, spec: JsonObject): readonly JsonObject[] => [
  ...withValue(topology, "ClusterClass", "/spec/controlPlane/templateRef", {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind,
    name: "docker",
  }),
  {
    apiVersion: "controlplane.cluster.x-k8s.io/v1beta2",
    kind,
    metadata: { name: "docker", namespace: "shop" },
    spec: { template: { spec } },
  },
];
const otherTopology = topologyWith("OtherControlPlaneTemplate", {});
const taggedTopology = topologyWith("KubeadmControlPlaneTemplate", {
  kubeadmConfigSpec: { clusterConfiguration: { etcd: { local: { imageTag: "3.6.1-0" } } } },
});
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
const checks = [
  ...plain,
  {
    apiVersion: "cluster.x-k8s.io/v1beta2",
    kind: "MachineHealthCheck",
    metadata: { name: "unready", namespace: "shop" },
    spec: {
      clusterName: "prod",
      selector: { matchLabels: { "cluster.x-k8s.io/deployment-name": "workers" } },
    },
  },
];

export const guardCases: readonly GuardCase[] = [
  {
    title: "kubeadm workers between the control plane's step and their own",
    guard: heldWorkersGuard,
    hazard: planFor(plain, next),
    says: "CAPI_PLAN_WORKERS_HELD no machine of workers can be made in each hop, until their own step",
    twin: planFor(plain, patch),
  },
  {
    title: "kubeadm workers that stay behind for a hop",
    guard: heldWorkersGuard,
    hazard: planFor(plain, [{ version: "1.34.1", nodes: false }, { version: "1.35.2" }]),
    says: "CAPI_PLAN_WORKERS_HELD no machine of workers can be made from 1.34.1 on, until they follow to 1.35.2",
    twin: planFor(plain, [{ version: "1.33.9", nodes: false }, { version: "1.33.10" }]),
  },
  {
    title: "kubeadm workers that stay behind for good",
    guard: heldWorkersGuard,
    hazard: planFor(old, [{ version: "1.34.1", nodes: false }]),
    says: "CAPI_PLAN_WORKERS_HELD no machine of workers can be made from 1.34.1 on, until they are upgraded, which this plan does not do",
    twin: planFor(annotated(old, "MachineDeployment", skip, "All"), [
      { version: "1.34.1", nodes: false },
    ]),
  },
  {
    title: "kubeadm workers that an autoscaler wants more of",
    guard: heldWorkersGuard,
    hazard: planFor(
      withValue(plain, "MachineDeployment", "/metadata/annotations", scaling),
      next,
    ),
    says: "CAPI_PLAN_WORKERS_HELD no machine of workers can be made in each hop, until their own step; an autoscaler acts on workers, to no effect",
    twin: planFor(
      withValue(
        withValue(plain, "MachineDeployment", "/metadata/annotations", scaling),
        "MachineDeployment",
        "/spec/template/spec/bootstrap",
        { dataSecretName: "data" },
      ),
      next,
    ),
  },
  {
    title: "kubeadm workers that a health check wants to replace",
    guard: heldWorkersGuard,
    hazard: planFor(checks, next),
    says: "CAPI_PLAN_WORKERS_HELD no machine of workers can be made in each hop, until their own step; health checks act on workers, to no effect",
    twin: planFor(checks, [{ version: "1.34.1", controlPlane: false }]),
  },
  {
    title: "preflight checks that are left out",
    guard: workerControlsGuard,
    hazard: planFor(annotated(plain, "MachineDeployment", skip, "KubeadmVersionSkew"), next),
    says: "CAPI_PLAN_PREFLIGHT_SKIPPED before machines of workers are made, it is not checked: KubeadmVersionSkew",
    twin: planFor(annotated(plain, "MachineDeployment", skip, ""), next),
  },
  {
    title: "machines that may not be made",
    guard: workerControlsGuard,
    hazard: planFor(annotated(plain, "MachineDeployment", never, "true"), next),
    says: "CAPI_PLAN_NO_NEW_MACHINES no machines of workers are made",
    twin: planFor(plain, next),
  },
  {
    title: "an etcd tag older than 3.5.26",
    guard: etcdGuard,
    hazard: planFor(etcdTag("3.5.24-0"), [
      {
        version: "1.34.1",
        changes: [
          {
            change: "patch",
            object: {
              group: "controlplane.cluster.x-k8s.io",
              version: "v1beta2",
              kind: "KubeadmControlPlane",
              namespace: "shop",
              name: "prod",
            },
            fields: [{ pointer: `${configuration}/etcd/local/imageTag`, from: "3.5.24-0" }],
          },
        ],
      },
    ]),
    says: "CAPI_PLAN_ETCD_OLD prod runs etcd 3.5.24 before 1.34.1",
    twin: planFor(etcdTag("3.5.24-0"), next),
  },
  {
    title: "an image with an etcd older than 3.5.26",
    guard: etcdGuard,
    hazard: etcdOn("3.5.21-0"),
    says: "CAPI_PLAN_ETCD_OLD prod runs etcd 3.5.21 before 1.34.1",
    twin: etcdOn("3.5.26-0"),
  },
  {
    title: "an etcd of which nobody knows",
    guard: etcdGuard,
    hazard: planFor(plain, next),
    says: "CAPI_PLAN_ETCD_UNKNOWN which etcd prod runs before 1.34.1 is not known",
    twin: planFor(plain, patch),
  },
  {
    title: "an etcd of which nobody knows, two minors on the way",
    guard: etcdGuard,
    hazard: planFor(plain, [{ version: "1.33.9" }, { version: "1.34.1" }]),
    says: "CAPI_PLAN_ETCD_UNKNOWN which etcd prod runs before 1.34.1 is not known",
    twin: planFor(plain, [{ version: "1.34.1", controlPlane: false }]),
  },
  {
    title: "an etcd of a topology of which nobody knows",
    guard: etcdGuard,
    hazard: planFor(topologyWith("KubeadmControlPlaneTemplate", {}), next),
    says: "CAPI_PLAN_ETCD_UNKNOWN which etcd prod runs before 1.34.1 is not known",
    twin: planFor(taggedTopology, next),
  },
  {
    title: "an etcd of a topology whose class is not known",
    guard: etcdGuard,
    hazard: planFor(topology, next),
    says: "CAPI_PLAN_ETCD_UNKNOWN which etcd prod runs before 1.34.1 is not known",
    twin: planFor(otherTopology, next),
  },
  {
    title: "an etcd of its own",
    guard: etcdGuard,
    hazard: planFor(external, next),
    says: "CAPI_PLAN_ETCD_EXTERNAL the etcd of prod is external, and Kubernetes 1.34.1 expects 3.6",
    twin: planFor(external, patch),
  },
  {
    title: "a CoreDNS that stays",
    guard: componentGuard,
    hazard: planFor(plain, next),
    says: "CAPI_PLAN_COREDNS prod keeps the CoreDNS that runs",
    twin: planFor(plain, [{ version: "1.34.1", controlPlane: false }]),
  },
  {
    title: "a CoreDNS with a tag",
    guard: componentGuard,
    hazard: planFor(
      withValue(plain, "KubeadmControlPlane", `${configuration}/dns/imageTag`, "v1.12.0"),
      next,
    ),
    says: "CAPI_PLAN_COREDNS prod keeps CoreDNS at v1.12.0",
    twin: planFor(otherTopology, next),
  },
  {
    title: "a CoreDNS that is left alone",
    guard: componentGuard,
    hazard: planFor(
      annotated(
        plain,
        "KubeadmControlPlane",
        "controlplane.cluster.x-k8s.io/skip-coredns",
        "",
      ),
      next,
    ),
    says: "CAPI_PLAN_COREDNS prod leaves CoreDNS alone",
    twin: planFor(otherTopology, next),
  },
  {
    title: "a registry of its own",
    guard: componentGuard,
    hazard: planFor(mirror, [{ version: "1.34.1" }, { version: "1.35.2" }]),
    says: "CAPI_PLAN_REPOSITORY registry.example/k8s has to hold the images of kubernetes for 1.34.1, 1.35.2",
    twin: planFor(plain, next),
  },
  {
    title: "kube-proxy with ipvs",
    guard: componentGuard,
    hazard: planFor(proxy("ipvs"), [{ version: "1.34.1" }, { version: "1.35.2" }]),
    says: "CAPI_PLAN_IPVS kube-proxy of prod uses ipvs with 1.35.2",
    twin: planFor(proxy("nftables"), [{ version: "1.34.1" }, { version: "1.35.2" }]),
  },
  {
    title: "a version that Cluster API does not support",
    guard: releaseSupportGuard,
    hazard: planFor(plain, [{ version: "1.35.2" }, { version: "1.36.1" }], { capi: "1.12.7" }),
    says: "CAPI_PLAN_UNSUPPORTED Cluster API 1.12.7 does not support Kubernetes 1.36",
    twin: planFor(plain, [{ version: "1.35.2" }, { version: "1.36.1" }], { capi: "v1.12.8" }),
  },
  {
    title: "a version newer than the support table",
    guard: releaseSupportGuard,
    hazard: planFor(plain, [{ version: "1.38.0" }], { capi: "1.14.0" }),
    says: "CAPI_PLAN_SUPPORT_UNKNOWN Cluster API 1.14.0 may or may not support Kubernetes 1.38",
    twin: planFor(plain, [{ version: "1.38.0" }]),
  },
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
    says: "CAPI_PLAN_CLASS_CHANGED ClusterClass docker changes for all of its clusters",
    twin: planFor(topology, next),
  },
];
