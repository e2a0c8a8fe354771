import type { FoundReference } from "../plugin/provider-plugin.ts";
import { showValue } from "../show-value.ts";
import { imageText, intendedImageText, isIntendedImage } from "./intended-image.ts";
import { type RolloutFinding, rolloutFinding } from "./rollout-findings.ts";
import type { RolloutIntent, RolloutSubject } from "./rollout-verdict.ts";

/**
 * Whether the image an object asks for is the intended one. A lookup may find it: only a name that
 * surely means another image is told.
 *
 * @param found - what the plugin reads in the object
 * @example
 * ```ts
 * const subject = { group: "infrastructure.cluster.x-k8s.io", kind: "AWSMachinePool", name: "a" };
 * const found = [{ pointer: "/spec/ami", reference: { kind: "ami", id: "ami-1" } }] as const;
 * judgeImageIntent(found, subject, { image: { kind: "ami", id: "ami-1" } }); // => []
 * judgeImageIntent(found, subject, { image: { kind: "ami", id: "ami-2" } })[0]?.code;
 * // => "INTENT_NOT_APPLIED"
 * ```
 */
export function judgeImageIntent(
  found: readonly FoundReference[],
  subject: RolloutSubject,
  intended: RolloutIntent,
): readonly RolloutFinding[] {
  return found
    .filter(({ reference }) => isIntendedImage(reference, intended) === false)
    .map(({ pointer, reference }) =>
      rolloutFinding("INTENT_NOT_APPLIED", subject, {
        message: `${subject.kind} ${showValue(subject.name)} asks for another image`,
        pointer,
        found: imageText(reference),
        expected: intendedImageText(intended),
      }),
    );
}
