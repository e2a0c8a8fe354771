import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { JsonObject } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { judgeCreation, judgeUpdate } from "../admission.ts";
import { customResourceSource } from "../crd/custom-resource-source.ts";
import { type CustomResource, parseCustomResource } from "../crd/custom-resource.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import type { Verdict } from "../verdict.ts";
import { brokenRules, placedRules } from "./__fixtures__/rule-places.ts";
import {
  type RowDefinition,
  type RowKind,
  rowObject,
  rowsOf,
  type RuleRow,
  type RuleRows,
} from "./__fixtures__/rule-rows.ts";

const file = new URL("__fixtures__/karpenter-rules/rows.yaml", import.meta.url);
// The file is ours, and of the form its comments describe; a row of another form breaks its test.
const { groups, kinds } = parse(readFileSync(file, "utf8")) as RuleRows;

const cases = kinds.flatMap((kind) =>
  kind.definitions.map((definition) => ({
    name: `${kind.kind} ${definition.version} of ${definition.folder}`,
    kind,
    definition,
  })),
);

interface Loaded {
  readonly resource: CustomResource;
  readonly schema: StructuralSchema;
}

function load(path: string, version: string): Loaded {
  const parsed = parseCustomResource(parse(readFileSync(path, "utf8")));
  const resource = parsed.ok ? parsed.value : undefined;
  const schema = resource?.versions.find((one) => one.name === version)?.schema;
  if (resource === undefined || schema === undefined) {
    throw new Error(`there is no version ${version} in ${path}`);
  }
  return { resource, schema };
}

function judge({ resource }: Loaded, object: JsonObject, old: JsonObject | undefined): Verdict {
  const source = customResourceSource([resource]);
  return old === undefined ? judgeCreation(object, source) : judgeUpdate(old, object, source);
}

/** What a row shows: rules the accepted object breaks, and those the refused one breaks. */
function show(kind: RowKind, definition: RowDefinition, row: RuleRow, loaded: Loaded): object {
  const old = row.old === undefined ? undefined : rowObject(kind, definition, row, "old");
  const accepted = judge(loaded, rowObject(kind, definition, row, "accepted"), old);
  const refused = judge(loaded, rowObject(kind, definition, row, "refused"), old);
  return {
    row: row.name,
    accepted: accepted.diagnostics.map(({ code, pointer, message }) => [code, pointer, message]),
    refused: refused.admitted,
    others: refused.diagnostics.filter(({ code }) => code !== "ADMISSION_RULE"),
    places: brokenRules(refused.diagnostics, loaded.schema).map((rule) => rule.split("#")[0]),
  };
}

test.for(cases)(
  "$name: every row breaks its rule, and no other",
  ({ kind, definition }, context) => {
    const loaded = load(
      requireUpstream(context, join(definition.folder, definition.file)),
      definition.version,
    );
    const rows = rowsOf(kind, definition, groups);
    const shown = rows.map((row) => show(kind, definition, row, loaded));
    expect(shown).toEqual(
      rows.map((row) => ({
        row: row.name,
        accepted: [],
        refused: false,
        others: [],
        places: [row.at, ...(row.also ?? [])].toSorted(),
      })),
    );
  },
);

test.for(cases)("$name: no rule is without a row", ({ kind, definition }, context) => {
  const loaded = load(
    requireUpstream(context, join(definition.folder, definition.file)),
    definition.version,
  );
  const broken = rowsOf(kind, definition, groups).flatMap((row) => {
    const old = row.old === undefined ? undefined : rowObject(kind, definition, row, "old");
    const refused = judge(loaded, rowObject(kind, definition, row, "refused"), old);
    return brokenRules(refused.diagnostics, loaded.schema);
  });
  const all = Array.from(placedRules(loaded.schema), ({ place, number }) => `${place}#${number}`);
  expect(all.length).toBeGreaterThan(5);
  expect([...new Set(broken)].toSorted()).toEqual(all.toSorted());
});
