import { plainCluster } from "../../../__fixtures__/observed-clusters.ts";
import { heldWorkersGuard } from "../held-workers-guard.ts";
import { workerControlsGuard } from "../worker-controls-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { annotated, type GivenHop, planFor, withValue } from "./guarded-clusters.ts";

const plain = plainCluster("v1beta2");
const old = plainCluster("v1beta1");
const next: readonly GivenHop[] = [{ version: "1.34.1" }];
const skip = "machineset.cluster.x-k8s.io/skip-preflight-checks";
const never = "cluster.x-k8s.io/disable-machine-create";
const scaling = {
  "cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size": "1",
  "cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size": "9",
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

export const workerCases: readonly GuardCase[] = [
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
    says: "CAPI_PLAN_WORKERS_WAIT no machine of workers can be made between the control plane's steps and their own; an autoscaler acts on workers, to no effect",
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
    says: "CAPI_PLAN_WORKERS_WAIT no machine of workers can be made between the control plane's steps and their own; health checks act on workers, to no effect",
    twin: planFor(plain, next),
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
];
