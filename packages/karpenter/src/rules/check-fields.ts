import type { Diagnostic, JsonObject } from "@imagewright/core";

import { amiTerms, nodeClassKinds as referenceKinds } from "../ami-terms.ts";
import { checkFieldAges, checkFieldsKnown } from "../api-fields.ts";
import { generationOfTarget } from "../api-generation.ts";
import { karpenterDiagnostics } from "../karpenter-diagnostics.ts";
import { karpenterVersionOf } from "../karpenter-version.ts";
import type { NodeClassOptions } from "../node-class-options.ts";
import type { NodePoolOptions } from "../node-pool-options.ts";
import { dataOf } from "../objects/node-class-object.ts";
import { type GenerationKind, nodeClassKinds, nodePoolKinds } from "../objects/object-kinds.ts";
import { without } from "../objects/parse-model.ts";
import { explicitTerms } from "../render/explicit-terms.ts";
import { givenReference } from "./check-choice.ts";
import type { RuleContext } from "./rule-context.ts";

/** Fields and values that the version of Karpenter, or the generation of its API, does not have. */
export function checkFields({ target }: RuleContext): readonly Diagnostic[] {
  const generation = generationOfTarget(target);
  const version = karpenterVersionOf(target);
  const judge = (object: JsonObject, kind: GenerationKind): readonly Diagnostic[] => [
    ...checkFieldsKnown(object, kind),
    ...checkFieldAges(object, kind, version),
  ];
  return [
    ...(target.nodeClasses ?? []).flatMap((options, index) =>
      judge(classForm(options, generation === "v1"), nodeClassKinds[generation]).map((found) => ({
        ...found,
        pointer: found.pointer
          .replace(/^\/spec\/amiSelectorTerms.*/u, "/spec/reference")
          .replace("/spec", `/nodeClasses/${index}`),
      })),
    ),
    ...(target.nodePools ?? []).flatMap((options, index) =>
      judge(poolForm(options), nodePoolKinds[generation]).map((found) => ({
        ...found,
        pointer: found.pointer
          .replace("/spec/template/spec", "/spec")
          .replace("/spec", `/nodePools/${index}`),
      })),
    ),
    ...(generation === "v1" ? [] : checkKubeletPool(target.nodeClasses, target.nodePools)),
  ];
}

/** An entry with today's field names; the kubelet's settings have a place in every generation. */
function classForm(options: NodeClassOptions, hasAlias: boolean): JsonObject {
  const reference = givenReference(options, referenceKinds);
  const terms = reference === undefined ? undefined : amiTerms(reference);
  const written = terms === undefined || hasAlias ? terms : explicitTerms(terms);
  return {
    spec: {
      ...without(dataOf(options), "kubelet"),
      ...dataOf({ amiSelectorTerms: written }),
    },
  };
}

function poolForm(options: NodePoolOptions): JsonObject {
  const { requirements, terminationGracePeriod, ...rest } = options;
  return {
    spec: { ...dataOf(rest), template: { spec: dataOf({ requirements, terminationGracePeriod }) } },
  };
}

function checkKubeletPool(
  nodeClasses: readonly NodeClassOptions[] = [],
  nodePools: readonly NodePoolOptions[] = [],
): readonly Diagnostic[] {
  return nodeClasses.flatMap(({ name, kubelet }, index) => {
    const message = `no node pool of the target uses the node class ${name}`;
    const pointer = `/nodeClasses/${index}/kubelet`;
    return kubelet === undefined || nodePools.some(({ nodeClass }) => nodeClass === name)
      ? []
      : [karpenterDiagnostics.report("KARPENTER_KUBELET_POOL", { message, pointer })];
  });
}
