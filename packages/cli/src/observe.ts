import {
  type Observation,
  observeClusters,
  type ObserveOptions,
} from "@imagewright/cluster-api/observe";
import {
  type Diagnostic,
  type FoundReference,
  hasErrors,
  type JsonObject,
  type LoadedPlugin,
  type Parsed,
  type SourceDocument,
  toParsed,
} from "@imagewright/core";
import { planDiagnostics } from "@imagewright/core/plan";

/** What a command says about the manifests it was given. */
export type ObserveRequest = Pick<ObserveOptions, "poolCluster" | "scope" | "targetVersions">;

/** The clusters that manifests describe, read by every plugin. */
export async function observeManifests(
  documents: readonly SourceDocument[],
  plugins: readonly LoadedPlugin[],
  request: ObserveRequest = {},
): Promise<Observation> {
  const { awsImagePlace } = await import("@imagewright/aws");
  return observeClusters(documents, {
    carriers: plugins.flatMap(({ carriers }) => carriers),
    readImages: readImagesBy(plugins),
    imagePlaces: [awsImagePlace],
    ...request,
  });
}

/** The images an object points at, whichever plugin knows its kind. */
function readImagesBy(plugins: readonly LoadedPlugin[]): ObserveOptions["readImages"] {
  return (object) => {
    const read = plugins.map((plugin) => plugin.readManifest(object));
    const diagnostics = read.flatMap((parsed) => parsed.diagnostics);
    return hasErrors(diagnostics)
      ? { ok: false, diagnostics }
      : toParsed(
          read.flatMap((parsed) => (parsed.ok ? parsed.value : [])),
          diagnostics,
        );
  };
}

/** An object with another image at a place it was found at, by the plugin that knows its kind. */
export function writeReferenceBy(
  plugins: readonly LoadedPlugin[],
): (object: JsonObject, found: FoundReference) => Parsed<JsonObject> {
  return (object, found) => {
    const owner = plugins.find((plugin) => {
      const read = plugin.readManifest(object);
      return read.ok && read.value.some(({ pointer }) => pointer === found.pointer);
    });
    return owner?.writeReference?.(object, found) ?? { ok: false, diagnostics: [unwritten(found)] };
  };
}

function unwritten({ pointer }: FoundReference): Diagnostic {
  const message = "no plugin writes images into objects of this kind";
  return planDiagnostics.report("PLAN_GROUP_UNSUPPORTED", { message, pointer });
}
