import type { NodeImage, TemplateOverrides } from "@imagewright/core";

import { renderEksUserData } from "../../user-data/eks-user-data.ts";
import type {
  ClusterAccess,
  EksUserDataFormat,
  NodeBootstrap,
} from "../../user-data/node-bootstrap.ts";
import type { UserDataFamily } from "../../user-data/user-data-reader.ts";
import type { EksNode } from "../launch-options.ts";

const formats: Readonly<Partial<Record<UserDataFamily, EksUserDataFormat>>> = {
  al2: "bootstrap.sh",
  al2023: "nodeadm",
  bottlerocket: "bottlerocket",
  ubuntu: "bootstrap.sh",
};

/** What the nodes of an image read; undefined for systems EKS has no images of. */
export function familyOf({ os }: NodeImage): UserDataFamily | undefined {
  switch (os.distribution) {
    case "amazon-linux":
      return os.release === "2" ? "al2" : "al2023";
    case "bottlerocket":
    case "ubuntu":
    case "windows":
      return os.distribution;
    default:
      return undefined;
  }
}

/** The format of the user data of a node. */
export function formatOf(node: EksNode, image: NodeImage): EksUserDataFormat | undefined {
  const family = familyOf(image);
  return node.format ?? (family === undefined ? undefined : formats[family]);
}

/** The whole of what a node says when it joins. */
export function bootstrapOf(cluster: ClusterAccess, node: EksNode): NodeBootstrap {
  const { format: _format, ...settings } = node;
  return { cluster, ...settings };
}

/** The user data of a node that joins by itself. */
export function nodeUserData(
  cluster: ClusterAccess,
  node: EksNode,
  image: NodeImage,
  overrides: TemplateOverrides,
): string {
  const format = formatOf(node, image);
  if (format === undefined) {
    throw new Error("the node was not checked before it was rendered");
  }
  return renderEksUserData(bootstrapOf(cluster, node), format, overrides);
}
