import { compareMinors, karpenterVersionOf } from "./karpenter-version.ts";
import type { ApiGeneration } from "./objects/object-kinds.ts";
import type { KarpenterTarget } from "./options.ts";

/** The generation a target is written in: the one it names, or the newest its Karpenter serves. */
export function generationOfTarget(target: KarpenterTarget): ApiGeneration {
  return target.apiGeneration ?? newestGeneration(karpenterVersionOf(target));
}

/** The newest generation of Karpenter's API that a version serves. */
function newestGeneration(karpenterVersion: string): ApiGeneration {
  if (compareMinors(karpenterVersion, "1.0") >= 0) {
    return "v1";
  }
  return compareMinors(karpenterVersion, "0.32") >= 0 ? "v1beta1" : "alpha";
}
