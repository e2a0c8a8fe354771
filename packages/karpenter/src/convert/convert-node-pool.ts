import type { NodeTaint } from "@imagewright/aws/user-data";
import { isJsonObject, type JsonValue } from "@imagewright/core";

import type { NodeClassReference, KarpenterNodePool } from "../node-pool-model.ts";
import type { DisruptionOptions, NodeRequirement } from "../node-pool-spec.ts";
import { dataOf } from "../objects/node-class-object.ts";
import { nodeClassKinds } from "../objects/object-kinds.ts";
import { currentWord } from "../old-words.ts";
import { defaultRequirements } from "../webhooks/provisioner-webhook.ts";

const { group, kind } = nodeClassKinds.v1;

/** What a node pool of an older generation means, in the words of v1; its kubelet is the class's. */
export function convertNodePool(
  pool: KarpenterNodePool,
  generation: "alpha" | "v1beta1",
): KarpenterNodePool {
  const {
    kubelet: _kubelet,
    provider,
    nodeLabels,
    annotations,
    taints,
    startupTaints,
    nodeClassRef,
    ...rest
  } = pool;
  return {
    ...rest,
    ...(nodeLabels !== undefined && { nodeLabels: renamed(nodeLabels) }),
    ...(annotations !== undefined && { annotations: renamed(annotations) }),
    ...(taints !== undefined && { taints: renamedTaints(taints) }),
    ...(startupTaints !== undefined && { startupTaints: renamedTaints(startupTaints) }),
    requirements: generation === "alpha" ? withDefaults(pool) : (pool.requirements ?? []),
    nodeClassRef: referenceOf(provider === undefined ? nodeClassRef : undefined, pool.name),
    ...(generation === "alpha"
      ? { expireAfter: pool.expireAfter ?? "Never", disruption: alphaDisruption(pool) }
      : betaDisruption(pool)),
  };
}

/** A provisioner with a provider of its own gets a class of its own name. */
function referenceOf(reference: NodeClassReference | undefined, name: string): NodeClassReference {
  if (reference === undefined) {
    return { group, kind, name };
  }
  return reference.group === group ? { group, kind, name: reference.name } : { ...reference };
}

/** Without either of its two settings, a provisioner never removes a node that is in use, or empty. */
function alphaDisruption({ disruption }: KarpenterNodePool): DisruptionOptions {
  return disruption ?? { consolidationPolicy: "WhenEmpty", consolidateAfter: "Never" };
}

function betaDisruption({ disruption }: KarpenterNodePool): Pick<KarpenterNodePool, "disruption"> {
  return disruption === undefined
    ? {}
    : {
        disruption: {
          consolidationPolicy: "WhenEmptyOrUnderutilized",
          ...disruption,
          consolidateAfter: disruption.consolidateAfter ?? "0s",
        },
      };
}

function withDefaults({ requirements = [] }: KarpenterNodePool): readonly NodeRequirement[] {
  const data = dataOf({ requirements });
  return [...requirements, ...defaultRequirements(data).flatMap((one) => requirementOf(one))];
}

function requirementOf(value: JsonValue): readonly NodeRequirement[] {
  const { key, operator, values } = isJsonObject(value) ? { ...value } : {};
  const texts: readonly JsonValue[] = Array.isArray(values) ? values : [];
  return typeof key === "string" && (operator === "In" || operator === "Gt")
    ? [{ key, operator, values: texts.filter((one) => typeof one === "string") }]
    : [];
}

function renamedTaints(taints: readonly NodeTaint[]): readonly NodeTaint[] {
  return taints.map((taint) => ({ ...taint, key: currentWord(taint.key) }));
}

function renamed(map: { readonly [key: string]: string }): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [currentWord(key), value]));
}
