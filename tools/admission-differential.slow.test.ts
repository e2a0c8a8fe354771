import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import {
  type Diagnostic,
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  objectKind,
  replaceAt,
  valueAt,
} from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream } from "@imagewright/testkit";
import type { ValidateFunction } from "ajv";
import { describe, expect, test } from "vitest";

import { breakObject, type Broken, randomNumbers } from "./broken-objects.ts";
import { closedSchema, createAjv } from "./closed-schema.ts";
import { goldenFolders, readArtifacts } from "./conformance/read-artifacts.ts";
import { generateObject } from "./generated-objects.ts";

/**
 * Our judgement beside Ajv's, over objects that were broken at random: the schema part of an API
 * server's verdict, by two programs that share no code.
 */
const schemaCodes = new Set([
  "ADMISSION_TYPE",
  "ADMISSION_REQUIRED",
  "ADMISSION_UNKNOWN_FIELD",
  "ADMISSION_VALUE",
  "ADMISSION_COMBINATION",
  "ADMISSION_DUPLICATE",
]);

const mutations = 20_000;

interface Sample {
  readonly path: string;
  readonly object: JsonObject;
  readonly validate: ValidateFunction;
}

describe("our verdict and Ajv's", () => {
  test("agree on objects that were broken at random", (context) => {
    const crds = requireUpstream(context, "crds");
    const source = folderSource(crds);
    const validators = readValidators(crds);
    const samples = admittedObjects().flatMap(({ path, object }): readonly Sample[] => {
      const { group = "", version = "", kind = "" } = objectKind(object) ?? {};
      const validate = validators(group, version, kind);
      const { admitted } = judgeCreation(object, source);
      // A null that an API server leaves out is none of Ajv's business.
      const isBoth = admitted && validate?.(structuredClone(object)) === true;
      return validate !== undefined && isBoth ? [{ path, object, validate }] : [];
    });
    expect(samples.length).toBeGreaterThan(40);
    const random = randomNumbers(20_261_121);
    const disagreements: string[] = [];
    let refused = 0;
    let repeated = 0;
    let defaulted = 0;
    for (let run = 0; run < mutations; run += 1) {
      const sample = samples[random(samples.length)];
      if (sample === undefined) {
        break;
      }
      const isRepeated = random(5) === 0;
      const broken = (isRepeated ? repeatItem : breakObject)(sample.object, random);
      // Replicas may not be negative where a kind has a scale, whatever its schema says.
      if (broken === undefined || broken.what.startsWith("/spec/replicas ")) {
        continue;
      }
      const { diagnostics, stored } = judgeCreation(broken.object, source);
      const findings = diagnostics.filter(({ code }) => schemaCodes.has(code));
      const theirObject = structuredClone(broken.object);
      const theirs = sample.validate(theirObject);
      refused += theirs ? 0 : 1;
      repeated += theirs || !isRepeated ? 0 : 1;
      if (theirs && stored !== undefined) {
        defaulted += isDeepStrictEqual(theirObject["spec"], broken.object["spec"]) ? 0 : 1;
        expect(stored["spec"], `${sample.path} ${broken.what}`).toEqual(theirObject["spec"]);
      }
      if (theirs !== (findings.length === 0)) {
        const ours = findings.map(({ code, pointer }) => `${code} ${pointer}`).join(", ");
        const errors = sample.validate.errors?.map((one) => `${one.instancePath} ${one.message}`);
        disagreements.push(
          `${sample.path} ${broken.what}: we say ${ours || "good"}, Ajv ${errors?.join(", ") ?? "good"}`,
        );
      }
    }
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(refused).toBeGreaterThan(mutations / 4);
    expect(repeated).toBeGreaterThan(100);
    expect(defaulted).toBeGreaterThan(100);
  });

  test("agree on objects that were generated from every stored definition", (context) => {
    const crds = requireUpstream(context, "crds");
    const source = folderSource(crds);
    const ajv = createAjv();
    const random = randomNumbers(20_261_122);
    const disagreements: string[] = [];
    let [good, bad] = [0, 0];
    for (const { group, kind, version, schema } of servedVersions(crds)) {
      const validate = ajv.compile(closedSchema(schema, true) as JsonObject);
      for (let run = 0; run < 200; run += 1) {
        const header = { apiVersion: `${group}/${version}`, kind, metadata: { name: "a" } };
        const object = { ...generateObject(schema, random), ...header };
        const { diagnostics, stored } = judgeCreation(object, source);
        const findings = diagnostics.filter(isOfSchema);
        const theirObject: JsonObject = structuredClone(object);
        const theirs = validate(theirObject);
        const isSame = stored === undefined || isDeepStrictEqual(plain(stored), plain(theirObject));
        [good, bad] = theirs ? [good + 1, bad] : [good, bad + 1];
        if (theirs !== (findings.length === 0) || (theirs && !isSame)) {
          const ours = findings.map(({ code, pointer }) => `${code} ${pointer}`).join(", ");
          const errors = validate.errors?.map((one) => `${one.instancePath} ${one.message}`);
          disagreements.push(`${kind} ${version}: we say ${ours}, Ajv ${errors?.join(", ")}`);
        }
      }
    }
    expect(disagreements.slice(0, 10)).toEqual([]);
    expect(good).toBeGreaterThan(5000);
    expect(bad).toBeGreaterThan(1000);
  });
});

