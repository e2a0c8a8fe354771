import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import {
  emitYaml,
  isJsonObject,
  type JsonObject,
  manifestSet,
  objectKind,
  textAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import { describe, expect, test } from "vitest";

import expected from "./__fixtures__/examples.json" with { type: "json" };
import { nameOf } from "./json/read-field.ts";
import { clusterApiRules } from "./lint/cluster-api-rules.ts";
import { objectReferences } from "./reference/object-references.ts";
import { versionFields } from "./reference/version-fields.ts";
import { fillVariables } from "./variables/fill-variables.ts";
import { templateVariables } from "./variables/template-variables.ts";
import { clusterApiWebhooks } from "./webhook/cluster-api-webhooks.ts";

/** Values for every variable of the examples: a version, counts, and a name for all others. */
function valueFor(name: string): string {
  return name === "KUBERNETES_VERSION" ? "v1.31.0" : name.endsWith("_COUNT") ? "1" : "x1";
}

function readExample(path: string): readonly JsonObject[] {
  const text = readFileSync(path, "utf8");
  const variables = templateVariables(text);
  const names = variables.ok ? variables.value.filter(({ isRequired }) => isRequired) : [];
  const filled = fillVariables(
    text,
    Object.fromEntries(names.map(({ name }) => [name, valueFor(name)])),
  );
  if (!filled.ok) {
    throw new Error(filled.diagnostics.map(({ message }) => message).join("\n"));
  }
  const read = readYaml(filled.value, { file: path, traps: "warning" });
  if (!read.ok) {
    throw new Error(read.diagnostics.map(({ message }) => message).join("\n"));
  }
  return read.value.map(({ value }) => value).filter(isJsonObject);
}

/** What the package says about one object. */
function describeObject(
  object: JsonObject,
  objects: readonly JsonObject[],
): Readonly<Record<string, unknown>> {
  const kind = objectKind(object) ?? { group: "", version: "", kind: "" };
  const webhook = clusterApiWebhooks.find(
    ({ group, kinds }) => group === kind.group && kinds.includes(kind.kind),
  );
  const stored = webhook?.mutate?.({ object, targetVersions: {} }) ?? object;
  const refused = webhook?.validate?.({ object: stored, targetVersions: {} }) ?? [];
  const manifests = manifestSet(objects);
  const hazards = clusterApiRules
    .filter(({ group, kinds }) => group === kind.group && kinds.includes(kind.kind))
    .flatMap((rule) => rule.check({ ...kind, object, manifests, targetVersions: {} }));
  return {
    object: `${textAt(object, "/apiVersion")} ${kind.kind} ${nameOf(object)}`,
    versions: versionFields(object).map(({ pointer, version }) => `${pointer} ${version}`),
    references: objectReferences(object).map(
      ({ pointer, reference }) =>
        `${pointer} ${reference?.group ?? ""} ${reference?.kind ?? ""} ${reference?.name ?? ""}`,
    ),
    webhook: refused.map(({ code, pointer }) => `${code} ${pointer}`),
    hazards: hazards.map(({ code, pointer }) => `${code} ${pointer}`),
  };
}

const table: Readonly<Record<string, unknown>> = expected;

describe("the examples of Cluster API and its provider for AWS", () => {
  test("every file is in the table", (context) => {
    const folder = requireUpstream(context, "examples/capi-capa");
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test.for(Object.keys(table))("%s is read, judged, and printed back equal", (file, context) => {
    const path = join(requireUpstream(context, "examples/capi-capa"), file);
    const objects = readExample(path);
    expect(objects.map((object) => describeObject(object, objects))).toEqual(table[file]);
    for (const object of objects) {
      const again = readYaml(emitYaml(object), { file });
      expect(again.ok && again.value.map(({ value }) => value)).toEqual([object]);
    }
  });
});
