import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  ownValue,
  valueAt,
} from "@imagewright/core";

import type { NodeClassReference } from "../node-pool-model.ts";
import { readClassReference } from "../objects/node-class-reference.ts";
import type { ApiGeneration } from "../objects/object-kinds.ts";

/** One place of an object that names a node class. */
export interface FoundNodeClass {
  /** JSON Pointer inside the object. */
  readonly pointer: string;
  readonly nodeClass: NodeClassReference;
}

interface Place {
  readonly pointer: string;
  readonly generation: ApiGeneration;
}

/** Where a kind names its node class. */
const places: ReadonlyMap<string, Place> = new Map([
  ["karpenter.sh/v1 NodePool", { pointer: "/spec/template/spec/nodeClassRef", generation: "v1" }],
  [
    "karpenter.sh/v1beta1 NodePool",
    { pointer: "/spec/template/spec/nodeClassRef", generation: "v1beta1" },
  ],
  ["karpenter.sh/v1 NodeClaim", { pointer: "/spec/nodeClassRef", generation: "v1" }],
  ["karpenter.sh/v1beta1 NodeClaim", { pointer: "/spec/nodeClassRef", generation: "v1beta1" }],
  ["karpenter.sh/v1alpha5 Provisioner", { pointer: "/spec/providerRef", generation: "alpha" }],
  ["karpenter.sh/v1alpha5 Machine", { pointer: "/spec/machineTemplateRef", generation: "alpha" }],
]);

/** Label by which requirements of any object choose a node class. */
const classLabel = "karpenter.k8s.aws/ec2nodeclass";

/**
 * The node classes an object names: a node pool, a node claim, a provisioner or machine by its
 * reference, a node overlay by its requirements.
 *
 * @example
 * ```ts
 * readNodeClassReferences({
 *   apiVersion: "karpenter.sh/v1beta1",
 *   kind: "NodePool",
 *   spec: { template: { spec: { nodeClassRef: { name: "default" } } } },
 * });
 * // => [
 * //      {
 * //        pointer: "/spec/template/spec/nodeClassRef",
 * //        nodeClass: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
 * //      },
 * //    ]
 * ```
 */
export function readNodeClassReferences(object: JsonObject): readonly FoundNodeClass[] {
  const kind = objectKind(object);
  if (kind === undefined || kind.group !== "karpenter.sh") {
    return [];
  }
  if (kind.kind === "NodeOverlay") {
    return overlayClasses(object);
  }
  const place = places.get(`${kind.group}/${kind.version} ${kind.kind}`);
  const value = place === undefined ? undefined : valueAt(object, place.pointer);
  if (place === undefined || !isJsonObject(value)) {
    return [];
  }
  const read = readClassReference(value, place.generation)["nodeClassRef"];
  const nodeClass = isJsonObject(read) ? referenceOf(read) : undefined;
  return nodeClass === undefined ? [] : [{ pointer: place.pointer, nodeClass }];
}

function referenceOf(value: JsonObject): NodeClassReference | undefined {
  const { group, kind, name, version } = { ...value };
  return typeof group === "string" && typeof kind === "string" && typeof name === "string"
    ? { group, kind, name, ...(typeof version === "string" && { version }) }
    : undefined;
}

function overlayClasses(object: JsonObject): readonly FoundNodeClass[] {
  const requirements = valueAt(object, "/spec/requirements");
  const list: readonly JsonValue[] = Array.isArray(requirements) ? requirements : [];
  return list.flatMap((requirement, index) => {
    const isMeant =
      isJsonObject(requirement) &&
      ownValue(requirement, "key") === classLabel &&
      ownValue(requirement, "operator") === "In";
    const values = isMeant ? ownValue(requirement, "values") : undefined;
    const names: readonly JsonValue[] = Array.isArray(values) ? values : [];
    return names.flatMap((name, at) =>
      typeof name === "string"
        ? [
            {
              pointer: `/spec/requirements/${index}/values/${at}`,
              nodeClass: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name },
            },
          ]
        : [],
    );
  });
}
