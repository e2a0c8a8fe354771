import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { nodeClasses, nodePools } from "../__fixtures__/models.ts";
import {
  type KarpenterNodeClass,
  type KarpenterNodePool,
  karpenterWebhooks,
  renderKarpenterNodeClass,
  renderKarpenterNodePool,
} from "../index.ts";

const generations = ["alpha", "v1beta1", "v1"] as const;
const targetVersions = { karpenter: "0.32.10" };
const folders = {
  alpha: "crds",
  v1beta1: "karpenter/crds-v1.0.14",
  v1: "crds",
} as const;

const runs = { numRuns: 10_000 };
const key = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/u);
const value = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,10}[A-Za-z0-9]$/u);

/** A class that says no more than its definition admits: one identity, one family, one root. */
function admissibleClass({
  role: _role,
  launchTemplate: _template,
  ...nodeClass
}: KarpenterNodeClass): KarpenterNodeClass {
  const terms = nodeClass.amiSelectorTerms ?? [{ id: "ami-0" }];
  const alias = terms.find((term) => term.alias !== undefined);
  const volumes = nodeClass.blockDeviceMappings?.map((volume, index) => ({
    ...volume,
    ...(volume.rootVolume !== undefined && { rootVolume: index === 0 }),
  }));
  return {
    ...nodeClass,
    instanceProfile: nodeClass.instanceProfile ?? "nodes",
    amiFamily: alias === undefined ? (nodeClass.amiFamily ?? "AL2") : "Custom",
    amiSelectorTerms: alias === undefined ? terms : [alias],
    subnetSelectorTerms: nodeClass.subnetSelectorTerms ?? [{ id: "subnet-1" }],
    securityGroupSelectorTerms: nodeClass.securityGroupSelectorTerms ?? [{ id: "sg-1" }],
    ...(volumes !== undefined && { blockDeviceMappings: volumes }),
    metadata: { labels: { team: "platform" } },
  };
}

/** A pool of labels, taints and requirements that the definitions admit. */
const admissiblePool = fc.record({
  labels: fc.dictionary(key, value, { maxKeys: 3 }),
  taints: fc.uniqueArray(
    fc.record({ key, value, effect: fc.constantFrom("NoSchedule" as const, "NoExecute" as const) }),
    { maxLength: 3, selector: (taint) => taint.key },
  ),
  requirements: fc.array(
    fc.oneof(
      fc.record({
        key,
        operator: fc.constantFrom("In" as const, "NotIn" as const),
        values: fc.array(value, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({ key, operator: fc.constant("Exists" as const) }),
      fc.record({
        key,
        operator: fc.constantFrom("Gt" as const, "Lt" as const),
        values: fc.nat(99).map((number) => [`${number}`]),
      }),
    ),
    { maxLength: 3 },
  ),
});

test.for(generations)("every generated node class of %s is admitted", (generation, context) => {
  const source = folderSource(requireUpstream(context, folders[generation]));
  fc.assert(
    fc.property(nodeClasses[generation], (nodeClass) => {
      const model = admissibleClass(nodeClass);
      const rendered = renderKarpenterNodeClass(model, generation);
      const { diagnostics, admitted } = rendered.ok
        ? judgeCreation(rendered.value, source, { webhooks: karpenterWebhooks, targetVersions })
        : { ...rendered, admitted: false };
      expect({ diagnostics, admitted }).toEqual({ diagnostics: [], admitted: true });
    }),
    runs,
  );
});

test.for(generations)("every generated node pool of %s is admitted", (generation, context) => {
  const source = folderSource(requireUpstream(context, folders[generation]));
  fc.assert(
    fc.property(nodePools[generation], admissiblePool, (pool, parts) => {
      const { startupTaints: _startup, provider: _provider, ...rest }: KarpenterNodePool = pool;
      const { labels, taints, requirements } = parts;
      const { replicas: _replicas, ...kept } = rest;
      const kind = generation === "alpha" ? "AWSNodeTemplate" : "EC2NodeClass";
      const rendered = renderKarpenterNodePool(
        {
          ...kept,
          nodeClassRef: { group: "karpenter.k8s.aws", kind, name: "default" },
          metadata: {},
          annotations: {},
          nodeLabels: labels,
          taints,
          requirements,
        },
        generation,
      );
      const { diagnostics, admitted } = rendered.ok
        ? judgeCreation(rendered.value, source, { webhooks: karpenterWebhooks, targetVersions })
        : { ...rendered, admitted: false };
      expect({ diagnostics, admitted }).toEqual({ diagnostics: [], admitted: true });
    }),
    runs,
  );
});
