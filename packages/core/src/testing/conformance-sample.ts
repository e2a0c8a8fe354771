import type { ImageCatalog } from "../image/image-catalog.ts";
import type { NodeImage } from "../image/node-image.ts";

/** A target the plugin has to be able to render, with a catalog that holds what it asks for. */
export interface ConformanceSample {
  readonly name: string;
  readonly image: NodeImage;
  /** The target as a spec file would say it. */
  readonly target: object;
  readonly catalog: ImageCatalog;
}

/** A law the plugin breaks, and how. */
export interface ConformanceFailure {
  readonly law: string;
  /** Name of the sample; empty where the declaration itself is at fault. */
  readonly sample: string;
  readonly detail: string;
}
