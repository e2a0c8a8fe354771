import type { AmiSelectorTerm, ImageReference } from "../image/image-reference.ts";

/**
 * Whether what a reference means depends on the day: it is looked up when a machine is made. A
 * name that says which release it means is none of these.
 *
 * @example
 * ```ts
 * isUnpinned({ kind: "ami", id: "ami-09709369c53539c11" }); // => false
 * isUnpinned({ kind: "ami-lookup", baseOs: "ubuntu-24.04" }); // => true
 * isUnpinned({ kind: "karpenter-ami-selector", terms: [{ alias: "al2023@latest" }] }); // => true
 * isUnpinned({ kind: "karpenter-ami-selector", terms: [{ alias: "al2023@v20260714" }] }); // => false
 * ```
 */
export function isUnpinned(reference: ImageReference): boolean {
  switch (reference.kind) {
    case "ami-lookup":
      return true;
    case "ssm-parameter":
      return isMovingParameter(reference.name);
    case "karpenter-ami-selector":
      return reference.terms.some(isMovingTerm);
    case "azure-gallery":
    case "azure-community-gallery":
    case "azure-shared-gallery":
    case "azure-marketplace":
      return reference.version.toLowerCase() === "latest";
    default:
      return false;
  }
}

function isMovingTerm({ id, alias, ssmParameter }: AmiSelectorTerm): boolean {
  if (id !== undefined) {
    return false;
  }
  if (alias !== undefined) {
    return alias.endsWith("@latest");
  }
  return ssmParameter === undefined || isMovingParameter(ssmParameter);
}

/** A version behind the name, or a release date in it, says which value is meant. */
function isMovingParameter(name: string): boolean {
  return !/:\d+$|-v\d{8}(?:\/|$)/u.test(name);
}
