import { type AmiSelectorTerm, formatImageReference, type ImageReference } from "@imagewright/core";
import { naughtyStrings } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { al2023, today } from "../__fixtures__/example-targets.ts";
import { findings } from "../__fixtures__/findings.ts";
import { renderObjects } from "../__fixtures__/render.ts";
import { type KarpenterTarget, readKarpenterManifest } from "../index.ts";

const { region: _, nodePools: _pools, ...rest } = today;

function targetOf(reference: ImageReference, userData = "#!/bin/bash\ntrue\n"): KarpenterTarget {
  const [first] = today.nodeClasses ?? [];
  const text = formatImageReference(reference);
  return {
    ...rest,
    nodeClasses: first === undefined ? [] : [{ ...first, reference: text, userData }],
  };
}

const text = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
  .filter((value) => value.isWellFormed() && !value.includes("\0"));

const term: fc.Arbitrary<AmiSelectorTerm> = fc.oneof(
  fc.stringMatching(/^ami-[0-9a-f]{8,17}$/u).map((id) => ({ id })),
  text.map((ssmParameter) => ({ ssmParameter })),
  fc.record(
    {
      name: text,
      owner: fc.constantFrom("self", "amazon", "123456789012"),
      tags: fc.dictionary(text, text, { minKeys: 1, maxKeys: 3 }),
    },
    { requiredKeys: ["name"] },
  ),
);

const reference: fc.Arbitrary<ImageReference> = fc.oneof(
  fc.stringMatching(/^ami-[0-9a-f]{8,17}$/u).map((id): ImageReference => ({ kind: "ami", id })),
  text.map((name): ImageReference => ({ kind: "ssm-parameter", name })),
  fc
    .array(term, { minLength: 2, maxLength: 4 })
    .map((terms): ImageReference => ({ kind: "karpenter-ami-selector", terms })),
  fc
    .constantFrom("al2023@v20260714", "al2023@latest")
    .map((alias): ImageReference => ({ kind: "karpenter-ami-selector", terms: [{ alias }] })),
);

test("what is read from a node class is what it was rendered from", () => {
  fc.assert(
    fc.property(reference, fc.constantFrom("complete", "snippet"), (value, mode) => {
      const [nodeClass] = renderObjects(al2023, targetOf(value), mode);
      const read = readKarpenterManifest(nodeClass?.object ?? {});
      expect(read.ok && read.value).toEqual([
        { pointer: "/spec/amiSelectorTerms", reference: value },
      ]);
    }),
    { numRuns: 10_000 },
  );
});

test("hostile text reaches the node class exactly, or is refused", () => {
  let carried = 0;
  for (const hostile of naughtyStrings) {
    const terms = [{ name: hostile, owner: "self", tags: { [hostile]: hostile } }];
    const target = targetOf({ kind: "karpenter-ami-selector", terms }, hostile);
    if (findings(al2023, target).some((finding) => /^(?:AMI_TERM|USERDATA)/u.test(finding))) {
      continue;
    }
    try {
      const [nodeClass] = renderObjects(al2023, target);
      expect(nodeClass?.object).toMatchObject({
        spec: { amiSelectorTerms: terms, userData: hostile },
      });
      carried += 1;
    } catch (error) {
      expect(String(error)).toMatch(
        /RENDER_VALUE_REFUSED|REFERENCE_MALFORMED|AMI_TERM|TAG_RESTRICTED/u,
      );
    }
  }
  expect(carried).toBeGreaterThan(400);
});
