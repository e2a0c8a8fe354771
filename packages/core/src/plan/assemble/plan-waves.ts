import type { ClusterState } from "../cluster-state.ts";
import type { IntentWave, UpgradeIntent } from "../upgrade-intent.ts";
import type { PlanWave } from "../upgrade-plan.ts";
import { namePattern } from "./name-pattern.ts";

/** A wave without its clusters. */
type WaveSettings = Omit<PlanWave, "clusters">;

/** Which clusters an intent is about, and when it is their turn: nothing is kept of them. */
export interface WaveChoice {
  /** Every wave there can be, in their order. */
  readonly settings: readonly WaveSettings[];
  /** Undefined for clusters that are none of the intent's. */
  readonly waveOf: (cluster: Pick<ClusterState, "name" | "namespace">) => string | undefined;
  /** Names of the intent that meant none of the clusters that were asked about. */
  readonly unused: () => readonly string[];
}

/** The same, with the names of the clusters that were asked about. */
export interface WaveOrder extends Pick<WaveChoice, "unused" | "waveOf"> {
  /** The waves, with the clusters that were asked about; those without any left out. */
  readonly waves: () => readonly PlanWave[];
}

export function waveChoice({ clusters = ["*"], waves = [] }: UpgradeIntent): WaveChoice {
  const lastWave = { name: waves.length === 0 ? "all" : "rest" };
  const chosen = clusters.map((text) => ({ text, matches: namePattern(text) }));
  const ordered = waves.map((wave) => ({
    wave,
    patterns: wave.clusters.map((text) => ({ text, matches: namePattern(text) })),
  }));
  const used = new Set<string>();
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
    settings: [...waves, lastWave].map(settingsOf),
    waveOf: (cluster) =>
      isMeant(chosen, cluster)
        ? (ordered.find(({ patterns }) => isMeant(patterns, cluster))?.wave ?? lastWave).name
        : undefined,
    unused: () =>
      [...chosen, ...ordered.flatMap(({ patterns }) => patterns)]
        .map(({ text }) => text)
        .filter((text) => text !== "*" && !used.has(text)),
  };
}

function settingsOf({
  name,
  concurrency = 1,
  maxFailures = 0,
  approve = false,
  soakSeconds = 0,
}: Partial<IntentWave> & Pick<IntentWave, "name">): WaveSettings {
  return { name, concurrency, maxFailures, approve, soakSeconds };
}

export function waveOrder(intent: UpgradeIntent): WaveOrder {
  const { settings, waveOf, unused } = waveChoice(intent);
  const members = new Map<string, string[]>();
  return {
    waveOf(cluster) {
      const name = waveOf(cluster);
      if (name !== undefined) {
        const { namespace } = cluster;
        const text = namespace === undefined ? cluster.name : `${namespace}/${cluster.name}`;
        const list = members.get(name) ?? [];
        list.push(text);
        members.set(name, list);
      }
      return name;
    },
    waves: () =>
      settings.flatMap(({ name, ...how }) => {
        const clusters = members.get(name);
        return clusters === undefined ? [] : [{ name, clusters, ...how }];
      }),
    unused,
  };
}
