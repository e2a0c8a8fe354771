import { amiOf } from "./usual-catalog.ts";

/** What differs between the steps of plain clusters. */
export interface PlainSteps {
  /** Node groups in their order. @default ["workers"] */
  readonly nodes?: readonly string[];
  /** @default "v1beta2" */
  readonly api?: "v1beta1" | "v1beta2";
  /** Stage of the first step. @default 1 */
  readonly stage?: number;
  /** Whether the templates were made by steps before these. @default false */
  readonly isLater?: boolean;
}

/** Lines of the steps from version to version, everything at every version, one after the other. */
export function lockstep(versions: readonly string[], options: PlainSteps = {}): readonly string[] {
  const { nodes = ["workers"], stage: start = 1, isLater = false } = options;
  return versions.slice(1).flatMap((to, index) => {
    const from = versions[index] ?? "";
    const stage = start + index * (nodes.length + 1);
    const later = { ...options, isLater: isLater || index > 0 };
    return [
      ...controlPlaneSteps(stage, from, to, later),
      ...nodes.flatMap((name, at) => nodeSteps(stage + at + 1, name, from, to, later)),
    ];
  });
}

/** Template and patch of the control plane. */
export function controlPlaneSteps(
  stage: number,
  from: string,
  to: string,
  options: PlainSteps = {},
): readonly string[] {
  const reference =
    options.api === "v1beta1"
      ? "/spec/machineTemplate/infrastructureRef/name"
      : "/spec/machineTemplate/spec/infrastructureRef/name";
  const old = options.isLater === true ? "control-plane-*" : "control-plane";
  return [
    templateStep(stage, "control-plane", from, to, options),
    `${stage} upgradeControlPlane KubeadmControlPlane prod /spec/version: v${from} -> v${to}, ${reference}: ${old} -> control-plane-*`,
  ];
}

/** Template and patch of a MachineDeployment. */
export function nodeSteps(
  stage: number,
  name: string,
  from: string,
  to: string,
  options: PlainSteps = {},
): readonly string[] {
  const old = options.isLater === true ? `${name}-*` : name;
  return [
    templateStep(stage, name, from, to, options),
    `${stage} upgradeNodes MachineDeployment ${name} /spec/template/spec/version: v${from} -> v${to}, /spec/template/spec/infrastructureRef/name: ${old} -> ${name}-*`,
  ];
}

/** A template with the next AMI. */
export function templateStep(
  stage: number,
  name: string,
  from: string,
  to: string,
  { isLater = false }: PlainSteps = {},
): string {
  const old = isLater ? `${name}-*` : name;
  return `${stage} createTemplate AWSMachineTemplate ${name}-* of ${old} /spec/template/spec/ami/id: ${amiOf(from)} -> ${amiOf(to)}`;
}
