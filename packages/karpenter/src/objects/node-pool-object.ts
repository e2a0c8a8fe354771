import {
  type Diagnostic,
  isJsonObject,
  type JsonObject,
  ownValue,
  type Parsed,
  toParsed,
} from "@imagewright/core";

import { checkFieldsKnown } from "../api-fields.ts";
import type { KarpenterNodePool } from "../node-pool-model.ts";
import type { NodeRequirement } from "../node-pool-spec.ts";
import { karpenterNodePoolSchema } from "../schemas/karpenter-node-pool.ts";
import { disruptionOf, readDisruption } from "./disruption-object.ts";
import { dataOf, nodeClassDataOf, nodeClassSpecOf } from "./node-class-object.ts";
import { classReferenceOf, readClassReference } from "./node-class-reference.ts";
import { type ApiGeneration, apiVersionOf, nodePoolKinds } from "./object-kinds.ts";
import { checkedModel, metadataOf, objectAt, requireGeneration, without } from "./parse-model.ts";

/** Fields of a pool that stand in `template.spec`; in v1alpha5 they stand in `spec`. */
const templateFields = ["requirements", "taints", "startupTaints"] as const;

/**
 * A node pool as an object of one generation of Karpenter's API. What that generation has no
 * field for is refused.
 *
 * @example
 * ```ts
 * const pool = {
 *   name: "general",
 *   requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["arm64"] }],
 *   nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
 *   expireAfter: "720h",
 * } as const;
 * const rendered = renderKarpenterNodePool(pool, "v1beta1");
 * rendered.ok && rendered.value["spec"];
 * // => {
 * //      template: {
 * //        spec: {
 * //          requirements: [{ key: "kubernetes.io/arch", operator: "In", values: ["arm64"] }],
 * //          nodeClassRef: {
 * //            apiVersion: "karpenter.k8s.aws/v1beta1",
 * //            kind: "EC2NodeClass",
 * //            name: "default",
 * //          },
 * //        },
 * //      },
 * //      disruption: { expireAfter: "720h" },
 * //    }
 * ```
 */
export function renderKarpenterNodePool(
  pool: KarpenterNodePool,
  generation: ApiGeneration,
): Parsed<JsonObject> {
  const known = checkFieldsKnown(todaysForm(pool), nodePoolKinds[generation]);
  const disruption = disruptionOf(pool, generation);
  const { spec, diagnostics } =
    generation === "alpha" ? provisionerSpec(pool) : poolSpec(pool, generation);
  return toParsed(
    {
      apiVersion: apiVersionOf(nodePoolKinds[generation]),
      kind: nodePoolKinds[generation].kind,
      metadata: { name: pool.name, ...dataOf(pool.metadata ?? {}) },
      spec: { ...spec, ...disruption.fields },
    },
    [...known, ...diagnostics, ...disruption.diagnostics],
  );
}

/** A node pool that was read, and the generation it was written in. */
export interface ParsedNodePool {
  readonly generation: ApiGeneration;
  readonly pool: KarpenterNodePool;
}

/**
 * The node pool an object stands for, whatever its generation. A field that is no part of the
 * model is refused; what the cluster records itself is left out, and told.
 *
 * @example
 * ```ts
 * const parsed = parseKarpenterNodePool({
 *   apiVersion: "karpenter.sh/v1alpha5",
 *   kind: "Provisioner",
 *   metadata: { name: "default" },
 *   spec: { providerRef: { name: "default" }, ttlSecondsUntilExpired: 604800 },
 * });
 * parsed.ok && parsed.value.pool;
 * // => {
 * //      name: "default",
 * //      nodeClassRef: { group: "karpenter.k8s.aws", kind: "AWSNodeTemplate", name: "default" },
 * //      expireAfter: "604800s",
 * //    }
 * ```
 */
export function parseKarpenterNodePool(object: JsonObject): Parsed<ParsedNodePool> {
  const { generation, diagnostics } = requireGeneration(object, nodePoolKinds, "node pool");
  if (generation === undefined) {
    return { ok: false, diagnostics };
  }
  const metadata = metadataOf(object);
  const spec = objectAt(object, "spec");
  const read = generation === "alpha" ? readProvisioner(spec) : readPool(spec, generation);
  const parsed = checkedModel(
    karpenterNodePoolSchema,
    { ...metadata.kept, ...read.data },
    [...metadata.diagnostics, ...read.diagnostics],
    (pointer) => (/^\/(?:name|metadata)(?:\/|$)/u.test(pointer) ? pointer : `/spec${pointer}`),
  );
  return parsed.ok ? { ...parsed, value: { generation, pool: parsed.value } } : parsed;
}

