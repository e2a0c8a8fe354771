import { infrastructureGroup, objectReferences } from "@imagewright/cluster-api";
import { type ManifestRule, showValue } from "@imagewright/core";

import { cloudstackDiagnostics } from "../cloudstack-diagnostics.ts";

/** CAPC has no template of a cluster, so that no class can make one. */
export const clusterClassRule: ManifestRule = {
  group: "cluster.x-k8s.io",
  kinds: ["ClusterClass"],
  check: ({ object }) =>
    objectReferences(object)
      .filter(
        ({ role, reference }) =>
          role === "infrastructure" &&
          reference?.group === infrastructureGroup &&
          reference.kind.startsWith("CloudStackCluster"),
      )
      .map(({ pointer, reference }) =>
        cloudstackDiagnostics.report("CLOUDSTACK_CLUSTER_CLASS", {
          message: "CAPC has no CloudStackClusterTemplate for a class to refer to",
          pointer,
          found: showValue(reference?.kind),
        }),
      ),
};
