import { type Diagnostic, type ManifestRule, type ManifestRuleContext } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classGroup, classKinds, type ClassView, requireClass } from "./class-view.ts";
import { poolsOfClass, valuesLeft } from "./pool-view.ts";

/**
 * Ids that cannot be one image for each architecture its pools ask for: fewer leave an
 * architecture without an image, more leave an image that Karpenter calls drifted.
 */
export const amiArchitecture: ManifestRule = {
  group: classGroup,
  kinds: classKinds,
  check(context) {
    const view = requireClass(context);
    const { terms = [], selectorPointer: pointer } = view;
    const ids = new Set(terms.flatMap(({ id }) => id ?? []));
    if (ids.size === 0 || terms.some(({ id }) => id === undefined)) {
      return [];
    }
    const asked = architecturesAsked(context, view);
    const list = [...asked].toSorted().join(", ");
    if (asked.size > ids.size) {
      const message = `${ids.size} id for nodes of ${list}`;
      return [karpenterDiagnostics.report("KARPENTER_AMI_ARCHITECTURES", { message, pointer })];
    }
    return asked.size > 0 && ids.size > asked.size ? [tooMany(ids.size, list, pointer)] : [];
  },
};

function tooMany(count: number, list: string, pointer: string): Diagnostic {
  const message = `${count} ids for nodes of ${list}`;
  return karpenterDiagnostics.report("KARPENTER_AMI_IDS", { message, pointer });
}

/** What the pools of the class say of the architecture, where they name any. */
function architecturesAsked(
  { manifests, kind }: ManifestRuleContext,
  { name }: ClassView,
): ReadonlySet<string> {
  const pools = name === undefined ? [] : poolsOfClass(manifests, kind, name);
  const asked = pools.flatMap(
    ({ requirements, generation }) =>
      valuesLeft(requirements, "kubernetes.io/arch") ?? (generation === "alpha" ? ["amd64"] : []),
  );
  return new Set(asked);
}
