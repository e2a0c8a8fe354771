/** What the template `upgrade-waves` prints from. */
export interface UpgradeWavesModel {
  readonly waves: readonly ScriptWave[];
}

/** Clusters that are upgraded before those of the next wave. */
export interface ScriptWave {
  readonly name: string;
  /** Folders of the clusters' scripts. */
  readonly folders: readonly string[];
  readonly concurrency: number;
  readonly maxFailures: number;
  readonly approve: boolean;
  readonly soakSeconds: number;
}
