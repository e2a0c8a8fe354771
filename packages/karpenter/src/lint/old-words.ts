import { type Diagnostic, formatPointer, type ManifestRule, showValue } from "@imagewright/core";

import { entriesAt, mapsAt, textAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { poolGroup, requirePool } from "./pool-view.ts";

/** Words of v1alpha5 that v1 knows no more, and what took their place. */
const current = new Map([
  ["karpenter.sh/do-not-consolidate", "karpenter.sh/do-not-disrupt"],
  ["karpenter.sh/do-not-evict", "karpenter.sh/do-not-disrupt"],
  ["karpenter.sh/provisioner-name", "karpenter.sh/nodepool"],
]);

/** Annotations, labels and taints that a NodePool carries to no effect. */
export const oldWords: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool"],
  check(context) {
    const { object, at, metadataAt } = requirePool(context);
    const words = ["labels", "annotations"].flatMap((list) =>
      entriesAt(object, `${metadataAt}/${list}`).map(
        ([key]) => [key, `${metadataAt}/${list}${formatPointer([key])}`] as const,
      ),
    );
    const taints = ["taints", "startupTaints"].flatMap((list) =>
      mapsAt(object, `${at}/${list}`)
        .filter(({ map }) => textAt(map, "/key") === "karpenter.sh/disruption")
        .map(({ index }) =>
          report("karpenter.sh/disruption", `${at}/${list}/${index}/key`, "karpenter.sh/disrupted"),
        ),
    );
    return [
      ...words.flatMap(([key, pointer]) => {
        const now = current.get(key);
        return now === undefined ? [] : [report(key, pointer, now)];
      }),
      ...(context.version === "v1" ? taints : []),
    ];
  },
};

function report(found: string, pointer: string, expected: string): Diagnostic {
  const message = `${found} is a word of older generations`;
  return karpenterDiagnostics.report("KARPENTER_OLD_WORD", {
    message,
    pointer,
    found: showValue(found),
    expected,
  });
}
