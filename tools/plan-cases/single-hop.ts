import { plainCluster } from "./plain-cluster.ts";
import { lockstep } from "./plain-steps.ts";
import type { PlanCase } from "./plan-case.ts";
import { catalogFromTo, type TextChange } from "./usual-catalog.ts";

/** A cluster without nodes that goes from one version to another. */
export interface Hop {
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
export function hop({
  from,
  to,
  kubeadm,
  configuration,
  old,
  now,
}: Hop): Omit<PlanCase, "name" | "rule"> {
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
export function taken(parts: Hop): Omit<PlanCase, "name" | "rule"> {
  return { ...hop(parts), steps: lockstep([parts.from, parts.to], { nodes: [] }) };
}

/** A file that kubeadm finds on the machines. */
export function file(content: string): string {
  return `    files: [{ path: /etc/kubeadm.yaml, content: "${content}" }]\n`;
}
