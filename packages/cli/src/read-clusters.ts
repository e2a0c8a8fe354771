import type { Observation } from "@imagewright/cluster-api/observe";
import {
  type Diagnostic,
  hasErrors,
  type ImageCatalog,
  type LoadedPlugin,
} from "@imagewright/core";

import { cliDiagnostics } from "./cli-diagnostics.ts";
import type { CommandContext } from "./command-context.ts";
import { exitCodes } from "./exit-code.ts";
import { CommandFailure } from "./failure.ts";
import { observeManifests, type ObserveRequest } from "./observe.ts";
import { placeColumns } from "./place-columns.ts";
import { readCatalog } from "./read-catalog.ts";
import { type ReadManifests, readManifests } from "./read-manifests.ts";
import { readVariables } from "./read-variables.ts";

/** Where clusters, and the images there are, are read from. */
export interface ClustersRequest extends ObserveRequest {
  /** Files and folders of manifests; `-` is standard input. */
  readonly files: readonly string[];
  readonly catalog?: string;
  /** File with the values of clusterctl's variables; without it they are left in the text. */
  readonly variables?: string;
}

/** Clusters as manifests describe them, and everything that was read for it. */
export interface ReadClusters {
  readonly plugins: readonly LoadedPlugin[];
  readonly catalog: ImageCatalog;
  readonly read: ReadManifests;
  readonly observation: Observation;
  /** Texts by file name. */
  readonly sources: ReadonlyMap<string, string>;
  /** What was found on the way, up to the clusters; theirs stand with them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Gives findings about manifests their columns. */
  readonly place: (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** What was read before, to be reported with the rest. */
export interface OtherInput {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}

const noInput: OtherInput = { diagnostics: [], sources: new Map() };

/**
 * Reads manifests and observes the clusters in them.
 *
 * @throws {CommandFailure} with what is wrong with the catalog, or the variables
 */
export async function readClusters(
  { io, loadPlugins }: CommandContext,
  request: ClustersRequest,
  others: OtherInput = noInput,
): Promise<ReadClusters> {
  const { files, catalog: catalogFile, variables, ...how } = request;
  const { catalog, sources: catalogText } = await readCatalog(io, catalogFile);
  const read = await readManifests(io, files, await readVariables(io, variables));
  const sources = new Map([...others.sources, ...catalogText, ...read.sources]);
  const found = [...others.diagnostics, ...catalog.diagnostics, ...read.diagnostics];
  if (!catalog.ok) {
    throw new CommandFailure(exitCodes.findings, found, sources);
  }
  const plugins = await loadPlugins();
  const observation = observeManifests(read.documents, plugins, how);
  return {
    plugins,
    catalog: catalog.value,
    read,
    observation,
    sources,
    diagnostics: [...found, ...observation.diagnostics, ...checkUse(found, observation)],
    place: (diagnostics) => placeColumns(diagnostics, read.documents),
  };
}

/** A wrong path must not look like clusters that are well. */
function checkUse(found: readonly Diagnostic[], { clusters }: Observation): readonly Diagnostic[] {
  const message = "no cluster, and no machines of one, were found";
  return clusters.length > 0 || hasErrors(found)
    ? []
    : [cliDiagnostics.report("CLI_CLUSTERS_NONE", { message })];
}
