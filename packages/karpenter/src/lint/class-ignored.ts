import type { Diagnostic, JsonObject, ManifestRule } from "@imagewright/core";

import { listAt, mapAt } from "../json-parts.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { classGroup, requireClass } from "./class-view.ts";
import { classOfPool, poolGroup, poolKinds, requirePool } from "./pool-view.ts";

/** Fields of a node class that Karpenter does nothing with for nodes of its family. */
export const classIgnored: ManifestRule = {
  group: classGroup,
  kinds: ["EC2NodeClass"],
  check(context) {
    const { spec, family = "" } = requireClass(context);
    const hasNoRaid = family === "Custom" || family.startsWith("Windows");
    return [
      ...("instanceStorePolicy" in spec && hasNoRaid
        ? [ignored("/spec/instanceStorePolicy", family)]
        : []),
      ...checkKubelet(mapAt(spec, "/kubelet"), family, "/spec/kubelet"),
    ];
  },
};

/** The same for the settings of the kubelet that a pool of the older generations holds. */
export const poolIgnored: ManifestRule = {
  group: poolGroup,
  kinds: poolKinds,
  check(context) {
    const pool = requirePool(context);
    const { generation, object } = pool;
    const family = classOfPool(pool, context.manifests)?.family;
    const pointer =
      generation === "alpha" ? "/spec/kubeletConfiguration" : "/spec/template/spec/kubelet";
    return family === undefined || generation === "v1"
      ? []
      : checkKubelet(mapAt(object, pointer), family, pointer);
  },
};

function checkKubelet(kubelet: JsonObject, family: string, pointer: string): readonly Diagnostic[] {
  if (Object.keys(kubelet).length === 0) {
    return [];
  }
  if (family === "Custom") {
    return [ignored(pointer, family)];
  }
  const message = `nodes of the family ${family} get the first address only`;
  return [
    ...("podsPerCore" in kubelet && family === "Bottlerocket"
      ? [ignored(`${pointer}/podsPerCore`, family)]
      : []),
    ...(listAt(kubelet, "/clusterDNS").length > 1 && family !== "AL2023" && family !== ""
      ? [
          karpenterDiagnostics.report("KARPENTER_FIELD_IGNORED", {
            message,
            pointer: `${pointer}/clusterDNS`,
          }),
        ]
      : []),
  ];
}

function ignored(pointer: string, family: string): Diagnostic {
  return karpenterDiagnostics.report("KARPENTER_FIELD_IGNORED", {
    message: `Karpenter does nothing with it for the family ${family}`,
    pointer,
  });
}
