import { bindTarget, type NodeImage } from "@imagewright/core";

import { karpenter, type KarpenterTarget } from "../index.ts";

/** What the plugin says to an image and a target, as `CODE pointer`. */
export function findings(image: NodeImage, target: KarpenterTarget): readonly string[] {
  return bindTarget(karpenter, image, target).diagnostics.map(
    ({ code, pointer }) => `${code.replace(/^KARPENTER_/u, "")} ${pointer}`,
  );
}
