import { guardByRules, guardByWebhooks } from "@imagewright/core/plan";
import { describe, expect, test } from "vitest";

import { plainCluster, topologyCluster } from "../../__fixtures__/observed-clusters.ts";
import { clusterApiRules } from "../../lint/cluster-api-rules.ts";
import { clusterApiWebhooks } from "../../webhook/cluster-api-webhooks.ts";
import { controlPlaneCases } from "./__fixtures__/control-plane-cases.ts";
import { planFor, told, withValue } from "./__fixtures__/guarded-clusters.ts";
import { topologyCases } from "./__fixtures__/topology-cases.ts";
import { topologyWith } from "./__fixtures__/topology-with.ts";
import { workerCases } from "./__fixtures__/worker-cases.ts";
import { clusterApiGuards, guardedRuleCodes } from "./cluster-api-guards.ts";
import { clusterApiPlanGuardDiagnostics } from "./cluster-api-plan-guard-diagnostics.ts";

const guardCases = [...workerCases, ...controlPlaneCases, ...topologyCases];
const plain = plainCluster("v1beta2");
const rules = guardByRules(clusterApiRules, guardedRuleCodes);
const webhooks = guardByWebhooks(clusterApiWebhooks);
const nodeRegistration = "/spec/kubeadmConfigSpec/joinConfiguration/nodeRegistration";
const commands = "/spec/template/spec/preKubeadmCommands";
const twoSteps = [{ version: "1.34.1" }, { version: "1.35.2" }];

describe("the guards of Cluster API", () => {
  test.for(guardCases)("find $title, and nothing of the kind without it", (one) => {
    expect(told([one.guard], one.hazard)).toContain(one.says);
    const code = one.says.split(" ")[0];
    const codes = one.guard(one.twin).map((found) => found.code);
    expect(codes).not.toContain(code);
    expect(clusterApiGuards).toContain(one.guard);
  });

  test("say of each group that stays behind when it follows", () => {
    const { hops, ...rest } = planFor(plain, [
      { version: "1.34.1", nodes: false },
      { version: "1.35.2" },
    ]);
    const late = hops.map((hop) => ({
      ...hop,
      behind: hop.behind.flatMap((group) => [{ ...group, name: "late" }, group]),
    }));
    expect(told(clusterApiGuards.slice(0, 1), { ...rest, hops: late })).toEqual([
      "CAPI_PLAN_WORKERS_HELD no machine of late can be made from 1.34.1 on, until they are upgraded, which this plan does not do",
      "CAPI_PLAN_WORKERS_HELD no machine of workers can be made from 1.34.1 on, until they follow to 1.35.2",
    ]);
  });

  test.for(guardCases)("say at which line they find $title", (one) => {
    const found = one.guard(one.hazard);
    expect(found.filter(({ source }) => source?.line !== 7)).toEqual([]);
  });

  test("have a case for every code", () => {
    const without = Object.keys(clusterApiPlanGuardDiagnostics.rules).filter(
      (code) => !guardCases.some(({ says }) => says.startsWith(`${code} `)),
    );
    expect(without).toEqual([]);
  });
});

describe("the lint rules as guards", () => {
  test.for([
    {
      title: "a kubelet flag that 1.35 has no more",
      objects: withValue(plain, "KubeadmControlPlane", nodeRegistration, {
        kubeletExtraArgs: [{ name: "pod-infra-container-image", value: "pause:3.9" }],
      }),
      says: "CAPI_KUBELET_FLAG the kubelet refuses to start with --pod-infra-container-image (from 1.35.2 on: KubeadmControlPlane shop/prod)",
    },
    {
      title: "a boot with cgroup v1",
      objects: withValue(plain, "KubeadmConfigTemplate", commands, [
        "grubby --args systemd.unified_cgroup_hierarchy=0",
      ]),
      says: "CAPI_CGROUP_V1 the machine boots with cgroup v1, on which the kubelet does not start (from 1.35.2 on: KubeadmConfigTemplate shop/workers)",
    },
    {
      title: "a containerd that was tested with 1.33 last",
      objects: withValue(plain, "KubeadmConfigTemplate", commands, [
        "apt install containerd=1.7.24",
      ]),
      says: "CAPI_CONTAINERD_VERSION containerd 1.7.24 is not tested with Kubernetes 1.34 (from 1.34.1 on: KubeadmConfigTemplate shop/workers)",
    },
    {
      title: "an etcd tag of 3.5",
      objects: withValue(
        plain,
        "KubeadmControlPlane",
        "/spec/kubeadmConfigSpec/clusterConfiguration/etcd/local/imageTag",
        "3.5.26-0",
      ),
      says: "CAPI_ETCD_VERSION etcd 3.5 is set, and kubeadm of 1.34.1 comes with 3.6 (from 1.34.1 on: KubeadmControlPlane shop/prod)",
    },
  ])("find $title at the hop where it begins to hurt", ({ objects, says }) => {
    expect(told([rules], planFor(objects, twoSteps))).toEqual([says]);
    expect(told([rules], planFor(objects, [{ version: "1.33.9" }]))).toEqual([]);
  });

  test("find a flag in the template of a class", () => {
    const objects = topologyWith("KubeadmControlPlaneTemplate", {
      kubeadmConfigSpec: {
        initConfiguration: {
          nodeRegistration: {
            kubeletExtraArgs: [{ name: "pod-infra-container-image", value: "pause:3.9" }],
          },
        },
      },
    });
    expect(told([rules], planFor(objects, twoSteps))).toEqual([
      "CAPI_KUBELET_FLAG the kubelet refuses to start with --pod-infra-container-image (from 1.35.2 on: KubeadmControlPlaneTemplate shop/docker)",
    ]);
  });

  test("find kubeadm's v1beta3 when 1.37 comes, and warn of it when 1.31 does", () => {
    const objects = withValue(plain, "KubeadmConfigTemplate", commands, [
      "echo 'apiVersion: kubeadm.k8s.io/v1beta3' > /etc/kubeadm.yaml",
    ]);
    expect(told([rules], planFor(objects, [{ version: "1.36.1" }, { version: "1.37.0" }]))).toEqual(
      [
        "CAPI_KUBEADM_API kubeadm of 1.37.0 does not read kubeadm.k8s.io/v1beta3 (from 1.37.0 on: KubeadmConfigTemplate shop/workers)",
      ],
    );
  });

  test.for([
    { title: "a plain cluster", objects: plain },
    { title: "a plain cluster of v1beta1", objects: plainCluster("v1beta1") },
    { title: "a cluster with a topology", objects: topologyCluster() },
  ])("find nothing in the plan of $title", ({ objects }) => {
    expect(told([rules, webhooks], planFor(objects, twoSteps))).toEqual([]);
  });
});

describe("the webhooks as guards", () => {
  test("refuse a step of two minors", () => {
    expect(told([webhooks], planFor(plain, [{ version: "1.35.2" }]))).toEqual([
      "CAPI_WEBHOOK_VERSION_STEP cannot update Kubernetes version from v1.33.4 to v1.35.2 (on the way to 1.35.2: KubeadmControlPlane shop/prod)",
    ]);
  });

  test("refuse an even number of stacked etcd members", () => {
    const objects = withValue(plain, "KubeadmControlPlane", "/spec/replicas", 2);
    expect(told([webhooks], planFor(objects, [{ version: "1.34.1" }]))).toEqual([
      "CAPI_WEBHOOK_FORBIDDEN cannot be an even number when etcd is stacked (on the way to 1.34.1: KubeadmControlPlane shop/prod)",
    ]);
  });
});
