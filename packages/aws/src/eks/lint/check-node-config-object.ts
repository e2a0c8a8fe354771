import type { ManifestRule } from "@imagewright/core";

import { readNodeConfig } from "../../user-data/node-config/read-node-config.ts";
import { eksManifestDiagnostics } from "../eks-manifest-diagnostics.ts";

/** A NodeConfig among manifests: nodeadm reads it on the node, no API server knows its kind. */
export const checkNodeConfigObject: ManifestRule = {
  group: "node.eks.aws",
  kinds: ["NodeConfig"],
  check({ object, targetVersions }) {
    const amiRelease = targetVersions["eksAmi"];
    const message = "no API server serves NodeConfig";
    return [
      eksManifestDiagnostics.report("EKS_NODE_CONFIG_APPLIED", { message, pointer: "/kind" }),
      ...readNodeConfig(object, amiRelease === undefined ? {} : { amiRelease }).diagnostics,
    ];
  },
};
