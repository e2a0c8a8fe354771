import {
  type Diagnostic,
  type ManifestRule,
  type ManifestRuleContext,
  showValue,
  textAt,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classGroup, classKinds } from "./class-view.ts";
import { poolGroup } from "./pool-view.ts";

/** A namespace on a node class: its kind belongs to the whole cluster. */
export const classScope: ManifestRule = { group: classGroup, kinds: classKinds, check };

/** A namespace on a pool, claim or overlay. */
export const poolScope: ManifestRule = {
  group: poolGroup,
  kinds: ["NodeClaim", "NodeOverlay", "NodePool", "Provisioner"],
  check,
};

function check({ object, kind }: ManifestRuleContext): readonly Diagnostic[] {
  const pointer = "/metadata/namespace";
  const namespace = textAt(object, pointer);
  const message = `${kind} objects have no namespace`;
  return namespace === undefined
    ? []
    : [
        karpenterDiagnostics.report("KARPENTER_NAMESPACE", {
          message,
          pointer,
          found: showValue(namespace),
        }),
      ];
}
