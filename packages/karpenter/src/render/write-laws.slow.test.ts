import { emitYaml, isJsonObject, type JsonObject } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { amiTerm, nodeClasses } from "../__fixtures__/models.ts";
import {
  readKarpenterManifest,
  renderKarpenterNodeClass,
  writeKarpenterReference,
} from "../index.ts";

const generations = ["alpha", "v1beta1", "v1"] as const;

/** A node class with fields nobody knows, in its spec and beside it. */
function rendered(generation: (typeof generations)[number]): fc.Arbitrary<JsonObject> {
  return nodeClasses[generation]
    .map((nodeClass) => renderKarpenterNodeClass(nodeClass, generation))
    .map((parsed) => {
      const object = parsed.ok ? parsed.value : {};
      const spec = isJsonObject(object["spec"]) ? object["spec"] : {};
      return { ...object, spec: { ...spec, futureField: { kept: ["yes"] } }, later: 1 };
    });
}

test.for(generations)("writing what was read from a class of %s changes nothing", (generation) => {
  fc.assert(
    fc.property(rendered(generation), (object) => {
      const read = readKarpenterManifest(object);
      for (const found of read.ok ? read.value : []) {
        const written = writeKarpenterReference(object, found);
        expect(written.ok && written.value).toEqual(object);
        expect(written.diagnostics).toEqual([]);
      }
    }),
    { numRuns: 10_000 },
  );
});

test("another image is read back from v1, and nothing else has changed", () => {
  const terms = fc
    .array(amiTerm, { minLength: 1, maxLength: 3 })
    .filter((list) => list.length === 1 || list.every(({ alias }) => alias === undefined));
  fc.assert(
    fc.property(rendered("v1"), terms, (object, list) => {
      const read = readKarpenterManifest(object);
      const [found] = read.ok ? read.value : [];
      if (found === undefined) {
        return;
      }
      const reference = { kind: "karpenter-ami-selector", terms: list } as const;
      const written = writeKarpenterReference(object, { ...found, reference });
      const after = written.ok ? written.value : {};
      const text = readSingle(emitYaml(after), { file: "class.yaml" });
      const again = text.ok && isJsonObject(text.value.value) ? text.value.value : {};
      const { amiSelectorTerms, amiFamily: _after, ...rest } = specOf(again);
      const { amiSelectorTerms: _terms, amiFamily: _before, ...before } = specOf(object);
      expect(amiSelectorTerms).toEqual(list);
      expect(rest).toEqual(before);
      expect({ ...again, spec: {} }).toEqual({ ...object, spec: {} });
    }),
    { numRuns: 10_000 },
  );
});

function specOf(object: JsonObject): JsonObject {
  return isJsonObject(object["spec"]) ? object["spec"] : {};
}
