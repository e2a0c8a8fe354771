import { strictEqual } from "node:assert";

import { emitYaml } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { load, loadAll } from "js-yaml";
import { parseAllDocuments } from "yaml";

import type { BenchCase } from "../measure.ts";
import type { Cases } from "./index.ts";
import { manifest } from "./manifests.ts";

/** Cases by name. */
export const cases: Cases = {
  "read: 1 MB of manifests": readManifests,
  "read: 1 MB of manifests, a place in each asked for": locateManifests,
  "read: 1 MB of manifests, yaml (peer)": readManifestsYaml,
  "read: 1 MB of manifests, js-yaml (peer)": readManifestsJsYaml,
  "read: a map of 100,000 keys": readManyKeys,
  "read: a map of 100,000 keys, js-yaml (peer)": readManyKeysJsYaml,
};

const megabyte = 1_000_000;
const stream = manifestStream();
const documents = stream.split("\n---\n").length;
const manyKeys = Array.from(
  { length: 100_000 },
  (_, index) => `key-${index}: value ${index}\n`,
).join("");

function readManifests(): BenchCase {
  return {
    ...reader((text) => {
      const read = readYaml(text, { file: "stream.yaml", limits: { documents: 10_000 } });
      return read.ok ? read.value.length : 0;
    }),
    budgets: [{ id: "P8", of: "median_ms", atMost: 200 }],
  };
}

/** Places are read when the first one is asked for. */
function locateManifests(): BenchCase {
  return {
    ...reader((text) => {
      const read = readYaml(text, { file: "stream.yaml", limits: { documents: 10_000 } });
      const located = read.ok ? read.value.map((one) => one.locate("/metadata/name").line) : [];
      return new Set(located).size;
    }),
    budgets: [{ id: "P8", of: "median_ms", atMost: 200 }],
  };
}

function readManifestsYaml(): BenchCase {
  return reader(
    (text) => parseAllDocuments(text).map((document): unknown => document.toJS()).length,
  );
}

function readManifestsJsYaml(): BenchCase {
  return reader((text) => loadAll(text).length);
}

function readManyKeys(): BenchCase {
  return {
    ...keyReader((text) => {
      const read = readYaml(text, { file: "keys.yaml" });
      return read.ok ? Object.keys(read.value[0]?.value ?? {}).length : 0;
    }),
    budgets: [{ id: "P8", of: "median_ms", atMost: 2000 }],
  };
}

function readManyKeysJsYaml(): BenchCase {
  return keyReader((text) => Object.keys(load(text) as object).length);
}

function reader(count: (text: string) => number): BenchCase {
  return {
    n: documents,
    run: () => count(stream),
    check: (found) => strictEqual(found, documents),
  };
}

function keyReader(count: (text: string) => number): BenchCase {
  return { n: 100_000, run: () => count(manyKeys), check: (found) => strictEqual(found, 100_000) };
}

function manifestStream(): string {
  const texts: string[] = [];
  for (let length = 0, index = 0; length < megabyte; index += 1) {
    const text = `# machine template ${index}\n${emitYaml(manifest(index))}`;
    texts.push(text);
    length += text.length + 4;
  }
  return texts.join("---\n");
}
