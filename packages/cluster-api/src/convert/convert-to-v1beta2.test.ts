import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  formatDiagnostic,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import table from "./__fixtures__/conversion-cases.json" with { type: "json" };
import { convertedKinds, conversionRules } from "./conversion-rules.ts";
import { convertToV1Beta2 } from "./convert-to-v1beta2.ts";

interface Base {
  readonly group: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

interface Case {
  readonly kind: string;
  /** Path of the field in v1beta1, `*` for items. */
  readonly rule: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

// The table is JSON data: its inferred type has no index signatures.
const bases = table.bases as unknown as Readonly<Record<string, Base>>;
const cases = table.cases as unknown as readonly Case[];

function merged(a: JsonValue | undefined, b: JsonValue): JsonValue {
  if (isJsonList(a) && isJsonList(b)) {
    return b.map((item, index) => merged(a[index], item));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const entries = Object.entries(b).map(([key, value]): [string, JsonValue] => [
      key,
      merged(a[key], value),
    ]);
    return { ...a, ...Object.fromEntries(entries) };
  }
  return b;
}

function objectOf(kind: string, version: string, spec: JsonValue): JsonObject {
  const group = bases[kind]?.group ?? "";
  const metadata = { name: "a", namespace: "default" };
  return { apiVersion: `${group}/${version}`, kind, metadata, spec };
}

function caseObjects({ kind, input, output }: Case): {
  readonly old: JsonObject;
  readonly expected: JsonObject;
} {
  return {
    old: objectOf(kind, "v1beta1", merged(bases[kind]?.input, input)),
    expected: objectOf(kind, "v1beta2", merged(bases[kind]?.output, output)),
  };
}

/** Paths of changes as rules have them: `*` for items. */
function ruleOf(pointer: string): string {
  return pointer.replaceAll(/\/\d+(?=\/|$)/gu, "/*");
}

describe("every rule", () => {
  test.for(cases)("$kind $rule", (row) => {
    const { old, expected } = caseObjects(row);
    const converted = convertToV1Beta2(old);
    expect(converted.diagnostics.map(({ code }) => code)).toEqual(
      expect.not.arrayContaining(["CAPI_CONVERT_UNKNOWN"]),
    );
    expect(converted.ok && converted.value.object).toEqual(expected);
    const changed = converted.ok
      ? converted.value.changes.map(({ from = "" }) => ruleOf(from))
      : [];
    const isItem = /nditions\/\*\/(?:type|status)$/u.test(row.rule);
    expect(changed).toContain(isItem ? row.rule.replace(/\/\*\/\w+$/u, "") : row.rule);
  });

  test("is in the table", () => {
    const tested = new Set(
      cases.flatMap((row) => {
        const converted = convertToV1Beta2(caseObjects(row).old);
        const changes = converted.ok ? converted.value.changes : [];
        return changes.map(({ from = "" }) => `${row.kind} ${ruleOf(from)}`);
      }),
    );
    const known = convertedKinds.flatMap((kind) => {
      const { group = "" } = bases[kind] ?? {};
      const rules = conversionRules(group, kind);
      const fields = (rules?.fields ?? []).flatMap(({ from, items }) => [
        from,
        ...items.map((item) => `${from}/*${item.from}`),
      ]);
      return [...fields, ...(rules?.drops ?? []).map(({ from }) => from)].map(
        (path) => `${kind} ${path}`,
      );
    });
    expect(known.filter((rule) => !tested.has(rule))).toEqual([]);
    expect([cases.length, known.length]).toEqual([239, 229]);
  });

  test("takes an object that v1beta1 admits to one that v1beta2 admits", (context) => {
    const source = folderSource(requireUpstream(context, "crds"));
    for (const row of cases) {
      const { old, expected } = caseObjects(row);
      const found = [old, expected].flatMap((object) =>
        judgeCreation(object, source)
          .diagnostics.filter(({ severity }) => severity === "error")
          .map(formatDiagnostic),
      );
      expect([row.kind, row.rule, ...found]).toEqual([row.kind, row.rule]);
    }
  });
});
