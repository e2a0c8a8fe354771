import { type TextFact, toJsonValue, type UpgradeControl } from "@imagewright/core";
import { guardByRules, guardByWebhooks } from "@imagewright/core/plan";
import fc from "fast-check";
import { test } from "vitest";

import { plainCluster, topologyCluster } from "../../__fixtures__/observed-clusters.ts";
import { clusterApiRules } from "../../lint/cluster-api-rules.ts";
import { clusterApiWebhooks } from "../../webhook/cluster-api-webhooks.ts";
import { planFor, withValue } from "./__fixtures__/guarded-clusters.ts";
import { clusterApiGuards } from "./cluster-api-guards.ts";

const rules = guardByRules(clusterApiRules);
const webhooks = guardByWebhooks(clusterApiWebhooks);
const plain = plainCluster("v1beta2");

test("the guards never throw, whatever texts and objects a plan has", () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom("", "All", "3.5.26-0", "v1.12.0", "1.34", "${TAG}", "mode: ipvs"),
  );
  const effects = fc.constantFrom<UpgradeControl["effect"]>(
    "defer",
    "hold",
    "skipPreflight",
    "skipAddOn",
    "noNewMachines",
  );
  const bases = fc.constantFrom(plain, plainCluster("v1beta1"), topologyCluster());
  const plans = fc.record({
    objects: bases,
    versions: fc.array(fc.constantFrom("1.34.1", "1.35.2", "1.36.0", "1.37.0"), { maxLength: 3 }),
    nodes: fc.boolean(),
    etcd: text,
    value: fc.jsonValue(),
    pointer: fc.constantFrom(
      "/spec/kubeadmConfigSpec",
      "/spec/kubeadmConfigSpec/files",
      "/spec/kubeadmConfigSpec/clusterConfiguration",
      "/spec/machineTemplate",
    ),
    control: fc.record({ effect: effects, text }),
    broken: text,
    capi: text,
  });
  fc.assert(
    fc.property(plans, ({ objects, versions, nodes, etcd, value, pointer, control, ...given }) => {
      const changed = withValue(objects, "KubeadmControlPlane", pointer, toJsonValue(value));
      const hops = versions.map((version) => ({ version, nodes, components: { etcd } }));
      const context = planFor(changed, hops, { capi: given.capi });
      const { cluster } = context;
      const place = cluster.place ?? {
        object: { group: "", version: "", kind: "", name: "" },
        pointer: "",
      };
      const fact: TextFact = { text: control.text, place };
      const nodeGroups = cluster.nodeGroups.map((group) => ({
        ...group,
        controls: [{ ...fact, effect: control.effect }],
      }));
      const moved = context.hops.map((hop) => ({
        ...hop,
        version: given.broken,
        groups: hop.groups.map((one, index) => ({ ...one, group: nodeGroups[index] ?? one.group })),
      }));
      for (const guard of [...clusterApiGuards, rules, webhooks]) {
        guard(context);
        guard({ ...context, cluster: { ...cluster, nodeGroups }, hops: moved });
      }
    }),
    { numRuns: 1000 },
  );
});
