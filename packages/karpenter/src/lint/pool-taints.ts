import { type ManifestRule, textAt } from "@imagewright/core";

import { mapsAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { poolGroup, requirePool } from "./pool-view.ts";

/** A pair of key and effect that stands twice: the controller refuses the pool. */
export const poolTaints: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool", "Provisioner"],
  check(context) {
    const { at, object } = requirePool(context);
    const seen = new Set<string>();
    return ["taints", "startupTaints"].flatMap((list) =>
      mapsAt(object, `${at}/${list}`).flatMap(({ index, map }) => {
        const pair = `${textAt(map, "/key") ?? ""}:${textAt(map, "/effect") ?? ""}`;
        const isTwice = seen.has(pair);
        seen.add(pair);
        const message = `${pair} stands there already`;
        const pointer = `${at}/${list}/${index}`;
        return isTwice
          ? [karpenterDiagnostics.report("KARPENTER_TAINT_TWICE", { message, pointer })]
          : [];
      }),
    );
  },
};
