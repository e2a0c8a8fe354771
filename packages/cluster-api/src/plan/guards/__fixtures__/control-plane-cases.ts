import type { JsonObject } from "@imagewright/core";
import type { GuardContext } from "@imagewright/core/plan";

import { plainCluster, topologyCluster } from "../../../__fixtures__/observed-clusters.ts";
import { componentGuard } from "../component-guard.ts";
import { etcdGuard } from "../etcd-guard.ts";
import { releaseSupportGuard } from "../release-support-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { annotated, type GivenHop, planFor, withValue } from "./guarded-clusters.ts";
import { topologyWith } from "./topology-with.ts";

const plain = plainCluster("v1beta2");
const topology = topologyCluster();
const next: readonly GivenHop[] = [{ version: "1.34.1" }];
const patch: readonly GivenHop[] = [{ version: "1.33.9" }];
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
const otherTopology = topologyWith("OtherControlPlaneTemplate", {});
const taggedTopology = topologyWith("KubeadmControlPlaneTemplate", {
  kubeadmConfigSpec: { clusterConfiguration: { etcd: { local: { imageTag: "3.6.1-0" } } } },
});

const skipCoreDns = "controlplane.cluster.x-k8s.io/skip-coredns";

export const controlPlaneCases: readonly GuardCase[] = [
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
    twin: planFor(annotated(plain, "KubeadmControlPlane", skipCoreDns, ""), next),
  },
  {
    title: "a CoreDNS with a tag",
    guard: componentGuard,
    hazard: planFor(
      withValue(plain, "KubeadmControlPlane", `${configuration}/dns/imageTag`, "v1.12.0"),
      next,
    ),
    says: "CAPI_PLAN_COREDNS prod keeps CoreDNS at v1.12.0",
    twin: planFor(withValue(plain, "KubeadmControlPlane", `${configuration}/dns/imageTag`, "v1.12.0"), patch),
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
];
