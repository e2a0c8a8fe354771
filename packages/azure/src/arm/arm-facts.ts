import type { AzurePlan, JsonObject } from "@imagewright/core";

import type { ArmReference } from "../convert/arm-image.ts";

/** What an answer of Azure's API says of one image; times and states as Azure writes them. */
export interface AzureImageFacts {
  readonly reference: ArmReference;
  readonly location?: string;
  /** RFC 3339. */
  readonly publishedDate?: string;
  /** RFC 3339; for information only: the image goes on working. */
  readonly endOfLifeDate?: string;
  readonly excludeFromLatest?: boolean;
  /** @example "Succeeded" */
  readonly provisioningState?: string;
  readonly targetRegions?: readonly AzureTargetRegion[];
  /** State of the replication, where it was asked for. @example "Completed" */
  readonly replicationState?: string;
  readonly osType?: string;
  readonly osState?: string;
  /** `V1` or `V2`. */
  readonly hyperVGeneration?: string;
  readonly architecture?: string;
  /** Plan a machine has to name; every marketplace image that has one needs it. */
  readonly plan?: AzurePlan;
  /** `Active`, `ScheduledForDeprecation` or `Deprecated`; marketplace images only. */
  readonly imageState?: string;
  readonly scheduledDeprecationTime?: string;
}

/** One region a version is copied to. */
export interface AzureTargetRegion {
  /** As it is shown to people: `West Europe`. */
  readonly name?: string;
  readonly regionalReplicaCount?: number;
  readonly storageAccountType?: string;
  readonly excludeFromLatest?: boolean;
}

/** A page of a list. */
export interface ArmPage {
  readonly items: readonly JsonObject[];
  /** The whole address of the next page. */
  readonly nextLink?: string;
}
