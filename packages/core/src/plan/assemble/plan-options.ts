import type { Parsed } from "../../diagnostic.ts";
import type { ImageCatalog } from "../../image/image-catalog.ts";
import type { JsonObject } from "../../json-value.ts";
import type { FoundReference } from "../../plugin/provider-plugin.ts";
import type { TargetVersions } from "../../plugin/webhook.ts";
import type { ClusterState } from "../cluster-state.ts";
import type { PlanContribution, PlanObjects } from "../plan-contribution.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";

/** One cluster, and the objects that its state was read from. */
export interface PlanInput {
  readonly state: ClusterState;
  /** May hold the objects of other clusters too. */
  readonly objects: PlanObjects;
}

/** What plans are made from besides the clusters. */
export interface PlanOptions {
  readonly intent: UpgradeIntent;
  readonly catalog: ImageCatalog;
  /** In this order each group finds the one that upgrades it: providers first. */
  readonly contributions: readonly PlanContribution[];
  /**
   * An object with another image, by whichever plugin knows its kind. What it writes depends on
   * nothing in the object's metadata: it is asked once for templates that differ in nothing else.
   */
  readonly writeReference: (object: JsonObject, found: FoundReference) => Parsed<JsonObject>;
  /** Versions of components that run in the management cluster. */
  readonly targetVersions?: TargetVersions;
  /** RFC 3339 moment, in UTC, at which images are to be used; absent where expiry does not count. */
  readonly at?: string;
}
