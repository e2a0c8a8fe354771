import { type CustomResourceVersion, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  emitYaml,
  formatDiagnostic,
  formatPointer,
  isSameJson,
  type JsonObject,
  type JsonValue,
  replaceAt,
  valueAt,
} from "@imagewright/core";
import { editYaml } from "@imagewright/core/edit";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import fc from "fast-check";
import { expect, test } from "vitest";

import { convertText, valuesOf } from "./__fixtures__/convert-text.ts";
import { type FieldHints, valueOfSchema } from "./__fixtures__/object-of-schema.ts";
import { conversionEdits } from "./conversion-edits.ts";
import { convertedKinds, conversionRules } from "./conversion-rules.ts";
import type { Conversion } from "./conversion.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

const groups = ["", "controlplane.", "bootstrap."].map((part) => `${part}cluster.x-k8s.io`);

/** What fields of these names hold, which the schema calls texts. */
const hints: FieldHints = (name) => {
  if (/(?:Timeout|Period|^timeout|^ttl|^timeoutForControlPlane)$/u.test(name)) {
    return fc.constantFrom("10m", "0s", "1h30m", "1500ms", "300000h");
  }
  if (name === "apiVersion") {
    return fc.constantFrom("infrastructure.cluster.x-k8s.io/v1beta1", "a.b/v1");
  }
  if (name === "namespace") {
    return fc.constantFrom("default", "");
  }
  return /^(?:kind|name)$/u.test(name) ? fc.constantFrom("a", "b", "c") : undefined;
};

function specOf(version: CustomResourceVersion | undefined): fc.Arbitrary<JsonValue> | undefined {
  const spec = version?.schema?.properties.get("spec");
  return spec === undefined ? undefined : valueOfSchema(spec, hints);
}

/** Findings that say: what v1beta1 admits here, v1beta2 does not. */
const refusals: ReadonlySet<string> = new Set([
  "CAPI_CONVERT_REQUIRED",
  "CAPI_CONVERT_VALUE",
  "CAPI_CONVERT_PATCH",
  "CAPI_REFERENCE_INCOMPLETE",
]);

interface Generated {
  readonly kind: string;
  readonly group: string;
  readonly spec: JsonValue;
}

function objectOf({ kind, group, spec }: Generated, version: string): JsonObject {
  const metadata = { name: "a", namespace: "default" };
  return { apiVersion: `${group}/${version}`, kind, metadata, spec };
}

function pointersOf(value: JsonValue, at: string): readonly string[] {
  return typeof value === "object" && value !== null
    ? [
        at,
        ...Object.entries(value).flatMap(([key, child]) =>
          pointersOf(child, `${at}${formatPointer([key])}`),
        ),
      ]
    : [at];
}

/** Texts and numbers that are not where they were, and of which no change speaks. */
function unsaid(old: JsonObject, { object, changes }: Conversion): readonly string[] {
  return pointersOf(old["spec"] ?? null, "/spec").filter((pointer) => {
    const value = valueAt(old, pointer);
    const isLeaf = typeof value !== "object" && value !== "" && value !== 0;
    return (
      isLeaf &&
      valueAt(object, pointer) !== value &&
      !changes.some(({ from }) => from !== undefined && `${pointer}/`.startsWith(`${from}/`))
    );
  });
}

/** Objects of every kind that has a definition, in one of its versions. */
function generated(
  source: ReturnType<typeof folderSource>,
  version: string,
): fc.Arbitrary<Generated> {
  const kinds = convertedKinds.flatMap((kind) => {
    const group = groups.find((one) => conversionRules(one, kind) !== undefined);
    const definition = group === undefined ? undefined : source(group, kind);
    const spec = specOf(definition?.versions.find(({ name }) => name === version));
    return group === undefined || spec === undefined
      ? []
      : [fc.record({ kind: fc.constant(kind), group: fc.constant(group), spec })];
  });
  expect(kinds.length).toBe(12);
  return fc.oneof(...kinds);
}

test("what v1beta1 admits is admitted by v1beta2 once it is converted, or refused by name", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const counts = new Map<string, readonly [number, number]>();
  fc.assert(
    fc.property(generated(source, "v1beta1"), (one) => {
      const old = objectOf(one, "v1beta1");
      fc.pre(judgeCreation(old, source).admitted);
      const converted = convertToV1Beta2(old);
      const [all, done] = counts.get(one.kind) ?? [0, 0];
      counts.set(one.kind, [all + 1, done + (converted.ok ? 1 : 0)]);
      const astray = converted.diagnostics.filter(
        ({ pointer }) => valueAt(old, pointer) === undefined,
      );
      expect(astray.map(formatDiagnostic)).toEqual([]);
      if (!converted.ok) {
        const codes = converted.diagnostics.filter(({ severity }) => severity === "error");
        expect(codes.filter(({ code }) => !refusals.has(code)).map(formatDiagnostic)).toEqual([]);
        return;
      }
      const verdict = judgeCreation(converted.value.object, source);
      expect(verdict.diagnostics.map(formatDiagnostic)).toEqual([]);
      expect(verdict.pruned).toEqual([]);
      expect(unsaid(old, converted.value)).toEqual([]);
      const { object, changes } = converted.value;
      const places = changes.map(({ from, to }) => [
        from === undefined || valueAt(old, from) !== undefined,
        to === undefined || valueAt(object, to) !== undefined,
      ]);
      expect([changes, places.flat()]).toEqual([changes, places.flat().map(() => true)]);
    }),
    { numRuns: 10_000, maxSkipsPerRun: 1000 },
  );
  // Most of what is generated is converted: the law is not about refusals.
  expect([...counts].filter(([, [all, done]]) => done < all / 2)).toEqual([]);
});

