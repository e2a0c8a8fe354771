import {
  type Diagnostic,
  type FoundReference,
  type ImageReference,
  type JsonObject,
  objectKind,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { readKarpenterManifest } from "../parse/read-manifest.ts";
import { isSameReference } from "./same-reference.ts";
import { refused } from "./write-findings.ts";
import { writeNodeClass } from "./write-node-class.ts";
import { writeNodeTemplate } from "./write-node-template.ts";

type Writer = (object: JsonObject, found: FoundReference) => Parsed<JsonObject>;

const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ["karpenter.k8s.aws/v1 EC2NodeClass", (object, found) => writeNodeClass(object, found, "v1")],
  [
    "karpenter.k8s.aws/v1beta1 EC2NodeClass",
    (object, found) => writeNodeClass(object, found, "v1beta1"),
  ],
  ["karpenter.k8s.aws/v1alpha1 AWSNodeTemplate", writeNodeTemplate],
  ["karpenter.sh/v1 NodeClaim", refuseStatus],
  ["karpenter.sh/v1beta1 NodeClaim", refuseStatus],
  ["karpenter.azure.com/v1beta1 AKSNodeClass", refuseStatus],
  ["karpenter.azure.com/v1alpha2 AKSNodeClass", refuseStatus],
]);

/**
 * The object with another image at a place that `readKarpenterManifest` found; everything else of
 * it stays as it is. A form of reference the place cannot carry is refused. A node class that
 * loses or gains an alias gains or loses the family that the alias stood for, and says so. No object
 * says the region of an AMI: that the cluster's is meant is said too.
 *
 * @example
 * ```ts
 * const nodeClass = {
 *   apiVersion: "karpenter.k8s.aws/v1",
 *   kind: "EC2NodeClass",
 *   metadata: { name: "default" },
 *   spec: { amiSelectorTerms: [{ alias: "al2023@v20260714" }], role: "nodes" },
 * };
 * const written = writeKarpenterReference(nodeClass, {
 *   pointer: "/spec/amiSelectorTerms",
 *   reference: { kind: "ami", id: "ami-09709369c53539c11" },
 * });
 * written.ok && written.value["spec"];
 * // => {
 * //      amiSelectorTerms: [{ id: "ami-09709369c53539c11" }],
 * //      role: "nodes",
 * //      amiFamily: "AL2023",
 * //    }
 * written.diagnostics.map(({ code }) => code); // => ["KARPENTER_FAMILY_WRITTEN"]
 * ```
 */
export function writeKarpenterReference(
  object: JsonObject,
  found: FoundReference,
): Parsed<JsonObject> {
  const read = readKarpenterManifest(object);
  const place = read.ok ? read.value.find(({ pointer }) => pointer === found.pointer) : undefined;
  if (place === undefined) {
    return refused("KARPENTER_WRITE_PLACE", "the object has no image here", found);
  }
  const kind = objectKind(object);
  const name = kind === undefined ? "" : `${kind.group}/${kind.version} ${kind.kind}`;
  const written = isSameReference(place.reference, found.reference)
    ? toParsed(object)
    : (writers.get(name) ?? refusePlace)(object, found);
  return written.ok
    ? toParsed(written.value, [...written.diagnostics, ...impliedRegion(found)])
    : written;
}

function impliedRegion({ pointer, reference }: FoundReference): readonly Diagnostic[] {
  const region = regionOf(reference);
  const message = `the AMI is in ${region ?? ""}, which the object does not say`;
  return region === undefined
    ? []
    : [karpenterDiagnostics.report("KARPENTER_REGION_IMPLIED", { message, pointer })];
}

function regionOf(reference: ImageReference): string | undefined {
  return reference.kind === "ami" ? reference.region : undefined;
}

function refusePlace(_object: JsonObject, found: FoundReference): Parsed<JsonObject> {
  return refused("KARPENTER_WRITE_PLACE", "the image of this kind is not written", found);
}

function refuseStatus(_object: JsonObject, found: FoundReference): Parsed<JsonObject> {
  return refused("KARPENTER_WRITE_STATUS", "the status is Karpenter's own", found);
}
