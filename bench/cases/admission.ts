import { deepStrictEqual, strictEqual } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { isJsonObject, type JsonObject, ownValue, valueAt } from "@imagewright/core";
import { readSingle } from "@imagewright/core/read";
import { Ajv, type ValidateFunction } from "ajv";

import { upstreamFolder } from "../../packages/testkit/src/upstream.ts";
import type { BenchCase } from "../measure.ts";
import type { Cases } from "./index.ts";
import { machineTemplates, templateKinds } from "./machine-templates.ts";

const upstream = upstreamFolder();
if (upstream === undefined) {
  console.error("admission: left out, as upstream data is absent: run `npm run upstream:fetch`");
}
const folder = join(upstream ?? ".", "crds");

/** Cases by name; none without upstream's definitions. */
export const cases: Cases =
  upstream === undefined
    ? {}
    : {
        "admission: 200 machine templates": judgeTemplates,
        "admission: 200 machine templates, ajv alone (peer)": judgeTemplatesAjv,
        "admission: set-up for 3 kinds": setUp,
        "admission: set-up for 3 kinds, ajv alone (peer)": setUpAjv,
      };

const good = machineTemplates(200);
const wrong = good.map(misspelt);

function judgeTemplates(): BenchCase {
  const source = folderSource(folder);
  return {
    ...judging(good, (object) => judgeCreation(object, source).admitted),
    check(admitted) {
      strictEqual(admitted, good.length);
      strictEqual(
        wrong.some((object) => judgeCreation(object, source).admitted),
        false,
      );
      deepStrictEqual(judgeCreation(good[0] ?? null, source).unchecked, []);
    },
    budgets: [{ id: "P20", of: "median_ms", atMost: 40 }],
  };
}

/** Ajv knows no pruning, defaults, list types and rules: it judges types and values alone. */
function judgeTemplatesAjv(): BenchCase {
  const validators = compileAll();
  const accepts = (object: JsonObject): boolean =>
    validators.get(kindOf(object))?.(object) ?? false;
  return {
    ...judging(good, accepts),
    check(accepted) {
      strictEqual(accepted, good.length);
      strictEqual(accepts({ ...good[0], spec: { template: [] } }), false);
    },
  };
}

function judging(
  objects: readonly JsonObject[],
  accepts: (object: JsonObject) => boolean,
): Pick<BenchCase, "n" | "run"> {
  return { n: objects.length, run: () => objects.filter((object) => accepts(object)).length };
}

/** Reading the definitions, and everything the first objects of their kinds need. */
function setUp(): BenchCase {
  const first = machineTemplates(templateKinds.length);
  return {
    n: templateKinds.length,
    run() {
      const source = folderSource(folder);
      return first.filter((object) => judgeCreation(object, source).admitted).length;
    },
    check: (admitted) => strictEqual(admitted, templateKinds.length),
  };
}

function setUpAjv(): BenchCase {
  const first = machineTemplates(templateKinds.length);
  return {
    n: templateKinds.length,
    run() {
      const validators = compileAll();
      return first.filter((object) => validators.get(kindOf(object))?.(object)).length;
    },
    check: (accepted) => strictEqual(accepted, templateKinds.length),
  };
}

function compileAll(): ReadonlyMap<string, ValidateFunction> {
  return new Map(templateKinds.map(({ kind, version, file }) => [kind, compile(file, version)]));
}

function compile(file: string, version: string): ValidateFunction {
  const read = readSingle(readFileSync(join(folder, file)), { file });
  const versions = read.ok ? valueAt(read.value.value, "/spec/versions") : undefined;
  const list: readonly unknown[] = Array.isArray(versions) ? versions : [];
  const found = list.find((one) => isJsonObject(one) && ownValue(one, "name") === version);
  const schema = valueAt(found, "/schema/openAPIV3Schema") as JsonObject;
  return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
}

function kindOf(object: JsonObject): string {
  const kind = object["kind"];
  return typeof kind === "string" ? kind : "";
}

function misspelt(object: JsonObject): JsonObject {
  return { ...object, spek: object["spec"] ?? null };
}