/** What Ajv can find too: it knows no formats, no scale, and does not drop status. */
function isOfSchema({ code, pointer, expected }: Diagnostic): boolean {
  const isOurs = expected?.startsWith("the format ") === true || pointer === "/spec/replicas";
  return schemaCodes.has(code) && !isOurs;
}

/** The part of an object that is stored as it is written; readers make maps without a prototype. */
function plain({ spec = null }: JsonObject): JsonValue {
  return structuredClone(spec);
}

interface ServedVersion {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  readonly schema: JsonValue;
}

function servedVersions(folder: string): readonly ServedVersion[] {
  return readdirSync(folder).flatMap((file) => {
    const read = readYaml(readFileSync(join(folder, file)), { file });
    return (read.ok ? read.value : []).flatMap(({ value }) => {
      const versions = valueAt(value, "/spec/versions");
      const list: readonly JsonValue[] = Array.isArray(versions) ? versions : [];
      return list
        .filter((version) => valueAt(version, "/served") === true)
        .map((version) => ({
          group: textAt(value, "/spec/group"),
          kind: textAt(value, "/spec/names/kind"),
          version: textAt(version, "/name"),
          schema: valueAt(version, "/schema/openAPIV3Schema") ?? true,
        }));
    });
  });
}

/** The object with the first item of one of its lists once more at the end. */
function repeatItem(object: JsonObject, random: (below: number) => number): Broken | undefined {
  const lists = listsBelow(object["spec"] ?? {}, ["spec"]);
  const found = lists[random(Math.max(lists.length, 1))];
  const [first] = found?.list ?? [];
  if (found === undefined || first === undefined) {
    return undefined;
  }
  const pointer = formatPointer(found.path);
  const changed = replaceAt(object, pointer, [...found.list, first]);
  return changed && { what: `${pointer} repeats its first item`, object: changed };
}

interface FoundList {
  readonly path: readonly (string | number)[];
  readonly list: readonly JsonValue[];
}

function listsBelow(value: JsonValue, path: readonly (string | number)[]): readonly FoundList[] {
  if (Array.isArray(value)) {
    const list: readonly JsonValue[] = value;
    const inner = list.flatMap((item, index) => listsBelow(item, [...path, index]));
    return [{ path, list }, ...inner];
  }
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([name, child]) => listsBelow(child, [...path, name]))
    : [];
}

/** Complete manifests of every package, and the example's clusters. */
function admittedObjects(): readonly { readonly path: string; readonly object: JsonObject }[] {
  const workspace = join(import.meta.dirname, "..");
  const folders = [
    ...["aws", "azure", "cloudstack", "karpenter", "cluster-api"].flatMap((name) =>
      goldenFolders(join(workspace, "packages", name, "src")),
    ),
    join(workspace, "examples/platform/clusters"),
  ];
  return folders
    .flatMap((folder) => readArtifacts(folder, workspace))
    .filter(({ mediaType }) => mediaType === "application/yaml")
    .flatMap(({ path, text }) => {
      const read = readYaml(text, { file: path });
      return read.ok
        ? read.value.flatMap(({ value }) => (isJsonObject(value) ? [{ path, object: value }] : []))
        : [];
    });
}

/** Validators by group, version and kind, compiled when they are asked for. */
function readValidators(
  folder: string,
): (group: string, version: string, kind: string) => ValidateFunction | undefined {
  const ajv = createAjv();
  const schemas = new Map<string, JsonValue>();
  const compiled = new Map<string, ValidateFunction>();
  for (const file of readdirSync(folder).filter((name) => !name.includes("argoproj"))) {
    const read = readYaml(readFileSync(join(folder, file)), { file });
    for (const { value } of read.ok ? read.value : []) {
      const group = textAt(value, "/spec/group");
      const kind = textAt(value, "/spec/names/kind");
      const versions = valueAt(value, "/spec/versions");
      for (const version of Array.isArray(versions) ? (versions as readonly JsonValue[]) : []) {
        const name = textAt(version, "/name");
        schemas.set(
          `${group}/${name}/${kind}`,
          valueAt(version, "/schema/openAPIV3Schema") ?? true,
        );
      }
    }
  }
  return (group, version, kind) => {
    const key = `${group}/${version}/${kind}`;
    const schema = schemas.get(key);
    if (schema !== undefined && !compiled.has(key)) {
      compiled.set(key, ajv.compile(closedSchema(schema, true) as JsonObject));
    }
    return compiled.get(key);
  };
}

function textAt(value: JsonValue, pointer: string): string {
  const found = valueAt(value, pointer);
  return typeof found === "string" ? found : "";
}
