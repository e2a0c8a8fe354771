import {
  type Diagnostic,
  formatPointer,
  type ManifestRule,
  showValue,
  textAt,
} from "@imagewright/core";

import { entriesAt, mapsAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { currentWord } from "../old-words.ts";
import { poolGroup, requirePool } from "./pool-view.ts";

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
        const now = currentWord(key);
        return now === key ? [] : [report(key, pointer, now)];
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
