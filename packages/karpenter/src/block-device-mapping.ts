/** One volume of an instance. */
export interface BlockDeviceMapping {
  /** @examples ["/dev/xvda"] */
  readonly deviceName: string;
  /** Whether the volume holds the pods' ephemeral storage; for images whose device is unusual. */
  readonly rootVolume?: boolean;
  readonly ebs: EbsVolume;
}

/** An EBS volume. */
export interface EbsVolume {
  /**
   * Size with its unit; whole numbers of `Gi`, `G`, `Ti` or `T`.
   *
   * @pattern ^[1-9]\d{0,4}(Gi|G|Ti|T)$
   * @examples ["80Gi"]
   */
  readonly volumeSize?: string;
  readonly volumeType?: "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1" | "standard";
  /**
   * @TJS-type integer
   * @minimum 1
   */
  readonly iops?: number;
  /**
   * MiB/s.
   *
   * @TJS-type integer
   * @minimum 1
   */
  readonly throughput?: number;
  readonly encrypted?: boolean;
  readonly deleteOnTermination?: boolean;
  readonly kmsKeyID?: string;
  readonly snapshotID?: string;
  /**
   * MiB/s at which a snapshot is loaded; with `snapshotID`.
   *
   * @TJS-type integer
   * @minimum 100
   * @maximum 300
   */
  readonly volumeInitializationRate?: number;
}
