import {
  type ClusterAccess,
  type EksUserDataFormat,
  type NodeBootstrap,
  type NodeTaint,
  renderEksUserData,
  renderMultipart,
} from "@imagewright/aws/user-data";
import type { NodeImage, TemplateOverrides } from "@imagewright/core";

import { formatOfImage } from "../ami-family.ts";
import type { JoiningNode } from "../node-class-options.ts";

/** The taint a node keeps until Karpenter has seen it. */
const unregistered: NodeTaint = { key: "karpenter.sh/unregistered", effect: "NoExecute" };

/** What a node that joins by itself reads; undefined if nothing says so. */
export function formatOf(node: JoiningNode, image: NodeImage): EksUserDataFormat | undefined {
  return node.format ?? formatOfImage(image);
}

/** A node's settings beside its cluster, with the taint Karpenter waits for. */
export function selfRegistering(node: JoiningNode): JoiningNode {
  const taints = node.taints ?? [];
  const isThere = taints.some(
    ({ key, effect }) => key === unregistered.key && effect === unregistered.effect,
  );
  return isThere ? node : { ...node, taints: [...taints, unregistered] };
}

/** The bootstrap of a node in a cluster, without what only the user data's form needs. */
export function bootstrapOf(cluster: ClusterAccess, node: JoiningNode): NodeBootstrap {
  const { format: _format, script: _script, ...settings } = node;
  return { cluster, ...settings };
}

/**
 * User data that joins a node without Karpenter's help: the script first, if there is one.
 *
 * @param overrides - the user's own templates
 * @throws {ImagewrightError} `INPUT_INVALID` or `VALUE_REFUSED` for what cannot be carried
 */
export function joiningUserData(
  cluster: ClusterAccess,
  node: JoiningNode,
  format: EksUserDataFormat,
  overrides?: TemplateOverrides,
): string {
  const text = renderEksUserData(bootstrapOf(cluster, node), format, overrides);
  if (node.script === undefined) {
    return text;
  }
  const kind = format === "nodeadm" ? "node-config" : "shell-script";
  return renderMultipart([
    { kind: "shell-script", text: node.script },
    { kind, text },
  ]);
}
