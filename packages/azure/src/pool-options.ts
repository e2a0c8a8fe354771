import type { AzureMachineFields } from "./machine-options.ts";

/** One AzureMachinePool: a scale set. Its machine's fields stand beside its own. */
export interface AzureMachinePool extends AzureMachineFields {
  /**
   * Region of the scale set: that of the cluster.
   *
   * @pattern ^[a-z][a-z0-9]{1,49}$
   * @examples ["westeurope"]
   */
  readonly location: string;
  /** `Uniform` where left out; `Flexible` needs Kubernetes 1.26. */
  readonly orchestrationMode?: "Flexible" | "Uniform";
  readonly strategy?: AzureMachinePoolStrategy;
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly platformFaultDomainCount?: number;
  readonly zoneBalance?: boolean;
  /**
   * Warning before a machine is taken away, in minutes.
   *
   * @TJS-type integer
   * @minimum 5
   * @maximum 15
   */
  readonly terminateNotificationTimeout?: number;
}

/** How a pool gets another image. */
export interface AzureMachinePoolStrategy {
  readonly rollingUpdate: AzureRollingUpdate;
}

export interface AzureRollingUpdate {
  /** Machines beyond the wanted ones, as a number or in percent; 1 where left out. */
  readonly maxSurge?: AzureCountOrPercent;
  /** Machines that may be missing, as a number or in percent; 0 where left out. */
  readonly maxUnavailable?: AzureCountOrPercent;
  /** `Oldest` where left out. */
  readonly deletePolicy?: "Newest" | "Oldest" | "Random";
}

/**
 * A whole number, or a share such as `25%`.
 *
 * @TJS-type ["integer", "string"]
 * @minimum 0
 * @pattern ^(100|[1-9]?\d)%$
 */
export type AzureCountOrPercent = number | string;
