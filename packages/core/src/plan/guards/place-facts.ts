import type { SourceLocation } from "../../diagnostic.ts";
import type { FactPlace } from "../cluster-state.ts";

/** Where a finding points, as far as it is known. */
export interface PlaceFacts {
  /** JSON Pointer inside the object. */
  readonly pointer: string;
  readonly source?: SourceLocation;
}

/**
 * Where a finding about a fact points: into the object, and at the line of its text if that is
 * known.
 *
 * @example
 * ```ts
 * import { placeFacts } from "@imagewright/core/plan";
 *
 * const object = { group: "cluster.x-k8s.io", version: "v1beta2", kind: "Cluster", name: "orders" };
 * const source = { file: "orders.yaml", document: 0, pointer: "/spec/paused", line: 7 };
 * placeFacts({ object, pointer: "/spec/paused", source });
 * // => { pointer: "/spec/paused", source: { file: "orders.yaml", line: 7, column: 1 } }
 * ```
 */
export function placeFacts({ pointer, source }: FactPlace): PlaceFacts {
  return source?.line === undefined
    ? { pointer }
    : { pointer, source: { file: source.file, line: source.line, column: 1 } };
}
