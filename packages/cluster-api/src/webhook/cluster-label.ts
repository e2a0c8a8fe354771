import { type JsonObject, textAt } from "@imagewright/core";

import { withValueAt } from "../json/write-field.ts";

const clusterLabel = "cluster.x-k8s.io~1cluster-name";

/** The object labelled with the cluster it belongs to. */
export function withClusterLabel(object: JsonObject, at = "/metadata/labels"): JsonObject {
  const cluster = textAt(object, "/spec/clusterName") ?? "";
  return withValueAt(object, `${at}/${clusterLabel}`, cluster);
}
