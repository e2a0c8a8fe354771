import { type ManifestRule, textAt } from "@imagewright/core";

import { mapAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { poolGroup, requirePool } from "./pool-view.ts";

/** Nodes that expire and must not be disrupted: they are drained and never end. */
export const poolExpiry: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool"],
  check(context) {
    const { generation, object, at, metadataAt } = requirePool(context);
    const key = "karpenter.sh/do-not-disrupt";
    const isKept = mapAt(object, `${metadataAt}/annotations`)[key] === "true";
    const expiresAt = generation === "v1" ? `${at}/expireAfter` : "/spec/disruption/expireAfter";
    const expires = textAt(object, expiresAt) !== "Never";
    const ends = textAt(object, `${at}/terminationGracePeriod`) !== undefined;
    const message = "nodes expire, but nothing may disrupt them";
    const pointer = `${metadataAt}/annotations/karpenter.sh~1do-not-disrupt`;
    return isKept && expires && !ends
      ? [karpenterDiagnostics.report("KARPENTER_NEVER_DRAINED", { message, pointer })]
      : [];
  },
};
