import type { NodeImage } from "../image/node-image.ts";

/** The file form of a spec: images, and the targets they are built for. */
export interface SpecDocument {
  readonly apiVersion: "imagewright/v1alpha1";
  readonly kind: "ImageSpec";
  /** @minItems 1 */
  readonly images: readonly NodeImage[];
  readonly targets?: readonly TargetDocument[];
}

/**
 * One target before its provider has read it. The provider's own schema says which other keys it
 * has.
 */
export interface TargetDocument extends TargetHeader {
  readonly [option: string]: unknown;
}

/** What every target says, whatever its provider. */
export interface TargetHeader {
  /**
   * Name of the target, and of the folder its artifacts go to.
   *
   * @pattern ^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$
   * @examples ["capa-production"]
   */
  readonly name: string;
  /**
   * Id of the provider that reads this target.
   *
   * @pattern ^[a-z][a-z0-9-]{0,31}$
   */
  readonly provider: string;
  /**
   * Name of the image in the same spec.
   *
   * @examples ["ubuntu-2404"]
   */
  readonly image: string;
}
