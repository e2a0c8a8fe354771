import type { Diagnostic } from "../diagnostic.ts";
import type { ImageReference } from "../image/image-reference.ts";

/**
 * What is wrong with an image that is in use; the worst comes first.
 *
 * - `revoked`, `expired`, `deprecated`: what its record says
 * - `unknown`: no record of the catalog has it
 * - `mismatched`: another Kubernetes version or architecture than the group's
 * - `unseen`: nothing among the manifests names an image
 * - `unpinned`: it is looked up when machines are made
 */
export type ImageProblem =
  | "revoked"
  | "expired"
  | "unknown"
  | "mismatched"
  | "unseen"
  | "unpinned"
  | "deprecated";

/** One image of one group of machines. */
export interface CheckedImage {
  readonly cluster: { readonly name: string; readonly namespace?: string };
  /** Name of the group. */
  readonly group: string;
  /** The Kubernetes version the group asks for, without `v`; absent where it names none. */
  readonly kubernetesVersion?: string;
  /** Absent where none was seen. */
  readonly reference?: ImageReference;
  /** Name of the record that has it; absent where there is none. */
  readonly record?: string;
  /** Empty where the image may be used. */
  readonly problems: readonly ImageProblem[];
  readonly diagnostics: readonly Diagnostic[];
}
