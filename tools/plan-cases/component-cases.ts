import { plainCluster } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogFromTo, type TextChange } from "./usual-catalog.ts";

const rule = "cluster-api §15 by minor";
const table = "cluster-api §15 containerd";

interface Hop {
  readonly from: string;
  readonly to: string;
  /** Lines below `kubeadmConfigSpec`, indented by four. */
  readonly kubeadm?: string;
  readonly configuration?: string;
  /** What differs in the records of both versions. */
  readonly old?: TextChange;
  readonly now?: TextChange;
}

/** One hop of a cluster without nodes. */
function hop({ from, to, kubeadm, configuration, old, now }: Hop): Omit<PlanCase, "name" | "rule"> {
  const manifests = plainCluster({
    version: from,
    nodes: [],
    ...(kubeadm !== undefined && { kubeadm }),
  });
  return {
    manifests:
      configuration === undefined
        ? manifests
        : manifests.replace("clusterConfiguration: {}", `clusterConfiguration: ${configuration}`),
    catalog: catalogFromTo(from, to, { ...(old && { old }), ...(now && { now }) }),
    goal: { kubernetesVersion: to },
  };
}

/** One hop, and that nothing speaks against it. */
function taken(parts: Hop): Omit<PlanCase, "name" | "rule"> {
  return { ...hop(parts), steps: lockstep([parts.from, parts.to], { nodes: [] }) };
}

const containerd = (version: string): TextChange => ["containerd: 2.2.1", `containerd: ${version}`];
const etcd = (text: string): TextChange => [", etcd: 3.5.26", text];
const tag = (text: string): string => `{ etcd: { local: { imageTag: ${text} } } }`;

/** kubelet arguments of the machines, in the form of v1beta2. */
function kubeletArgument(name: string, value: string): string {
  return `    initConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: ${name}, value: ${value} }] } }
    joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: ${name}, value: ${value} }] } }
`;
}

function file(content: string): string {
  return `    files: [{ path: /etc/kubeadm.yaml, content: "${content}" }]\n`;
}

const v1beta3 = file("apiVersion: kubeadm.k8s.io/v1beta3\\nkind: ClusterConfiguration\\n");
const v1beta4 = file("apiVersion: kubeadm.k8s.io/v1beta4\\nkind: ClusterConfiguration\\n");

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
    name: "1.24 has no dockershim",
    ...hop({
      from: "1.23.17",
      to: "1.24.17",
      kubeadm:
        "    initConfiguration: { nodeRegistration: { criSocket: /var/run/dockershim.sock } }\n",
    }),
    blockers: [
      "CAPI_DOCKERSHIM the kubelet has no dockershim (from 1.24.17 on: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "1.25 has no images in k8s.gcr.io",
    ...hop({ from: "1.24.8", to: "1.25.16", configuration: "{ imageRepository: k8s.gcr.io }" }),
    blockers: [
      "CAPI_REGISTRY_FROZEN k8s.gcr.io has no images of this version (from 1.25.16 on: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "1.26 needs containerd 1.6",
    ...hop({ from: "1.25.16", to: "1.26.15", now: containerd("1.5.9") }),
    blockers: tooOld("1.26.15", "1.5.9"),
  },
  {
    rule,
    name: "1.27 has no flag --container-runtime",
    ...hop({
      from: "1.26.15",
      to: "1.27.16",
      kubeadm: kubeletArgument("container-runtime", "remote"),
    }),
    blockers: [
      "CAPI_KUBELET_FLAG the kubelet refuses to start with --container-runtime (from 1.27.16 on: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "1.29 has no cloud providers of its own",
    ...hop({
      from: "1.28.15",
      to: "1.29.15",
      kubeadm: kubeletArgument("cloud-provider", "aws"),
    }),
    blockers: [
      "CAPI_CLOUD_IN_TREE kubelet has no cloud provider aws any more (from 1.29.15 on: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "1.29 takes an external cloud provider",
    ...taken({
      from: "1.28.15",
      to: "1.29.15",
      kubeadm: kubeletArgument("cloud-provider", "external"),
    }),
  },
  {
    rule,
    name: "1.31 reads kubeadm's v1beta3 in files, for the last time soon",
    ...taken({ from: "1.30.14", to: "1.31.14", kubeadm: v1beta3 }),
    hazards: ["CAPI_KUBEADM_API_OLD"],
  },
  {
    rule,
    name: "1.30 reads kubeadm's v1beta3 as a matter of course",
    ...taken({ from: "1.29.15", to: "1.30.14", kubeadm: v1beta3 }),
    without: ["CAPI_KUBEADM_API", "CAPI_KUBEADM_API_OLD"],
  },
  {
    rule,
    name: "1.31 reads kubeadm's v1beta4",
    ...taken({ from: "1.31.14", to: "1.32.13", kubeadm: v1beta4 }),
    without: ["CAPI_KUBEADM_API", "CAPI_KUBEADM_API_OLD"],
  },
  {
    rule,
    name: "1.37 does not read kubeadm's v1beta3 any more",
    ...hop({ from: "1.36.4", to: "1.37.1", kubeadm: v1beta3 }),
    blockers: [
      "CAPI_KUBEADM_API kubeadm of 1.37.1 does not read kubeadm.k8s.io/v1beta3 (from 1.37.1 on: KubeadmControlPlane prod/prod)",
    ],
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
    name: "1.35 has no flag --pod-infra-container-image",
    ...hop({
      from: "1.34.11",
      to: "1.35.8",
      kubeadm: kubeletArgument("pod-infra-container-image", "registry.k8s.io/pause:3.10"),
    }),
    blockers: [
      "CAPI_KUBELET_FLAG the kubelet refuses to start with --pod-infra-container-image (from 1.35.8 on: KubeadmControlPlane prod/prod)",
    ],
  },
  {
    rule,
    name: "1.35 deprecates ipvs",
    ...taken({
      from: "1.34.11",
      to: "1.35.8",
      kubeadm: file("kind: KubeProxyConfiguration\\nmode: ipvs\\n"),
    }),
    hazards: ["CAPI_PLAN_IPVS kube-proxy of prod uses ipvs with 1.35.8"],
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
