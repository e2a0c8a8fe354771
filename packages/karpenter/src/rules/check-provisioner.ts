import type { Diagnostic } from "@imagewright/core";

import { selectorTagsFault } from "../aws-tags.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { karpenterVersionOf } from "../karpenter-version.ts";
import type { ProvisionerOptions } from "../provisioner-options.ts";
import {
  checkLimits,
  checkNodeLabels,
  checkPoolTaints,
  checkRequirements,
} from "./check-scheduling.ts";
import type { RuleContext } from "./rule-context.ts";

/** Every problem of the target's provisioners, apart from the launch template they name. */
export function checkProvisioners({ image, target }: RuleContext): readonly Diagnostic[] {
  const version = karpenterVersionOf(target);
  return (target.provisioners ?? []).flatMap((options, index) => {
    const pointer = `/provisioners/${index}`;
    return [
      ...checkRequirements(options.requirements ?? [], image, version, `${pointer}/requirements`),
      ...checkNoMinimum(options, pointer),
      ...checkNodeLabels(options.nodeLabels ?? {}, version, `${pointer}/nodeLabels`),
      ...checkPoolTaints(options.taints ?? [], [], pointer),
      ...checkLimits(options.limits ?? {}, `${pointer}/limits`),
      ...checkSubnets(options, pointer),
    ];
  });
}

function checkNoMinimum(
  { requirements = [] }: ProvisionerOptions,
  pointer: string,
): readonly Diagnostic[] {
  return requirements.flatMap(({ minValues }, index) => {
    const message = "a provisioner's requirement has no minValues";
    const at = `${pointer}/requirements/${index}/minValues`;
    return minValues === undefined
      ? []
      : [karpenterDiagnostics.report("KARPENTER_REQUIREMENT", { message, pointer: at })];
  });
}

function checkSubnets(
  { subnetSelector }: ProvisionerOptions,
  pointer: string,
): readonly Diagnostic[] {
  const message = selectorTagsFault(subnetSelector);
  const at = `${pointer}/subnetSelector`;
  return message === undefined
    ? []
    : [karpenterDiagnostics.report("KARPENTER_SELECTOR_TERM", { message, pointer: at })];
}
