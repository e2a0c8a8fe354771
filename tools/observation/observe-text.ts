import { fillVariables } from "@imagewright/cluster-api";
import {
  type Observation,
  observeByPlugins,
  observeClusters,
  type ObserveOptions,
} from "@imagewright/cluster-api/observe";
import { type Parsed, toParsed } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";

import { allPlugins } from "../plugins.ts";

/** How the workspace's own tests observe: with every plugin. */
export const observeOptions: ObserveOptions = observeByPlugins(allPlugins);

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
