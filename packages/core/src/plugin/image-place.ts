import type { JsonObject } from "../json-value.ts";

/** Where the templates of a provider name the image, and what stands there. */
export interface ImagePlace {
  /** API version and group of the template. @example "infrastructure.cluster.x-k8s.io/v1beta2" */
  readonly apiVersion: string;
  /** @example "AWSMachineTemplate" */
  readonly kind: string;
  /** JSON Pointer in the template; what it points into has to exist. @example "/spec/template/spec/ami" */
  readonly path: string;
  /** OpenAPI v3 schema of what stands there. @example { "type": "string" } */
  readonly schema: JsonObject;
}
