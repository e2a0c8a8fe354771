import type { PlanCase } from "./plan-case.ts";
import { hop, taken } from "./single-hop.ts";
import { type TextChange } from "./usual-catalog.ts";

const rule = "cluster-api §15 by minor";
const table = "cluster-api §15 containerd";

const containerd = (version: string): TextChange => ["containerd: 2.2.1", `containerd: ${version}`];
const etcd = (text: string): TextChange => [", etcd: 3.5.26", text];
const tag = (text: string): string => `{ etcd: { local: { imageTag: ${text} } } }`;

function untested(to: string, version: string): readonly string[] {
  const minor = to.split(".").slice(0, 2).join(".");
  return [
    `PLAN_CONTAINERD_UNTESTED ubuntu-${to}, for prod, has containerd ${version} beside Kubernetes ${minor}`,
  ];
}

function tooOld(to: string, version: string): readonly string[] {
  const minor = to.split(".").slice(0, 2).join(".");
  return [
    `PLAN_CONTAINERD_OLD ubuntu-${to}, for prod, has containerd ${version} beside Kubernetes ${minor}`,
  ];
}

/** First tested releases of each line, from which minor on; and one release before each. */
const rows = [
  ["1.31.14", "1.32.13", "1.7.24", "1.7.23"],
  ["1.31.14", "1.32.13", "2.0.1", "2.0.0"],
  ["1.32.13", "1.33.13", "2.0.4", "2.0.3"],
  ["1.33.13", "1.34.11", "1.7.28", "1.7.27"],
  ["1.33.13", "1.34.11", "2.0.6", "2.0.5"],
  ["1.33.13", "1.34.11", "2.1.3", "2.1.2"],
  ["1.34.11", "1.35.8", "2.1.5", "2.1.4"],
  ["1.34.11", "1.35.8", "2.2.0", "2.0.6"],
  ["1.35.8", "1.36.4", "2.2.0", "2.1.6"],
] as const;

const tested: readonly PlanCase[] = rows.flatMap(([from, to, good, bad]) => [
  {
    rule: table,
    name: `${good} is tested with ${to}`,
    ...taken({ from, to, now: containerd(good) }),
    without: ["PLAN_CONTAINERD_OLD", "PLAN_CONTAINERD_UNTESTED"],
  },
  {
    rule: table,
    name: `${bad} is not tested with ${to}, beside ${good}`,
    ...taken({ from, to, now: containerd(bad) }),
    hazards: untested(to, bad),
  },
]);

/** What an image and a kubeadm configuration have to be at which minor. */
export const componentCases: readonly PlanCase[] = [
  ...tested,
  {
    rule,
    name: "1.26 needs containerd 1.6",
    ...hop({ from: "1.25.16", to: "1.26.15", now: containerd("1.5.9") }),
    blockers: tooOld("1.26.15", "1.5.9"),
  },
  {
    rule,
    name: "1.34 needs etcd 3.5.26 before it: a record that says less",
    ...hop({ from: "1.33.13", to: "1.34.11", old: etcd(", etcd: 3.5.24") }),
    blockers: ["CAPI_PLAN_ETCD_OLD prod runs etcd 3.5.24 before 1.34.11"],
  },
  {
    rule,
    name: "1.34 needs etcd 3.5.26 before it: a record that says so",
    ...taken({ from: "1.33.13", to: "1.34.11" }),
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "1.34 needs etcd 3.5.26 before it: nobody says",
    ...taken({ from: "1.33.13", to: "1.34.11", old: etcd("") }),
    hazards: ["CAPI_PLAN_ETCD_UNKNOWN which etcd prod runs before 1.34.11 is not known"],
  },
  {
    rule,
    name: "1.34 with a tag of 3.5 that stays keeps etcd 3.5",
    ...taken({ from: "1.33.13", to: "1.34.11", configuration: tag("3.5.26-0") }),
    hazards: ["CAPI_ETCD_VERSION"],
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "1.34 with a tag of 3.6 is past the danger",
    ...taken({ from: "1.33.13", to: "1.34.11", configuration: tag("3.6.5-0"), old: etcd("") }),
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "1.33 needs nothing of etcd",
    ...taken({ from: "1.32.13", to: "1.33.13", old: etcd(", etcd: 3.5.16") }),
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "a patch of 1.34 needs nothing of etcd any more",
    ...taken({ from: "1.34.1", to: "1.34.11", old: etcd("") }),
    without: ["CAPI_PLAN_ETCD_OLD", "CAPI_PLAN_ETCD_UNKNOWN"],
  },
  {
    rule,
    name: "1.35 refuses cgroup v1, with which Ubuntu 20.04 starts",
    ...taken({
      from: "1.34.11",
      to: "1.35.8",
      now: ['"24.04"', '"20.04"'],
      old: ['"24.04"', '"20.04"'],
    }),
    hazards: [
      "PLAN_CGROUP_V1 ubuntu-1.35.8, for prod, is ubuntu 20.04, which starts with cgroup v1",
    ],
  },
  {
    rule,
    name: "1.34 does not refuse it yet",
    ...taken({
      from: "1.33.13",
      to: "1.34.11",
      now: ['"24.04"', '"20.04"'],
      old: ['"24.04"', '"20.04"'],
    }),
    without: ["PLAN_CGROUP_V1"],
  },
  {
    rule,
    name: "1.35 with a system of which nobody knows the cgroups",
    ...taken({
      from: "1.34.11",
      to: "1.35.8",
      now: ["distribution: ubuntu", "distribution: azure-linux"],
      old: ["distribution: ubuntu", "distribution: azure-linux"],
    }),
    hazards: ["PLAN_CGROUP_UNKNOWN which cgroups prod have with 1.35.8 is not known"],
  },
  {
    rule,
    name: "1.36 needs containerd 2",
    ...hop({ from: "1.35.8", to: "1.36.4", now: containerd("1.7.28") }),
    blockers: tooOld("1.36.4", "1.7.28"),
  },
  {
    rule,
    name: "1.35 is the last with containerd 1",
    ...taken({ from: "1.34.11", to: "1.35.8", now: containerd("1.7.28") }),
    without: ["PLAN_CONTAINERD_OLD", "PLAN_CONTAINERD_UNTESTED"],
  },
  {
    rule,
    name: "1.36 with an image of which nobody knows the containerd",
    ...taken({ from: "1.35.8", to: "1.36.4", now: ["containerd: 2.2.1, ", ""] }),
    hazards: ["PLAN_CONTAINERD_UNKNOWN which containerd prod get with 1.36.4 is not known"],
  },
];
