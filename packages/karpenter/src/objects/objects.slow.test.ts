import { emitYaml, isJsonObject, type JsonObject } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { nodeClasses, nodePools } from "../__fixtures__/models.ts";
import {
  type KarpenterNodePool,
  parseKarpenterNodeClass,
  parseKarpenterNodePool,
  renderKarpenterNodeClass,
  renderKarpenterNodePool,
} from "../index.ts";

/** Terms whose order says nothing, in one order. */
function inOrder(terms: readonly object[] = []): readonly string[] {
  const canonical = (value: unknown): unknown =>
    isJsonObject(value)
      ? Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([key, child]) => [key, canonical(child)])
      : value;
  return terms.map((term) => JSON.stringify(canonical(term))).toSorted();
}

const generations = ["alpha", "v1beta1", "v1"] as const;
const runs = { numRuns: 10_000 };

/** An object as a file holds it, and as it comes back. */
function reread(object: JsonObject): JsonObject {
  const read = readSingle(emitYaml(object), { file: "object.yaml" });
  return read.ok && isJsonObject(read.value.value) ? read.value.value : {};
}

test.for(generations)("a node class of %s is read as it was rendered", (generation) => {
  fc.assert(
    fc.property(nodeClasses[generation], (nodeClass) => {
      const rendered = renderKarpenterNodeClass(nodeClass, generation);
      expect(rendered.diagnostics).toEqual([]);
      const parsed = rendered.ok ? parseKarpenterNodeClass(reread(rendered.value)) : rendered;
      const { amiSelectorTerms: terms, subnetSelectorTerms: subnets, ...rest } = nodeClass;
      expect(parsed.ok && parsed.value).toMatchObject({ generation, nodeClass: rest });
      const found = parsed.ok ? parsed.value.nodeClass : undefined;
      expect(inOrder(found?.amiSelectorTerms)).toEqual(inOrder(terms));
      expect(inOrder(found?.subnetSelectorTerms)).toEqual(inOrder(subnets));
    }),
    runs,
  );
});

test.for(generations)("a node pool of %s is read as it was rendered", (generation) => {
  fc.assert(
    fc.property(nodePools[generation], (pool) => {
      const rendered = renderKarpenterNodePool(pool, generation);
      expect(rendered.diagnostics).toEqual([]);
      const parsed = rendered.ok ? parseKarpenterNodePool(reread(rendered.value)) : rendered;
      const { provider, ...rest }: KarpenterNodePool = pool;
      expect(parsed.ok && parsed.value).toMatchObject({ generation, pool: rest });
      const found = parsed.ok ? parsed.value.pool.provider : undefined;
      expect(found?.launchTemplate).toBe(provider?.launchTemplate);
      expect(inOrder(found?.subnetSelectorTerms)).toEqual(inOrder(provider?.subnetSelectorTerms));
    }),
    runs,
  );
});
