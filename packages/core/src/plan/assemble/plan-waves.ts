import type { ClusterState } from "../cluster-state.ts";
import type { UpgradeIntent } from "../upgrade-intent.ts";
import type { PlanWave } from "../upgrade-plan.ts";
import { namePattern } from "./name-pattern.ts";

/** Which clusters an intent is about, and when it is their turn. */
export interface WaveOrder {
  /** Undefined for clusters that are none of the intent's. */
  readonly waveOf: (cluster: Pick<ClusterState, "name" | "namespace">) => string | undefined;
  /** The waves, with the clusters that were asked about; those without any left out. */
  readonly waves: () => readonly PlanWave[];
  /** Names of the intent that meant none of the clusters that were asked about. */
  readonly unused: () => readonly string[];
}

export function waveOrder({ clusters = ["*"], waves = [] }: UpgradeIntent): WaveOrder {
  const lastWave = waves.length === 0 ? "all" : "rest";
  const chosen = clusters.map((text) => ({ text, matches: namePattern(text) }));
  const ordered = waves.map((wave) => ({
    wave,
    patterns: wave.clusters.map((text) => ({ text, matches: namePattern(text) })),
  }));
  const used = new Set<string>();
  const members = new Map<string, string[]>();
  const isMeant = (
    patterns: typeof chosen,
    cluster: Pick<ClusterState, "name" | "namespace">,
  ): boolean => {
    const found = patterns.filter(({ matches }) => matches(cluster));
    for (const { text } of found) {
      used.add(text);
    }
    return found.length > 0;
  };
  return {
    waveOf(cluster) {
      if (!isMeant(chosen, cluster)) {
        return undefined;
      }
      const own = ordered.find(({ patterns }) => isMeant(patterns, cluster));
      const name = own?.wave.name ?? lastWave;
      const { namespace } = cluster;
      const text = namespace === undefined ? cluster.name : `${namespace}/${cluster.name}`;
      const list = members.get(name) ?? [];
      list.push(text);
      members.set(name, list);
      return name;
    },
    waves: () =>
      [...waves, { name: lastWave, clusters: [] }].flatMap((wave) => {
        const list = members.get(wave.name);
        return list === undefined
          ? []
          : [
              {
                name: wave.name,
                clusters: list,
                concurrency: wave.concurrency ?? 1,
                maxFailures: wave.maxFailures ?? 0,
                approve: wave.approve ?? false,
                soakSeconds: wave.soakSeconds ?? 0,
              },
            ];
      }),
    unused: () =>
      [...chosen, ...ordered.flatMap(({ patterns }) => patterns)]
        .map(({ text }) => text)
        .filter((text) => text !== "*" && !used.has(text)),
  };
}
