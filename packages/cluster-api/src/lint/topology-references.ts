import type { Diagnostic, ManifestRuleContext } from "@imagewright/core";

import { isDefined } from "../json/read-field.ts";
import { coreGroup } from "../reference/cluster-api-groups.ts";
import { clusterApiDiagnostics } from "./lint-diagnostics.ts";
import { rulesFor } from "./rules-for.ts";

/** References that the topology controller writes itself. */
export const topologyReferenceRules = rulesFor({ [coreGroup]: ["Cluster"] }, check);

function check({ object }: ManifestRuleContext): readonly Diagnostic[] {
  const isLive = isDefined(object, "/status");
  return isDefined(object, "/spec/topology") && !isLive
    ? ["/spec/controlPlaneRef", "/spec/infrastructureRef"]
        .filter((pointer) => isDefined(object, pointer))
        .map((pointer) =>
          clusterApiDiagnostics.report("CAPI_TOPOLOGY_REFERENCE", {
            message: "the topology controller makes this object and writes this reference",
            pointer,
          }),
        )
    : [];
}
