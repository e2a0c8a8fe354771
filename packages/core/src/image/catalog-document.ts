import type { ImageLifecycle, ImageProvenance, UserDataFormat } from "./image-record.ts";
import type { Architecture, OperatingSystem } from "./node-image.ts";

/** The file form of an image catalog. */
export interface CatalogDocument {
  readonly apiVersion: "imagewright/v1alpha1";
  readonly kind: "ImageCatalog";
  readonly images: readonly CatalogEntry[];
}

/** One image of a catalog file; references are in their canonical text form. */
export interface CatalogEntry {
  /**
   * @pattern ^[A-Za-z0-9]([A-Za-z0-9._+-]{0,126}[A-Za-z0-9])?$
   * @examples ["ubuntu-2404-1.34.1-20261103"]
   */
  readonly name: string;
  /**
   * Kubernetes version: full semver without the leading `v`.
   *
   * @pattern ^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$
   * @examples ["1.34.1"]
   */
  readonly kubernetesVersion: string;
  readonly os: OperatingSystem;
  readonly architecture: Architecture;
  /**
   * @minItems 1
   * @examples [["ami:eu-west-1/ami-09709369c53539c11"]]
   */
  readonly references: readonly string[];
  readonly components?: { readonly [name: string]: string };
  readonly userDataFormat?: UserDataFormat;
  /**
   * RFC 3339, in UTC.
   *
   * @pattern ^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$
   * @examples ["2026-11-03T10:00:00Z"]
   */
  readonly created: string;
  /** Supported and without an end where left out. */
  readonly lifecycle?: ImageLifecycle;
  readonly parents?: readonly string[];
  readonly provenance?: ImageProvenance;
}
