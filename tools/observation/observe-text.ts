import { awsImagePlace } from "@imagewright/aws";
import { fillVariables } from "@imagewright/cluster-api";
import {
  type Observation,
  observeClusters,
  type ObserveOptions,
} from "@imagewright/cluster-api/observe";
import {
  type FoundReference,
  hasErrors,
  type JsonObject,
  type Parsed,
  toParsed,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { allPlugins } from "../plugins.ts";

/** How the workspace's own tests observe: with every plugin. */
export const observeOptions: ObserveOptions = {
  carriers: allPlugins.flatMap(({ carriers }) => carriers),
  readImages,
  imagePlaces: [awsImagePlace],
};

/** The images an object points at, whichever plugin knows its kind. */
function readImages(object: JsonObject): Parsed<readonly FoundReference[]> {
  const read = allPlugins.map((plugin) => plugin.readManifest(object));
  const diagnostics = read.flatMap((parsed) => parsed.diagnostics);
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : toParsed(
        read.flatMap((parsed) => (parsed.ok ? parsed.value : [])),
        diagnostics,
      );
}

/** What a text says of clusters; variables of clusterctl without default stay as they are. */
export function observeText(text: string, file: string): Parsed<Observation> {
  const filled = fillVariables(text, {}, { missing: "keep" });
  const tags = text.includes("AWSTemplateFormatVersion") ? "cloudformation" : undefined;
  const documents = readYaml(filled.ok ? filled.value : text, {
    file,
    traps: "warning",
    ...(tags !== undefined && { tags }),
  });
  return documents.ok
    ? toParsed(observeClusters(documents.value, observeOptions), documents.diagnostics)
    : documents;
}
