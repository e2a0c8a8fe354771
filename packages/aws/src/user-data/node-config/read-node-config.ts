import { emitYaml, type JsonValue, type Parsed, toJsonValue, toParsed } from "@imagewright/core";

import { shapeFaults, soundPart } from "../../shape.ts";
import { shapeFindings } from "../shape-findings.ts";
import { checkNodeConfigDocument } from "./check-node-config.ts";
import {
  isNodeConfigDocument,
  type NodeConfigDocument,
  nodeConfigShape,
} from "./node-config-document.ts";

/** How strictly a NodeConfig is read. */
export interface ReadNodeConfigOptions {
  /**
   * Release of the AMI that reads it, `YYYYMMDD`; fields it does not know are refused. The newest
   * that is known where left out.
   */
  readonly amiRelease?: string;
}

/**
 * Reads a NodeConfig in any form nodeadm documents, more strictly than nodeadm itself, which drops
 * what it does not know: unknown fields, other types, and values that fail on the node are found.
 *
 * The document may be a part of a configuration: whether the whole is complete is
 * {@link checkMergedNodeConfig}'s question.
 *
 * @param document - the YAML or JSON document as data
 * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
 * @example
 * ```ts
 * const header = { apiVersion: "node.eks.aws/v1alpha1", kind: "NodeConfig" };
 * const read = readNodeConfig({ ...header, spec: { featureGates: { FastImagePull: true } } });
 * read.ok && read.value.spec?.featureGates; // => { FastImagePull: true }
 * readNodeConfig({ ...header, spec: { kubelet: { Flags: [] } } }).diagnostics.map(({ hint }) => hint);
 * // => ["Did you mean `flags`?"]
 * ```
 */
export function readNodeConfig(
  document: JsonValue,
  { amiRelease }: ReadNodeConfigOptions = {},
): Parsed<NodeConfigDocument> {
  const faults = shapeFaults(document, nodeConfigShape, "", amiRelease);
  if (faults.length === 0 && isNodeConfigDocument(document)) {
    return toParsed(document, checkNodeConfigDocument(document, amiRelease));
  }
  const rest = soundPart(document, faults) ?? null;
  return {
    ok: false,
    diagnostics: [
      ...shapeFindings(faults),
      ...(isNodeConfigDocument(rest) ? checkNodeConfigDocument(rest, amiRelease) : []),
    ],
  };
}

/**
 * A NodeConfig as YAML, with every field it has.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for what YAML cannot carry
 * @example
 * ```ts
 * printNodeConfig({
 *   apiVersion: "node.eks.aws/v1alpha1",
 *   kind: "NodeConfig",
 *   spec: { featureGates: { InstanceIdNodeName: true } },
 * });
 * // => "apiVersion: node.eks.aws/v1alpha1\nkind: NodeConfig\nspec:\n" +
 * //    "  featureGates:\n    InstanceIdNodeName: true\n"
 * ```
 */
export function printNodeConfig(document: NodeConfigDocument): string {
  return emitYaml(toJsonValue(document, ""));
}
