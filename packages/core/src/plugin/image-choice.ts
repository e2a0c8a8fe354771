import { type Diagnostic } from "../diagnostic.ts";
import type { ImageReferenceKind } from "../image/image-reference.ts";
import { parseImageReference } from "../image/parse-image-reference.ts";
import { showValue } from "../show-value.ts";
import { specDiagnostics } from "../spec/spec-diagnostics.ts";
import type { ImageRequirement } from "./provider-plugin.ts";

/** How an entry of a target says which image it means, when the image's facts are not enough. */
export interface ImageChoice {
  /**
   * Name of one record of the catalog, where several would fit.
   *
   * @examples ["ubuntu-2404-1.34.1-20261103"]
   */
  readonly imageRecord?: string;
  /**
   * Reference in its canonical text form; the catalog is not asked.
   *
   * @examples ["ami:eu-west-1/ami-09709369c53539c11"]
   */
  readonly reference?: string;
}

/**
 * Every problem of a choice; to be called by a rule of the plugin, before the choice is used.
 *
 * @example
 * ```ts
 * checkImageChoice({ reference: "ami:eu-west-1/ami-09709369c53539c11" }, ["ami"], "/machines/0");
 * // => []
 * checkImageChoice({ reference: "ssm-parameter:/images/node" }, ["ami"], "/machines/0").map(
 *   ({ code, pointer }) => `${code} ${pointer}`,
 * );
 * // => ["RENDER_IMAGE_KIND /machines/0/reference"]
 * ```
 */
export function checkImageChoice(
  choice: ImageChoice,
  kinds: readonly ImageReferenceKind[],
  pointer: string,
): readonly Diagnostic[] {
  if (choice.reference === undefined) {
    return [];
  }
  const at = `${pointer}/reference`;
  const parsed = parseImageReference(choice.reference);
  if (!parsed.ok) {
    return parsed.diagnostics.map((diagnostic) => ({ ...diagnostic, pointer: at }));
  }
  if (kinds.includes(parsed.value.kind)) {
    return [];
  }
  const message = `a reference of kind ${parsed.value.kind} cannot be written here`;
  const found = showValue(choice.reference);
  const facts = { message, pointer: at, found, expected: kinds.join(", ") };
  return [specDiagnostics.report("RENDER_IMAGE_KIND", facts)];
}

/**
 * What a checked choice asks of the catalog.
 *
 * @example
 * ```ts
 * imageRequirement({ reference: "ami:eu-west-1/ami-09709369c53539c11" }, ["ami"]);
 * // => {
 * //      by: "reference",
 * //      reference: { kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" },
 * //    }
 * imageRequirement({ imageRecord: "ubuntu-2404-1.34.1-20261103" }, ["ami"], "eu-west-1");
 * // => {
 * //      by: "catalog",
 * //      kinds: ["ami"],
 * //      location: "eu-west-1",
 * //      query: { name: "ubuntu-2404-1.34.1-20261103" },
 * //    }
 * ```
 */
export function imageRequirement(
  choice: ImageChoice,
  kinds: readonly ImageReferenceKind[],
  location?: string,
): ImageRequirement {
  if (choice.reference !== undefined) {
    const parsed = parseImageReference(choice.reference);
    if (!parsed.ok) {
      throw new Error("the choice was not checked before it was used");
    }
    return { by: "reference", reference: parsed.value };
  }
  return {
    by: "catalog",
    kinds,
    ...(location !== undefined && { location }),
    ...(choice.imageRecord !== undefined && { query: { name: choice.imageRecord } }),
  };
}
