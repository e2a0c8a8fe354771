import {
  type Observation,
  observeByPlugins,
  observeClusters,
  type ObserveOptions,
} from "@imagewright/cluster-api/observe";
import type { LoadedPlugin, SourceDocument } from "@imagewright/core";

/** What a command says about the manifests it was given. */
export type ObserveRequest = Pick<ObserveOptions, "poolCluster" | "scope" | "targetVersions">;

/** The clusters that manifests describe, read by every plugin. */
export function observeManifests(
  documents: readonly SourceDocument[],
  plugins: readonly LoadedPlugin[],
  request: ObserveRequest = {},
): Observation {
  return observeClusters(documents, { ...observeByPlugins(plugins), ...request });
}
