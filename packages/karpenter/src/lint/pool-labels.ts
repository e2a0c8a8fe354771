import { formatPointer, type ManifestRule, textAt } from "@imagewright/core";

import { entriesAt, mapsAt } from "../json-parts.ts";
import { newestKarpenter } from "../karpenter-version.ts";
import { checkLabelKey } from "../label-keys.ts";
import { poolGroup, requirePool } from "./pool-view.ts";

/** Keys of labels and requirements that are old, not there yet, not there any more, or reserved. */
export const poolLabels: ManifestRule = {
  group: poolGroup,
  kinds: ["NodePool", "Provisioner"],
  check(context) {
    const { at, metadataAt } = requirePool(context);
    const { object, targetVersions, version: api } = context;
    const version = targetVersions["karpenter"] ?? newestOf(api);
    const requirements = `${at}/requirements`;
    const labels = `${metadataAt}/labels`;
    return [
      ...mapsAt(object, requirements).flatMap(({ index, map }) => {
        const key = textAt(map, "/key");
        return key === undefined ? [] : checkLabelKey(key, version, `${requirements}/${index}/key`);
      }),
      ...entriesAt(object, labels).flatMap(([key]) =>
        checkLabelKey(key, version, `${labels}${formatPointer([key])}`),
      ),
    ];
  },
};

/** The newest Karpenter that serves an API version of pools. */
function newestOf(apiVersion: string): string {
  if (apiVersion === "v1alpha5") {
    return "0.32";
  }
  return apiVersion === "v1beta1" ? "1.0" : newestKarpenter;
}
