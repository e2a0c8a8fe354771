import { type ManifestRule, showValue, textAt } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classGroup } from "./class-view.ts";
import { poolGroup } from "./pool-view.ts";

/** Launch templates, which no newer generation reads. */
export const classLaunchTemplate: ManifestRule = launchTemplateRule(
  classGroup,
  "AWSNodeTemplate",
  "/spec/launchTemplate",
);

/** The same, named by a provisioner itself. */
export const poolLaunchTemplate: ManifestRule = launchTemplateRule(
  poolGroup,
  "Provisioner",
  "/spec/provider/launchTemplate",
);

function launchTemplateRule(group: string, kind: string, pointer: string): ManifestRule {
  return {
    group,
    kinds: [kind],
    check({ object }) {
      const name = textAt(object, pointer);
      const message = "the nodes' image and user data are in a launch template";
      return name === undefined
        ? []
        : [
            karpenterDiagnostics.report("KARPENTER_LAUNCH_TEMPLATE_ERA", {
              message,
              pointer,
              found: showValue(name),
            }),
          ];
    },
  };
}
