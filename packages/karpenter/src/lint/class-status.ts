import { type Diagnostic, type ManifestRule, showValue, textAt, valueAt } from "@imagewright/core";

import { mapsAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { compareMinors } from "../karpenter-version.ts";
import { minorOfName } from "./ami-minor.ts";
import { classGroup, requireClass } from "./class-view.ts";

/**
 * A status that lags behind: conditions of an older generation, or, with an alias, images of
 * another Kubernetes version than the control plane's, which an alias that finds nothing leaves.
 */
export const classStatus: ManifestRule = {
  group: classGroup,
  kinds: ["EC2NodeClass"],
  check(context) {
    const { object, targetVersions } = context;
    const { terms = [] } = requireClass(context);
    const { kubernetes } = targetVersions;
    const hasAlias = terms.some(({ alias }) => alias !== undefined);
    const generation = valueAt(object, "/metadata/generation");
    const found: Diagnostic[] = mapsAt(object, "/status/conditions").flatMap(({ map, index }) => {
      const observed = map["observedGeneration"];
      const message = `the condition is older than the object, whose generation is ${showValue(generation)}`;
      const pointer = `/status/conditions/${index}/observedGeneration`;
      return typeof observed === "number" && typeof generation === "number" && observed < generation
        ? [karpenterDiagnostics.report("KARPENTER_STATUS_STALE", { message, pointer })]
        : [];
    });
    for (const { map, index } of mapsAt(object, "/status/amis")) {
      const minor = minorOfName(textAt(map, "/name") ?? "");
      if (hasAlias && minor !== undefined && kubernetes !== undefined) {
        const message = `the image is of Kubernetes ${minor}, the control plane of ${kubernetes}`;
        const pointer = `/status/amis/${index}/name`;
        if (compareMinors(minor, kubernetes) !== 0) {
          found.push(karpenterDiagnostics.report("KARPENTER_STATUS_STALE", { message, pointer }));
        }
      }
    }
    return found;
  },
};
