/** Settings of the kubelet that Karpenter passes on. */
export interface KubeletOptions {
  readonly clusterDNS?: readonly string[];
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly maxPods?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   */
  readonly podsPerCore?: number;
  /** Quantities by `cpu`, `memory`, `ephemeral-storage` and `pid`. */
  readonly systemReserved?: { readonly [resource: string]: string };
  /** Quantities by `cpu`, `memory`, `ephemeral-storage` and `pid`. */
  readonly kubeReserved?: { readonly [resource: string]: string };
  /** Percentages or quantities by signal, e.g. `memory.available`. */
  readonly evictionHard?: { readonly [signal: string]: string };
  /** Percentages or quantities by signal, e.g. `memory.available`. */
  readonly evictionSoft?: { readonly [signal: string]: string };
  /** Durations by the signals of `evictionSoft`. */
  readonly evictionSoftGracePeriod?: { readonly [signal: string]: string };
  /**
   * Seconds.
   *
   * @TJS-type integer
   * @minimum 0
   */
  readonly evictionMaxPodGracePeriod?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly imageGCHighThresholdPercent?: number;
  /**
   * @TJS-type integer
   * @minimum 0
   * @maximum 100
   */
  readonly imageGCLowThresholdPercent?: number;
  readonly cpuCFSQuota?: boolean;
}
