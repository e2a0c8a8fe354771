import { deepStrictEqual, strictEqual } from "node:assert";

import { type Artifact, renderSpec } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { ApiObject, App, Chart, Yaml } from "cdk8s";
import { dump } from "js-yaml";

import type { BenchCase } from "../measure.ts";
import { writeAll } from "../output.ts";
import { workload } from "../workload.ts";
import type { Cases } from "./index.ts";

/** Cases by name. */
export const cases: Cases = {
  "render: 600 artifacts": renderOnce,
  "render: 60,000 artifacts": renderMany,
  "render: 600 artifacts, js-yaml (peer)": renderJsYaml,
  "render: 200 manifests, cdk8s (peer)": renderCdk8s,
};

const locations = 50;
const { catalog, targets } = workload(locations);
const spec = { images: [], targets };

/** The artifacts of the whole spec, one target in memory at a time. */
function* artifacts(): Generator<Artifact> {
  for (const { artifacts: rendered } of renderSpec(spec, { catalog })) {
    if (!rendered.ok) {
      throw new Error(rendered.diagnostics.map(({ message }) => message).join("; "));
    }
    yield* rendered.value;
  }
}

function renderOnce(): BenchCase {
  return {
    n: 600,
    run: () => writeAll(artifacts(), ({ text }) => text),
    check,
    budgets: [
      { id: "P1", of: "per_s", atLeast: 60_000 },
      { id: "P2", of: "peak_mb", atMost: 130 },
    ],
  };
}

function renderMany(): BenchCase {
  return {
    n: 60_000,
    run() {
      let bytes = 0;
      for (let round = 0; round < 100; round += 1) {
        bytes += writeAll(artifacts(), ({ text }) => text);
      }
      return bytes;
    },
    check,
    budgets: [{ id: "P2", of: "peak_mb", atMost: 300 }],
  };
}

function check(bytes: unknown): void {
  const all = [...artifacts()];
  strictEqual(all.length, 600);
  strictEqual(typeof bytes === "number" && bytes > 100_000, true);
  for (const object of objectsOf(all)) {
    strictEqual(typeof object, "object");
  }
}

/** What the YAML artifacts say, for peers that write the same objects. */
function objectsOf(all: readonly Artifact[]): readonly object[] {
  return all
    .filter(({ path }) => path.endsWith(".yaml"))
    .map(({ text, path }) => {
      const read = readYaml(text, { file: path });
      const value = read.ok ? read.value[0]?.value : undefined;
      if (typeof value !== "object" || value === null) {
        throw new Error(`${path} is no object`);
      }
      return structuredClone(value);
    });
}

/** The same artifacts written by js-yaml, texts taken as they are. */
function renderJsYaml(): BenchCase {
  const all = [...artifacts()];
  const objects = objectsOf(all);
  const texts = all.filter(({ path }) => !path.endsWith(".yaml"));
  return {
    n: all.length,
    run: () => writeAll(objects, (object) => dump(object)) + writeAll(texts, ({ text }) => text),
    check: () => strictEqual(objects.length + texts.length, 600),
  };
}

function renderCdk8s(): BenchCase {
  const objects = objectsOf([...artifacts()]).slice(0, 200);
  return {
    n: objects.length,
    run() {
      const chart = new Chart(new App(), "chart");
      const made = objects.map(
        (object, index) =>
          new ApiObject(
            chart,
            `object-${index}`,
            object as ConstructorParameters<typeof ApiObject>[2],
          ),
      );
      return writeAll(made, (object) => Yaml.stringify(object.toJson()));
    },
    check: (bytes) => deepStrictEqual(typeof bytes === "number" && bytes > 50_000, true),
  };
}
