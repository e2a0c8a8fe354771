import type { PlanCase } from "./plan-case.ts";
import { file, hop, taken } from "./single-hop.ts";

const rule = "cluster-api §15 by minor";

/** kubelet arguments of the machines, in the form of v1beta2. */
function kubeletArgument(name: string, value: string): string {
  return `    initConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: ${name}, value: ${value} }] } }
    joinConfiguration: { nodeRegistration: { kubeletExtraArgs: [{ name: ${name}, value: ${value} }] } }
`;
}

const v1beta3 = file("apiVersion: kubeadm.k8s.io/v1beta3\\nkind: ClusterConfiguration\\n");
const v1beta4 = file("apiVersion: kubeadm.k8s.io/v1beta4\\nkind: ClusterConfiguration\\n");

/** What a kubeadm configuration may not say from some minor on. */
export const bootCases: readonly PlanCase[] = [
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
];
