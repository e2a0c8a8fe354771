import type { BuildContext, BuildRenderer, TargetRule } from "@imagewright/core";

import type { EksBuildTarget, EksTarget } from "../options.ts";

/** A rule about builds, for targets that may have none. */
export function ruleOfBuilds(rule: TargetRule<EksBuildTarget>): TargetRule<EksTarget> {
  return ({ image, target }) =>
    target.build === undefined ? [] : rule({ image, target: { ...target, build: target.build } });
}

/** A file of a build, for targets that may have none. */
export function fileOfBuilds(render: BuildRenderer<EksBuildTarget>): BuildRenderer<EksTarget> {
  return (context: BuildContext<EksTarget>) => {
    const { target } = context;
    return target.build === undefined
      ? undefined
      : render({ ...context, target: { ...target, build: target.build } });
  };
}
