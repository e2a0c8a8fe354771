import {
  type FoundReference,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { readAksNodeClass, readClusterApiNodeClass, readNodeClaim } from "./read-elsewhere.ts";
import { readNodeClass } from "./read-node-class.ts";
import { readNodeTemplate, readProvisioner } from "./read-node-template.ts";

type Reader = (spec: JsonObject, object: JsonObject) => Parsed<readonly FoundReference[]>;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["karpenter.k8s.aws/v1 EC2NodeClass", readNodeClass],
  ["karpenter.k8s.aws/v1beta1 EC2NodeClass", readNodeClass],
  ["karpenter.k8s.aws/v1alpha1 AWSNodeTemplate", readNodeTemplate],
  ["karpenter.sh/v1alpha5 Provisioner", readProvisioner],
  ["karpenter.sh/v1 NodeClaim", (_spec, object) => readNodeClaim(object)],
  ["karpenter.sh/v1beta1 NodeClaim", (_spec, object) => readNodeClaim(object)],
  ["karpenter.azure.com/v1beta1 AKSNodeClass", (_spec, object) => readAksNodeClass(object)],
  ["karpenter.azure.com/v1alpha2 AKSNodeClass", (_spec, object) => readAksNodeClass(object)],
  ["karpenter.cluster.x-k8s.io/v1alpha1 ClusterAPINodeClass", readClusterApiNodeClass],
]);

/**
 * The images an object of Karpenter points at, whatever its generation. Nothing in a CloudFormation
 * stack says that Karpenter uses its launch templates: `launchImages` of `@imagewright/aws/eks`
 * reads the stacks we render, as it reads any other.
 *
 * An id is returned as an AMI, a lone SSM parameter as such, everything else as a selector.
 *
 * @example
 * ```ts
 * const found = readKarpenterManifest({
 *   apiVersion: "karpenter.k8s.aws/v1",
 *   kind: "EC2NodeClass",
 *   metadata: { name: "default" },
 *   spec: { amiSelectorTerms: [{ id: "ami-09709369c53539c11" }] },
 * });
 * found.ok && found.value;
 * // => [
 * //      {
 * //        pointer: "/spec/amiSelectorTerms",
 * //        reference: { kind: "ami", id: "ami-09709369c53539c11" },
 * //      },
 * //    ]
 * ```
 */
export function readKarpenterManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const apiVersion = ownValue(object, "apiVersion");
  const kind = ownValue(object, "kind");
  const spec = ownValue(object, "spec");
  const reader =
    typeof apiVersion === "string" && typeof kind === "string"
      ? readers.get(`${apiVersion} ${kind}`)
      : undefined;
  return reader === undefined ? toParsed([]) : reader(isJsonObject(spec) ? spec : {}, object);
}
