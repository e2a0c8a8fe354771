import type { JsonObject } from "@imagewright/core";

import type { PlanCase } from "./plan-case.ts";
import { clusterOf, kubeadmOf, nodesOf, objectOf, referTo } from "./provider-objects.ts";
import { streamOf } from "./topology-cluster.ts";
import { catalogOf } from "./usual-catalog.ts";

const rule = "cloudstack-capc §1.6 recipe";
const goal = { kubernetesVersion: "1.34.11" };
const kind = "CloudStackMachineTemplate";
const named = (version: string): JsonObject => ({ name: `ubuntu-2404-kube-v${version}` });

function template(name: string, image: JsonObject): JsonObject {
  return objectOf("infrastructure", "v1beta3", kind, name, {
    template: { spec: { offering: { name: "large" }, template: image } },
  });
}

/** A cluster on CloudStack in some zones. */
function cloudstackCluster(
  version: string,
  zones: readonly string[],
  image: JsonObject = named(version),
  more: readonly JsonObject[] = [],
): string {
  return streamOf([
    clusterOf(
      referTo("controlPlane", "KubeadmControlPlane", "prod"),
      referTo("infrastructure", "CloudStackCluster", "prod"),
    ),
    objectOf("infrastructure", "v1beta3", "CloudStackCluster", "prod", {
      controlPlaneEndpoint: { host: "10.0.0.1", port: 6443 },
      failureDomains: zones.map((zone) => ({
        name: zone,
        zone: { name: zone, network: { name: "nodes" } },
        acsEndpoint: { name: "credentials", namespace: "default" },
      })),
    }),
    kubeadmOf(version, kind),
    template("prod", image),
    ...more,
  ]);
}

const steps = [
  "1 createTemplate CloudStackMachineTemplate prod-* of prod /spec/template/spec/template/name: ubuntu-2404-kube-v1.33.13 -> ubuntu-2404-kube-v1.34.11",
  "1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11, /spec/machineTemplate/spec/infrastructureRef/name: prod -> prod-*",
];

const missing = (zone: string): string =>
  `PLAN_IMAGE_MISSING there is no image of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as cloudstack-template, in ${zone}, which prod needs`;

/** Templates of CloudStack, which have to be in every zone. */
export const cloudstackCases: readonly PlanCase[] = [
  {
    rule,
    name: "a copy with the next template, and reference and version in one patch",
    manifests: cloudstackCluster("1.33.13", ["zrh-1"]),
    goal,
    steps,
  },
  {
    rule,
    name: "the template is in all zones of the cluster, by one name",
    manifests: cloudstackCluster("1.33.13", ["zrh-1", "zrh-2"]),
    goal,
    steps,
  },
  {
    rule,
    name: "a zone that lacks it keeps the plan from being made",
    manifests: cloudstackCluster("1.33.13", ["zrh-1", "zrh-3"]),
    goal,
    blockers: [missing("zrh-3")],
  },
  {
    rule,
    name: "of two zones with different names for it none is right",
    manifests: cloudstackCluster("1.33.13", ["zrh-1", "zrh-2"]),
    catalog: catalogOf(["1.33.13", "1.34.11"]).replace(
      "zone=zrh-2&name=ubuntu-2404-kube-v1.34.11",
      "zone=zrh-2&name=ubuntu-other-v1.34.11",
    ),
    goal,
    blockers: [
      "PLAN_IMAGE_CHOICE several images of Kubernetes 1.34.11, ubuntu 24.04, amd64, user data cloud-init, as cloudstack-template, in zrh-1 and zrh-2 fit prod",
    ],
  },
  {
    rule,
    name: "workers follow the control plane",
    manifests: cloudstackCluster("1.33.13", ["zrh-1"], named("1.33.13"), [
      nodesOf("MachineDeployment", "workers", kind, { version: "v1.33.13" }),
      template("workers", named("1.33.13")),
    ]),
    checks: [
      "KubeadmControlPlane prod runs 1.34.11 of ubuntu-1.34.11",
      "MachineDeployment workers runs 1.34.11 of ubuntu-1.34.11",
    ],
    goal,
    steps: [
      ...steps,
      "2 createTemplate CloudStackMachineTemplate workers-* of workers /spec/template/spec/template/name: ubuntu-2404-kube-v1.33.13 -> ubuntu-2404-kube-v1.34.11",
      "2 upgradeNodes MachineDeployment workers /spec/template/spec/version: v1.33.13 -> v1.34.11, /spec/template/spec/infrastructureRef/name: workers -> workers-*",
    ],
  },
  {
    rule,
    name: "a name that tells of another version is told of",
    manifests: cloudstackCluster("1.33.13", ["zrh-1"]),
    catalog: catalogOf(["1.33.13", "1.34.11"]).replace(
      "zone=zrh-1&name=ubuntu-2404-kube-v1.34.11",
      "zone=zrh-1&name=ubuntu-2404-kube-v1.34.10",
    ),
    goal,
    steps: steps.map((line) => line.replace("kube-v1.34.11", "kube-v1.34.10")),
    hazards: ["CAPC_PLAN_NAME_VERSION"],
  },
  {
    rule,
    name: "an id means a template in one zone alone: several zones get its name",
    manifests: cloudstackCluster("1.33.13", ["zrh-1", "zrh-2"], {
      id: "11111111-2222-4333-8444-555555555555",
    }),
    catalog: catalogOf(["1.33.13", "1.34.11"]).replace(
      "zone=zrh-1&name=ubuntu-2404-kube-v1.33.13",
      "zone=zrh-1&id=11111111-2222-4333-8444-555555555555&name=ubuntu-2404-kube-v1.33.13",
    ),
    goal,
    steps: [
      "1 createTemplate CloudStackMachineTemplate prod-* of prod /spec/template/spec/template/id: 11111111-2222-4333-8444-555555555555 -> nothing, /spec/template/spec/template/name: nothing -> ubuntu-2404-kube-v1.34.11",
      ...steps.slice(1),
    ],
    hazards: ["CLOUDSTACK_ID_LOOKUP"],
  },
  {
    rule,
    name: "a control plane with anti-affinity needs one host more",
    manifests: cloudstackCluster("1.33.13", ["zrh-1"]).replace(
      '"offering":{"name":"large"}',
      '"affinity":"anti","offering":{"name":"large"}',
    ),
    goal,
    steps,
    hazards: ["CAPC_PLAN_ANTI_AFFINITY"],
  },
];
