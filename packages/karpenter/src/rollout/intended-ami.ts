import {
  type ImageReference,
  intendedImages,
  isIntendedImage,
  type RolloutIntent,
} from "@imagewright/core";

/**
 * Whether an AMI is an intended one. A selector of ids means each of them, one per architecture; of
 * another selector only its class knows what it selects.
 */
export function isIntendedAmi(id: string, intended: RolloutIntent): boolean | undefined {
  const images = intendedImages(intended).flatMap((image): readonly ImageReference[] => {
    const ids = image.kind === "karpenter-ami-selector" ? image.terms.map((term) => term.id) : [];
    return ids.length > 0 && ids.every((one) => one !== undefined)
      ? ids.map((one): ImageReference => ({ kind: "ami", id: one }))
      : [image];
  });
  const answers = new Set(images.map((image) => isIntendedImage({ kind: "ami", id }, { image })));
  if (answers.has(true)) {
    return true;
  }
  return answers.has(false) ? false : undefined;
}
