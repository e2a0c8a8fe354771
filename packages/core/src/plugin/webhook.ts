import type { Diagnostic } from "../diagnostic.ts";
import type { JsonObject } from "../json-value.ts";

/**
 * Versions of upstream's components that run in the cluster, by component: `capi`, `capa`, `capz`,
 * `capc`, `karpenter`, `kubernetes`. A component that is left out counts as the newest we know.
 *
 * @example { "capz": "1.24.1", "karpenter": "1.14.1" }
 */
export interface TargetVersions {
  readonly [component: string]: string;
}

/** What a webhook is asked about. Objects have defaults filled in, unknown fields are gone. */
export interface WebhookReview {
  readonly object: JsonObject;
  /** The object that is replaced; absent at creation. */
  readonly oldObject?: JsonObject;
  readonly targetVersions: TargetVersions;
}

/**
 * What an owner's admission webhook says about a kind: the rules no definition holds, written
 * again from upstream's code. Pure.
 */
export interface Webhook {
  readonly group: string;
  readonly kinds: readonly string[];
  /** Versions it is registered for. Objects of other versions pass it by, converted. */
  readonly versions: readonly string[];
  /** The object as the mutating webhook leaves it. What it would draw at random stays absent. */
  readonly mutate?: (review: WebhookReview) => JsonObject;
  /** Everything the validating webhook refuses or warns of; pointers lead into the object. */
  readonly validate?: (review: WebhookReview) => readonly Diagnostic[];
}