interface WrittenSpec {
  readonly spec: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

interface ReadSpec {
  readonly data: JsonObject;
  readonly diagnostics: readonly Diagnostic[];
}

/** The pool with today's field names at today's places, to look its fields up in the table. */
function todaysForm(pool: KarpenterNodePool): JsonObject {
  const data = dataOf(pool);
  const inTemplate = [...templateFields, "terminationGracePeriod", "kubelet", "nodeClassRef"];
  const template = Object.entries(data).filter(([key]) => inTemplate.includes(key));
  return {
    spec: { ...without(data, ...inTemplate), template: { spec: Object.fromEntries(template) } },
  };
}

function poolSpec(pool: KarpenterNodePool, generation: "v1" | "v1beta1"): WrittenSpec {
  const { nodeLabels: labels, annotations, limits, weight, replicas, nodeClassRef } = pool;
  const { requirements = [], taints, startupTaints, kubelet, terminationGracePeriod } = pool;
  const metadata = dataOf({ labels, annotations });
  const spec = {
    template: {
      ...(Object.keys(metadata).length > 0 && { metadata }),
      spec: {
        requirements: requirements.map((one) => requirementOf(one)),
        ...(nodeClassRef !== undefined && {
          nodeClassRef: classReferenceOf(nodeClassRef, generation),
        }),
        ...dataOf({ taints, startupTaints, kubelet }),
        ...(generation === "v1" && dataOf({ expireAfter: pool.expireAfter })),
        ...dataOf({ terminationGracePeriod }),
      },
    },
    ...dataOf({ limits, weight, replicas }),
  };
  return { spec, diagnostics: [] };
}

function provisionerSpec(pool: KarpenterNodePool): WrittenSpec {
  const { requirements, taints, startupTaints, weight, nodeLabels: labels, annotations } = pool;
  const provider =
    pool.provider === undefined
      ? undefined
      : nodeClassSpecOf(dataOf(pool.provider), "alpha", "/spec/provider");
  return {
    spec: {
      ...(requirements !== undefined && {
        requirements: requirements.map((one) => requirementOf(one)),
      }),
      ...dataOf({ labels, annotations, taints, startupTaints }),
      ...dataOf({ kubeletConfiguration: pool.kubelet }),
      ...(pool.limits !== undefined && { limits: { resources: dataOf(pool.limits) } }),
      ...(pool.nodeClassRef !== undefined && {
        providerRef: classReferenceOf(pool.nodeClassRef, "alpha"),
      }),
      ...(provider !== undefined && { provider: provider.spec }),
      ...dataOf({ weight }),
    },
    diagnostics: provider?.diagnostics ?? [],
  };
}

function requirementOf({ key, operator, values, minValues }: NodeRequirement): JsonObject {
  return dataOf({ key, operator, values, minValues });
}

function readPool(spec: JsonObject, generation: "v1" | "v1beta1"): ReadSpec {
  const template = objectAt(spec, "template");
  const metadata = objectAt(template, "metadata");
  const templateSpec = objectAt(template, "spec");
  const { nodeClassRef, ...inTemplate } = { ...templateSpec };
  const labels = ownValue(metadata, "labels");
  return {
    data: {
      ...without(spec, "template", "disruption"),
      ...without(metadata, "labels"),
      ...(labels !== undefined && { nodeLabels: labels }),
      ...inTemplate,
      ...without(template, "metadata", "spec"),
      ...readClassReference(nodeClassRef, generation),
      ...readDisruption(spec, generation),
    },
    diagnostics: [],
  };
}

function readProvisioner(spec: JsonObject): ReadSpec {
  const { labels, kubeletConfiguration, limits, providerRef, provider, ...rest } = { ...spec };
  const inline = isJsonObject(provider)
    ? nodeClassDataOf(provider, "alpha", "/spec/provider")
    : undefined;
  const amounts = isJsonObject(limits) ? ownValue(limits, "resources") : limits;
  return {
    data: {
      ...without(rest, "consolidation", "ttlSecondsAfterEmpty", "ttlSecondsUntilExpired"),
      ...(labels !== undefined && { nodeLabels: labels }),
      ...(kubeletConfiguration !== undefined && { kubelet: kubeletConfiguration }),
      ...(amounts !== undefined && { limits: amounts }),
      ...readClassReference(providerRef, "alpha"),
      ...(inline !== undefined && { provider: inline.data }),
      ...readDisruption(rest, "alpha"),
    },
    diagnostics: inline?.diagnostics ?? [],
  };
}
