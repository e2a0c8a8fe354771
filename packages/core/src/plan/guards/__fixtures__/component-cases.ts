import type { ImageRecord } from "../../../image/image-record.ts";
import type { Distribution } from "../../../image/node-image.ts";
import { group } from "../../__fixtures__/group-states.ts";
import type { GuardContext, MachineGroup } from "../../plan-contribution.ts";
import { cgroupGuard } from "../cgroup-guard.ts";
import { containerRuntimeGuard } from "../container-runtime-guard.ts";
import type { GuardCase } from "./guard-case.ts";
import { context, controlPlane, hop, match, record, upgrade } from "./guarded-plan.ts";

const minors: Readonly<Record<string, string>> = { "1.36.1": "1.35.8", "1.35.2": "1.34.5" };

/** A hop to a version, with an image that is made of something. */
function plan(
  version: string,
  changes: Partial<ImageRecord> | undefined,
  of?: MachineGroup,
): GuardContext {
  const from = minors[version] ?? "1.33.4";
  const image = changes && match(record(version, changes));
  return context([hop(version, { from, groups: [upgrade(version, { from, image }, of)] })]);
}

function withContainerd(version: string, containerd: string): GuardContext {
  return plan(version, { components: { containerd } });
}

function withSystem(distribution: Distribution, release: string): GuardContext {
  return plan("1.35.2", { name: "ours", os: { distribution, release } });
}

export const componentCases: readonly GuardCase[] = [
  {
    title: "containerd 1 from 1.36 on",
    guard: containerRuntimeGuard,
    hazard: withContainerd("1.36.1", "1.7.29"),
    says: "PLAN_CONTAINERD_OLD ubuntu-2404-1.36.1, for workers, has containerd 1.7.29 beside Kubernetes 1.36",
    twin: withContainerd("1.36.1", "2.2.1"),
  },
  {
    title: "a containerd that speaks no CRI v1",
    guard: containerRuntimeGuard,
    hazard: withContainerd("1.34.1", "1.6.8"),
    says: "PLAN_CONTAINERD_OLD ubuntu-2404-1.34.1, for workers, has containerd 1.6.8 beside Kubernetes 1.34",
    twin: withContainerd("1.34.1", "1.7.28"),
  },
  {
    title: "a containerd before the first good release of its line",
    guard: containerRuntimeGuard,
    hazard: withContainerd("1.34.1", "1.7.27"),
    says: "PLAN_CONTAINERD_UNTESTED ubuntu-2404-1.34.1, for workers, has containerd 1.7.27 beside Kubernetes 1.34",
    twin: withContainerd("1.34.1", "2.1.3"),
  },
  {
    title: "an image of which nobody knows the containerd, on the way to 1.36",
    guard: containerRuntimeGuard,
    hazard: plan("1.36.1", { components: {} }),
    says: "PLAN_CONTAINERD_UNKNOWN which containerd workers get with 1.36.1 is not known",
    twin: plan("1.35.2", { components: {} }),
  },
  {
    title: "no image to look at, on the way to 1.36",
    guard: containerRuntimeGuard,
    hazard: plan("1.36.1", undefined),
    says: "PLAN_CONTAINERD_UNKNOWN which containerd workers get with 1.36.1 is not known",
    twin: plan("1.36.1", undefined, group({ kind: "managedPool" })),
  },
  {
    title: "a system that starts with cgroup v1, on the way to 1.35",
    guard: cgroupGuard,
    hazard: withSystem("amazon-linux", "2"),
    says: "PLAN_CGROUP_V1 ours, for workers, is amazon-linux 2, which starts with cgroup v1",
    twin: withSystem("amazon-linux", "2023"),
  },
  {
    title: "a system whose cgroups are not known, on the way to 1.35",
    guard: cgroupGuard,
    hazard: withSystem("azure-linux", "3.0"),
    says: "PLAN_CGROUP_UNKNOWN which cgroups workers have with 1.35.2 is not known",
    twin: withSystem("windows", "2022"),
  },
  {
    title: "no image to look at, on the way to 1.35",
    guard: cgroupGuard,
    hazard: plan("1.35.2", undefined),
    says: "PLAN_CGROUP_UNKNOWN which cgroups workers have with 1.35.2 is not known",
    twin: plan("1.35.2", undefined, controlPlane({ kind: "eks" })),
  },
];
