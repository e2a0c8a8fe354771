import { group } from "../../__fixtures__/group-states.ts";
import type { RolloutSettings } from "../../cluster-state.ts";
import type { GuardContext } from "../../plan-contribution.ts";
import { releaseGuard } from "../release-guard.ts";
import { rolloutGuard } from "../rollout-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { context, controlPlane, hop, textAt, upgrade } from "./guarded-plan.ts";

const at = "2026-11-21T12:00:00Z";

function plan(rollout: RolloutSettings): GuardContext {
  const one = upgrade("1.34.1", {}, group({ rollout }));
  return context([hop("1.34.1", { groups: [one] })], { at });
}

const surge = (maxSurge: string, maxUnavailable?: string): GuardContext =>
  plan({
    maxSurge: textAt("/spec/strategy/maxSurge", maxSurge),
    ...(maxUnavailable !== undefined && {
      maxUnavailable: textAt("/spec/strategy/maxUnavailable", maxUnavailable),
    }),
  });
const after = (text: string): GuardContext => plan({ after: textAt("/spec/rollout/after", text) });
const versions = (...texts: readonly string[]): GuardContext =>
  context(
    texts.map((text) => hop(text)),
    { at },
  );
const onEks = (...texts: readonly string[]): GuardContext =>
  context(
    texts.map((text) => hop(text)),
    { at, state: { controlPlane: controlPlane({ kind: "eks" }) } },
  );
/** Pools of Karpenter alone. On that day, 1.34 has ended but for EKS. */
const withPools = (text: string): GuardContext => {
  const { cluster, ...rest } = context([hop(text)], { at });
  const { controlPlane: _, ...alone } = cluster;
  return { ...rest, cluster: { ...alone, nodeGroups: [group({ kind: "karpenterNodePool" })] } };
};

export const rolloutCases: readonly GuardCase[] = [
  {
    title: "no machine more and none less",
    guard: rolloutGuard,
    hazard: surge("0", "0%"),
    says: "PLAN_SURGE_NONE workers may neither add a machine nor miss one",
    twin: surge("0", "1"),
  },
  {
    title: "no machine more, where none less is the default",
    guard: rolloutGuard,
    hazard: surge("0"),
    says: "PLAN_SURGE_NONE workers may neither add a machine nor miss one",
    twin: surge("10%", "0"),
  },
  {
    title: "machines that are replaced when they are deleted",
    guard: rolloutGuard,
    hazard: plan({ strategy: textAt("/spec/strategy/type", "OnDelete") }),
    says: "PLAN_ON_DELETE workers replaces a machine only when somebody deletes it",
    twin: plan({ strategy: textAt("/spec/strategy/type", "RollingUpdate") }),
  },
  {
    title: "a replacement of all machines on a later day",
    guard: rolloutGuard,
    hazard: after("2026-12-01T00:00:00Z"),
    says: "PLAN_ROLLOUT_SCHEDULED workers is to replace all machines again on 2026-12-01T00:00:00Z",
    twin: after("2026-11-21T11:00:00Z"),
  },
  {
    title: "a replacement of all machines later on the same day",
    guard: rolloutGuard,
    hazard: after("2026-11-21T13:00:00Z"),
    says: "PLAN_ROLLOUT_SCHEDULED workers is to replace all machines again on 2026-11-21T13:00:00Z",
    twin: after("soon"),
  },
  {
    title: "a goal past its end of life",
    guard: releaseGuard,
    hazard: versions("1.34.1"),
    says: "PLAN_RELEASE_ENDED Kubernetes 1.34 has reached its end of life on 2026-10-27",
    twin: versions("1.35.2"),
  },
  {
    title: "a goal that is only maintained",
    guard: releaseGuard,
    hazard: { ...versions("1.35.2"), at: "2027-01-10T00:00:00Z" },
    says: "PLAN_RELEASE_ENDING Kubernetes 1.35 gets critical fixes only, until 2027-02-28",
    twin: versions("1.35.2"),
  },
  {
    title: "a goal that the data do not know",
    guard: releaseGuard,
    hazard: versions("1.39.0"),
    says: "PLAN_RELEASE_UNKNOWN Kubernetes 1.39 is not known to the data of 2026-08-22",
    twin: versions("1.36.1"),
  },
  {
    title: "a goal that EKS supports for money",
    guard: releaseGuard,
    hazard: onEks("1.33"),
    says: "PLAN_RELEASE_ENDING Kubernetes 1.33 is in extended support on EKS, until 2027-07-29",
    twin: onEks("1.34"),
  },
  {
    title: "a goal that EKS does not support any more",
    guard: releaseGuard,
    hazard: onEks("1.29"),
    says: "PLAN_RELEASE_ENDED Kubernetes 1.29 is not supported by EKS any more",
    twin: onEks("1.35"),
  },
  {
    title: "a goal that EKS does not support, of pools whose control plane nobody describes",
    guard: releaseGuard,
    hazard: withPools("1.29"),
    says: "PLAN_RELEASE_ENDED Kubernetes 1.29 is not supported by EKS any more",
    twin: withPools("1.34"),
  },
  {
    title: "a goal that EKS does not have in the data",
    guard: releaseGuard,
    hazard: onEks("1.39"),
    says: "PLAN_RELEASE_UNKNOWN Kubernetes 1.39 is not known to the data of 2026-08-22",
    twin: onEks("1.36"),
  },
];
