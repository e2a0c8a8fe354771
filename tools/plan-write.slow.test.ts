import { type JsonObject, isJsonObject } from "@imagewright/core";
import {
  canonicalJson,
  type ClusterPlan,
  type PlanStep,
  writePlanToFiles,
} from "@imagewright/core/plan";
import { readText } from "@imagewright/core/read";
import fc from "fast-check";
import { expect, test } from "vitest";

import { applyStep } from "./fleet/apply-step.ts";
import { buildCluster } from "./fleet/build-cluster.ts";
import { clusterShape } from "./fleet/cluster-shape.ts";
import { fleetCatalog } from "./fleet/fleet-images.ts";
import { intentOf } from "./fleet/plan-fleet.ts";
import { planTexts } from "./plan-write/plan-texts.ts";
import { writeOddly } from "./plan-write/write-oddly.ts";

type Sources = ReadonlyMap<string, string>;

const catalog = fleetCatalog(undefined);

/** A generated cluster in files, each document written in another way. */
function writeFiles(
  manifests: readonly JsonObject[],
  numbers: readonly number[],
  fileCount: number,
): Sources {
  const decisions = numbers.values();
  const isOfWindows = numbers.length % 3 === 0;
  const texts = new Map<string, string>();
  for (const [index, object] of manifests.entries()) {
    const file = `${index % fileCount}.yaml`;
    const before = texts.get(file);
    const marker = before === undefined ? "" : `---${index % 2 === 0 ? " # next" : ""}\n`;
    const tail = index % 3 === 0 ? "\n# the end\n" : "";
    texts.set(file, (before ?? "# a file\n\n") + marker + writeOddly(object, decisions) + tail);
  }
  return new Map(
    [...texts].map(([file, text]) => [file, isOfWindows ? text.replaceAll("\n", "\r\n") : text]),
  );
}

function read(sources: Sources): readonly JsonObject[] {
  return [...sources].flatMap(([file, text]) => {
    const documents = readText(text, { file, traps: "warning" });
    return documents.ok ? documents.value.map(({ value }) => value).filter(isJsonObject) : [];
  });
}

/** Annotations that are put and taken back in one stage leave no empty map in a file. */
function sorted(objects: readonly JsonObject[]): readonly string[] {
  return objects.map((object) => canonicalJson(object).replace('"annotations":{},', "")).toSorted();
}

function write(plan: ClusterPlan, sources: Sources, stage: number): Sources {
  const written = writePlanToFiles([plan], sources, { stages: stage });
  expect(written).toMatchObject({ ok: true });
  const edits = written.ok ? written.value : [];
  return new Map([...sources, ...edits.map(({ file, after }) => [file, after] as const)]);
}

const numbers = fc.array(fc.nat(5039), { minLength: 0, maxLength: 400 });
const fileCounts = fc.integer({ min: 1, max: 4 });

test("whatever files look like, they say after each stage what its steps do, and twice nothing more", () => {
  let stages = 0;
  fc.assert(
    fc.property(clusterShape, numbers, fileCounts, (shape, rolls, fileCount) => {
      const { gap: _, ...whole } = shape;
      const manifests = buildCluster(whole);
      let sources = writeFiles(manifests, rolls, fileCount);
      let objects: readonly JsonObject[] = read(sources);
      expect(sorted(objects)).toEqual(sorted(manifests));
      const [plan] = planTexts(sources, intentOf(whole), catalog).plans;
      for (const [stage, steps] of byStage(plan)) {
        const after = write(plan ?? fail(), sources, stage);
        objects = steps.reduce(applyStep, objects);
        expect(sorted(read(after))).toEqual(sorted(objects));
        expect(write(plan ?? fail(), after, stage)).toEqual(after);
        expectKept(sources, after, steps);
        sources = after;
        stages += 1;
      }
    }),
    { numRuns: 500 },
  );
  expect(stages).toBeGreaterThan(1000);
}, 300_000);

function fail(): never {
  throw new Error("there is no plan");
}

function byStage(
  plan: ClusterPlan | undefined,
): readonly (readonly [number, readonly PlanStep[]])[] {
  return [...Map.groupBy(plan?.steps ?? [], ({ stage }) => stage)];
}

/** No more lines go than fields change, and no comment goes with them. */
function expectKept(before: Sources, after: Sources, steps: readonly PlanStep[]): void {
  const patches = steps
    .flatMap(({ effects }) => effects)
    .flatMap((effect) => (effect.change === "patch" ? effect.fields : []));
  let gone = 0;
  for (const [file, text] of before) {
    const left = new Map<string, number>();
    for (const line of linesOf(after.get(file) ?? "")) {
      left.set(line, (left.get(line) ?? 0) + 1);
    }
    for (const line of linesOf(text)) {
      const count = left.get(line) ?? 0;
      left.set(line, count - 1);
      gone += count > 0 ? 0 : 1;
      expect(count > 0 || !line.trim().startsWith("#")).toBe(true);
    }
  }
  expect(gone).toBeLessThanOrEqual(patches.length);
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/u);
}
