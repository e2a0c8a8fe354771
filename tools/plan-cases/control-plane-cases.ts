import { plainCluster } from "./plain-cluster.ts";
import type { PlanCase } from "./plan-case.ts";

/** What a KubeadmControlPlane allows, and how it moves. */
export const controlPlaneCases: readonly PlanCase[] = [
  {
    rule: "cluster-api §6 one patch",
    name: "reference and version of a v1beta2 owner change together, the template before them",
    manifests: plainCluster({ nodes: [] }),
    goal: { kubernetesVersion: "1.34.11" },
    steps: [
      "1 createTemplate AWSMachineTemplate control-plane-* of control-plane /spec/template/spec/ami/id: ami-00000003300000013 -> ami-00000003400000011",
      "1 upgradeControlPlane KubeadmControlPlane prod /spec/version: v1.33.13 -> v1.34.11, /spec/machineTemplate/spec/infrastructureRef/name: control-plane -> control-plane-*",
    ],
  },
];
