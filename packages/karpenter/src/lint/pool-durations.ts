import { type ManifestRule, showValue, textAt } from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { poolGroup } from "./pool-view.ts";

const places = [
  "/spec/disruption/consolidateAfter",
  "/spec/disruption/expireAfter",
  "/spec/template/spec/expireAfter",
] as const;

/** Durations that the definitions up to 1.3 admit by a pattern that is not anchored. */
export const poolDurations: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool"],
  check({ object }) {
    return places.flatMap((pointer) => {
      const text = textAt(object, pointer);
      const message = "this is no duration";
      return text === undefined || /^(?:(?:\d+[smh])+|Never)$/u.test(text)
        ? []
        : [
            karpenterDiagnostics.report("KARPENTER_DURATION", {
              message,
              pointer,
              found: showValue(text),
            }),
          ];
    });
  },
};
