import fc from "fast-check";
import { expect, test } from "vitest";

import {
  amiTypeOf,
  checkEksImageSelection,
  type EksImageSelection,
  imageParameterName,
  publishedAmiName,
  readAmiType,
  readImageParameterName,
  readPublishedAmiName,
} from "../index.ts";

const runs = { numRuns: 10_000 };

const minor = fc.integer({ min: 20, max: 40 }).map((number) => `1.${number}`);
const architecture = fc.constantFrom("arm64" as const, "x86_64" as const);
const amazonLinux = fc.oneof(
  fc.record({
    family: fc.constant("al2" as const),
    minor,
    architecture,
    variant: fc.constantFrom("gpu" as const, "standard" as const),
  }),
  fc.record({
    family: fc.constant("al2023" as const),
    minor,
    architecture,
    variant: fc.constantFrom("neuron" as const, "nvidia" as const, "standard" as const),
  }),
);
const selection: fc.Arbitrary<EksImageSelection> = fc
  .oneof(
    amazonLinux,
    fc.record({
      family: fc.constant("bottlerocket" as const),
      minor,
      architecture,
      variant: fc.constantFrom(
        "fips" as const,
        "nvidia" as const,
        "nvidia-fips" as const,
        "standard" as const,
      ),
      version: fc.oneof(
        fc.constant("latest"),
        fc.integer({ min: 10, max: 60 }).map((number) => `1.${number}.0`),
      ),
    }),
    fc.record({
      family: fc.constant("windows" as const),
      minor,
      variant: fc.constantFrom("2019-Core" as const, "2022-Full" as const, "2025-Core" as const),
    }),
    fc.record({
      family: fc.constant("ubuntu" as const),
      minor,
      architecture,
      release: fc.constantFrom("20.04", "22.04", "24.04", "26.04"),
      isPro: fc.boolean(),
    }),
  )
  .filter((one) => checkEksImageSelection(one).length === 0);

test("a parameter's name says what it was made from", () => {
  fc.assert(
    fc.property(selection, (one) => {
      const name = imageParameterName(one);
      expect(name.ok && readImageParameterName(name.value)).toMatchObject({ ok: true, value: one });
    }),
    runs,
  );
});

test("a type says what it was made from, or says that it cannot", () => {
  fc.assert(
    fc.property(selection, (one) => {
      const amiType = amiTypeOf(one);
      const isSayable =
        one.family !== "ubuntu" && (one.family !== "bottlerocket" || one.version === "latest");
      expect(amiType.ok).toBe(isSayable);
      if (amiType.ok) {
        expect(readAmiType(amiType.value, one.minor)).toMatchObject({ ok: true, value: one });
      }
    }),
    runs,
  );
});

test("an image's name says what it was made from", () => {
  const image = fc.record(
    {
      selection: amazonLinux.filter((one) => checkEksImageSelection(one).length === 0),
      release: fc.stringMatching(/^20\d{6}$/u),
      driver: fc.stringMatching(/^\d{3}$/u),
    },
    { requiredKeys: ["selection", "release"] },
  );
  fc.assert(
    fc.property(image, ({ driver, ...rest }) => {
      const hasDriver = rest.selection.variant === "nvidia" && driver !== undefined;
      const value = { ...rest, ...(hasDriver && { driver }) };
      expect(readPublishedAmiName(publishedAmiName(value))).toMatchObject({ ok: true, value });
    }),
    runs,
  );
});
