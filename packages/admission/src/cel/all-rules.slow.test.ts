import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { isJsonObject, type JsonValue } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse, parseAllDocuments } from "yaml";

import { judgeCreation, judgeUpdate } from "../admission.ts";
import { parseCustomResource } from "../crd/custom-resource.ts";
import { openDefinitions } from "../node/open-definitions.ts";
import type { StructuralSchema } from "../schema/structural-schema.ts";
import { placedRules } from "./__fixtures__/rule-places.ts";
import { sampleValue } from "./__fixtures__/sample-object.ts";
import { checkRules } from "./check-rules.ts";
import { ruleProgram } from "./rule-program.ts";

const folders = ["crds", "karpenter/crds-v1.0.14", "karpenter/crds-unreleased"];

function schemasIn(folder: string): readonly (readonly [string, StructuralSchema])[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((file) => {
      const parsed = parseCustomResource(parse(readFileSync(join(folder, file), "utf8")));
      const versions = parsed.ok ? parsed.value.versions : [];
      return versions.map(({ name, schema }) => [`${file} ${name}`, schema] as const);
    });
}

test.for(folders)("every rule in %s compiles, and its message does", (folder, context) => {
  const path = requireUpstream(context, folder);
  const faults = schemasIn(path).flatMap(([where, root]) =>
    Array.from(placedRules(root)).flatMap(({ place, rule, schema }) => {
      const program = ruleProgram(rule, schema, place === "");
      const isWhole =
        program.ok && (program.message !== undefined) === (rule.messageExpression !== undefined);
      return isWhole
        ? []
        : [`${where} ${place}: ${rule.rule}: ${program.ok ? "message" : program.reason}`];
    }),
  );
  expect(faults).toEqual([]);
});

test.for(folders)("every rule in %s runs on a small object and a full one", (folder, context) => {
  const path = requireUpstream(context, folder);
  const faults = schemasIn(path).flatMap(([where, schema]) =>
    [false, true].flatMap((isFull) => {
      const object = sampleValue(schema, isFull);
      const other = sampleValue(schema, true);
      return [undefined, object, other].flatMap((oldObject) =>
        checkRules({ object, oldObject, schema }).unchecked.map(
          ({ pointer, reason }) => `${where} ${pointer}: ${reason}`,
        ),
      );
    }),
  );
  expect(faults).toEqual([]);
});

/** Everything in the files below a folder that is an object of Kubernetes. */
function* objectsBelow(folder: string): Generator<JsonValue> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(".yaml")) {
      const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
      for (const document of parseAllDocuments(text)) {
        const value: unknown = document.errors.length > 0 ? null : document.toJS();
        if (isJsonObject(value)) {
          yield value;
        }
      }
    }
  }
}

test("the rules of official examples are all evaluated, at creation and on updates", (context) => {
  const source = openDefinitions(requireUpstream(context, "crds"));
  const left: string[] = [];
  let judged = 0;
  for (const object of objectsBelow(requireUpstream(context, "examples"))) {
    const verdicts = [judgeCreation(object, source), judgeUpdate(object, object, source)];
    judged += Number(verdicts.some(({ admitted }) => admitted));
    const unchecked = verdicts.flatMap((verdict) => verdict.unchecked);
    const rules = unchecked.filter(
      ({ part, reason }) => part === "rule" && !reason.startsWith("rules are evaluated once"),
    );
    left.push(...rules.map(({ pointer, reason }) => `${pointer}: ${reason}`));
  }
  expect(left).toEqual([]);
  expect(judged).toBeGreaterThan(80);
});
