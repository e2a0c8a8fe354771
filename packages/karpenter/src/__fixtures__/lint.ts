import {
  type Diagnostic,
  type JsonObject,
  manifestSet,
  objectKind,
  type TargetVersions,
} from "@imagewright/core";

import { karpenterManifestRules } from "../index.ts";
import { karpenterTextRules } from "../read/index.ts";

/** Everything the rules say about manifests that lie together. */
function lint(
  objects: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly Diagnostic[] {
  const manifests = manifestSet(objects);
  return objects.flatMap((object) => {
    const kind = objectKind(object);
    return kind === undefined
      ? []
      : [...karpenterManifestRules, ...karpenterTextRules]
          .filter((rule) => rule.group === kind.group && rule.kinds.includes(kind.kind))
          .flatMap((rule) => rule.check({ ...kind, object, manifests, targetVersions }));
  });
}

/** The same as `CODE pointer`, without the family of the code. */
export function lines(
  objects: readonly JsonObject[],
  targetVersions: TargetVersions = {},
): readonly string[] {
  return lint(objects, targetVersions).map(
    ({ code, pointer }) => `${code.replace("KARPENTER_", "")} ${pointer}`,
  );
}

/** An EC2NodeClass v1 of one image, with something else in its spec. */
export function ec2NodeClass(spec: JsonObject = {}, version = "v1"): JsonObject {
  return {
    apiVersion: `karpenter.k8s.aws/${version}`,
    kind: "EC2NodeClass",
    metadata: { name: "default" },
    spec: {
      amiFamily: "AL2023",
      amiSelectorTerms: [{ id: "ami-09709369c53539c11" }],
      role: "nodes",
      subnetSelectorTerms: [{ id: "subnet-1" }],
      securityGroupSelectorTerms: [{ id: "sg-1" }],
      ...spec,
    },
  };
}

/** A NodePool v1 of that class, with something else in its template and spec. */
export function nodePool(template: JsonObject = {}, spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: "general" },
    spec: {
      template: {
        spec: {
          nodeClassRef: { group: "karpenter.k8s.aws", kind: "EC2NodeClass", name: "default" },
          requirements: [],
          ...template,
        },
      },
      ...spec,
    },
  };
}

/** A requirement in few words. */
export function requirement(key: string, operator: string, ...values: string[]): JsonObject {
  return { key, operator, ...(values.length > 0 && { values }) };
}
