import { group } from "../../__fixtures__/group-states.ts";
import type {
  ClusterState,
  ControlPlaneState,
  HealthCheckState,
  NodeGroupState,
  ObjectWriter,
  ReplicaManager,
} from "../../cluster-state.ts";
import type { GuardContext, MachineGroup } from "../../plan-contribution.ts";
import { healthCheckGuard } from "../health-check-guard.ts";
import { pauseGuard } from "../pause-guard.ts";
import { replicaGuard } from "../replica-guard.ts";
import { writerGuard } from "../writer-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { context, controlPlane, hop, placeAt, textAt, upgrade } from "./guarded-plan.ts";

type Replicas = Pick<MachineGroup, "replicas">;

/** A plan that moves one group. */
function plan(
  changes: Partial<NodeGroupState>,
  state: Partial<ClusterState> = {},
): GuardContext {
  return context([hop("1.34.1", { groups: [upgrade("1.34.1", {}, group(changes))] })], { state });
}

const replicas = (managers: readonly ReplicaManager[], count = 3): Replicas => ({
  replicas: { count, place: placeAt("/spec/replicas"), managers },
});
const managers = (
  by: ReplicaManager["by"],
  more: Partial<ReplicaManager> = {},
): readonly ReplicaManager[] => [{ by, ...more, place: placeAt("/metadata/annotations/x") }];
const uncounted: Replicas = {
  replicas: { place: placeAt("/spec/replicas"), managers: managers("autoscaler") },
};
const checked = (changes: Partial<HealthCheckState>, count = 3): GuardContext =>
  plan({
    ...replicas([], count),
    healthChecks: [
      {
        place: placeAt("", "MachineHealthCheck", "unready"),
        limit: textAt("/spec/maxUnhealthy", "40%"),
        nodeStartupSeconds: 1200,
        ...changes,
      },
    ],
  });
const limited = (text: string, count = 3): GuardContext =>
  checked({ limit: textAt("/spec/maxUnhealthy", text) }, count);
const writer = (isGitOps: boolean): readonly ObjectWriter[] => [
  { name: "Flux", isGitOps, place: placeAt("/metadata/labels/kustomize.toolkit.fluxcd.io~1name") },
];
const machines = (changes: Partial<ControlPlaneState>): GuardContext =>
  plan({}, { controlPlane: controlPlane(changes) });
const counted = (count?: number): Replicas => ({
  replicas: { ...(count !== undefined && { count }), place: placeAt("/spec/replicas"), managers: [] },
});

export const operationCases: readonly GuardCase[] = [
  {
    title: "a paused cluster with a paused group",
    guard: pauseGuard,
    hazard: plan(
      { paused: [placeAt("/spec/paused")] },
      { paused: [placeAt("/spec/paused", "Cluster", "orders")] },
    ),
    says: "PLAN_PAUSED paused: Cluster shop/orders by /spec/paused, MachineDeployment shop/workers by /spec/paused",
    twin: context([hop("1.34.1")], {
      state: { nodeGroups: [group({ paused: [placeAt("/spec/paused")] })] },
    }),
  },
  {
    title: "replicas of the autoscaler",
    guard: replicaGuard,
    hazard: plan(replicas(managers("autoscaler", { minimum: 1, maximum: 9 }))),
    says: "PLAN_REPLICAS_MANAGED the manifest of workers gives a number of replicas, which is set by the autoscaler, from 1 to 9",
    twin: plan(uncounted),
  },
  {
    title: "replicas of somebody else",
    guard: replicaGuard,
    hazard: plan(replicas(managers("other", { name: "karpenter" }))),
    says: "PLAN_REPLICAS_MANAGED the manifest of workers gives a number of replicas, which is set by karpenter",
    twin: plan(replicas([])),
  },
  {
    title: "a health check that waits ten minutes",
    guard: healthCheckGuard,
    hazard: checked({ nodeStartupSeconds: 600 }),
    says: "PLAN_HEALTH_CHECK_STARTUP unready replaces machines of workers without a node after 600 seconds",
    twin: checked({}),
  },
  {
    title: "a health check that waits for no longer than it does by default",
    guard: healthCheckGuard,
    hazard: plan({
      healthChecks: [
        {
          place: placeAt("", "MachineHealthCheck", "unready"),
          limit: textAt("/spec/maxUnhealthy", "40%"),
        },
      ],
    }),
    says: "PLAN_HEALTH_CHECK_STARTUP unready replaces machines of workers without a node after 600 seconds",
    twin: checked({ nodeStartupSeconds: 0 }),
  },
  {
    title: "a health check without a limit",
    guard: healthCheckGuard,
    hazard: plan({
      healthChecks: [
        { place: placeAt("", "MachineHealthCheck", "unready"), nodeStartupSeconds: 1200 },
      ],
    }),
    says: "PLAN_HEALTH_CHECK_LIMIT unready replaces machines of workers even if all are unhealthy",
    twin: limited("99%"),
  },
  {
    title: "a health check whose limit is everything",
    guard: healthCheckGuard,
    hazard: limited("100%"),
    says: "PLAN_HEALTH_CHECK_LIMIT unready replaces machines of workers even if all are unhealthy",
    twin: limited("2"),
  },
  {
    title: "a health check whose limit is as many machines as there are",
    guard: healthCheckGuard,
    hazard: limited("3"),
    says: "PLAN_HEALTH_CHECK_LIMIT unready replaces machines of workers even if all are unhealthy",
    twin: limited("3", 4),
  },
  {
    title: "a health check whose range holds all machines",
    guard: healthCheckGuard,
    hazard: limited("[1-5]"),
    says: "PLAN_HEALTH_CHECK_LIMIT unready replaces machines of workers even if all are unhealthy",
    twin: limited("[1-2]"),
  },
  {
    title: "a tool that applies what lies in a repository",
    guard: writerGuard,
    hazard: plan({ writers: writer(true) }),
    says: "PLAN_GITOPS Flux writes MachineDeployment shop/workers",
    twin: plan({ writers: writer(false) }),
  },
  {
    title: "a control plane of one machine",
    guard: replicaGuard,
    hazard: machines(counted(1)),
    says: "PLAN_CONTROL_PLANE_SINGLE the control plane orders has one machine",
    twin: machines(counted(3)),
  },
  {
    title: "a control plane that does not say how many machines it has",
    guard: replicaGuard,
    hazard: machines(counted()),
    says: "PLAN_CONTROL_PLANE_SINGLE the control plane orders has one machine",
    twin: machines({ ...counted(), kind: "eks" }),
  },
];