test("a text says what the converted object says once its edits are made", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(generated(source, "v1beta1"), (one) => {
      const old = objectOf(one, "v1beta1");
      const [converted, edits] = [convertToV1Beta2(old), conversionEdits(old)];
      fc.pre(converted.ok && edits.ok);
      const steps = edits.ok ? edits.value.map((edit) => ({ ...edit, document: 0 })) : [];
      const edited = editYaml(emitYaml(old), steps, { file: "a.yaml" });
      const read = edited.ok ? readYaml(edited.value, { file: "a.yaml" }) : edited;
      expect(edited.diagnostics.map(formatDiagnostic)).toEqual([]);
      expect(read.ok && read.value.map(({ value }) => value)).toEqual([
        converted.ok && converted.value.object,
      ]);
    }),
    { numRuns: 10_000, maxSkipsPerRun: 1000 },
  );
});

test("nothing an object holds makes the conversion fail", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const odd = fc.oneof(
    fc.constantFrom<JsonValue>(null, "", 0, [], {}, [null], [[]], "{{", -1),
    fc.jsonValue().map((value) => value as JsonValue),
  );
  fc.assert(
    fc.property(generated(source, "v1beta1"), fc.nat(), odd, (one, place, value) => {
      const pointers = pointersOf(one.spec, "/spec");
      const pointer = pointers[place % pointers.length] ?? "/spec";
      const old = replaceAt(objectOf(one, "v1beta1"), pointer, value) ?? {};
      const before = JSON.stringify(old);
      const converted = convertToV1Beta2(old);
      expect(JSON.stringify(old)).toBe(before);
      const again = converted.ok ? convertToV1Beta2(converted.value.object) : undefined;
      expect(again?.ok === true ? again.value.changes : []).toEqual([]);
      expect(conversionEdits(old).ok).toBe(converted.ok);
    }),
    { numRuns: 10_000 },
  );
});

test("objects of v1beta2 stay as they are", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  fc.assert(
    fc.property(generated(source, "v1beta2"), (one) => {
      const object = objectOf(one, "v1beta2");
      const converted = convertToV1Beta2(object);
      expect(converted).toEqual({ ok: true, value: { object, changes: [] }, diagnostics: [] });
    }),
    { numRuns: 10_000 },
  );
});

/** Whether conversion sees nothing in a value: it takes such fields out. */
function saysNothing(value: JsonValue): boolean {
  return value === 0 || value === false || value === "" || value === null;
}

test("a template converted and filled in says what it says filled in and converted", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  let [compared, refused] = [0, 0];
  fc.assert(
    fc.property(generated(source, "v1beta1"), fc.nat(), fc.boolean(), (one, place, isBare) => {
      const old = objectOf(one, "v1beta1");
      const leaves = pointersOf(one.spec, "/spec").filter((pointer) => {
        const value = valueAt(old, pointer) ?? null;
        return typeof value !== "object" && !saysNothing(value);
      });
      const pointer = leaves[place % leaves.length] ?? "";
      const value = pointer === "" ? null : (valueAt(old, pointer) ?? null);
      if (value === null || typeof value === "object") {
        return;
      }
      // A field that is written anew stands in double quotes, which such a value would end.
      fc.pre(!/["\\]/u.test(`${value}`));
      const quoted = emitYaml(replaceAt(old, pointer, "${V}") ?? old);
      const isPlain = isBare || typeof value !== "string";
      const template = isPlain ? quoted.replace('"${V}"', "${V}") : quoted;
      const fill = (text: string): string => text.replaceAll("${V}", `${value}`);
      // A text without quotes may be read as something else once it is filled in.
      fc.pre(isSameJson(valuesOf(fill(template)), [old]));
      const after = convertText(template);
      const before = convertText(fill(template));
      fc.pre(before.ok);
      refused += after.ok ? 0 : 1;
      if (after.ok && before.ok) {
        compared += 1;
        expect(valuesOf(fill(after.value))).toEqual(valuesOf(before.value));
      } else {
        const errors = after.diagnostics.filter(({ severity }) => severity === "error");
        expect(errors.map(({ code }) => code)).toEqual([
          expect.stringMatching(/^CAPI_CONVERT_(?:VARIABLE|NAMESPACE)$/u),
        ]);
      }
    }),
    { numRuns: 10_000, maxSkipsPerRun: 1000 },
  );
  expect(refused).toBeGreaterThan(0);
  expect(compared).toBeGreaterThan(refused);
});
