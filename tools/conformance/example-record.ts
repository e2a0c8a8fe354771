import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

import { storedDefinitions } from "../judges/admission.ts";
import { type LintedExample, lintExamples } from "./lint-examples.ts";
import {
  exampleManifests,
  type JudgeCount,
  officialPrefix,
  type SetResult,
} from "./run-conformance.ts";

const path = resolve(import.meta.dirname, "../conformance-examples.json");

/** What a run has found in upstream's examples, as the page shows it. */
export interface ExampleResults {
  readonly systems: readonly ExampleRecord[];
  readonly linted: readonly LintedExample[];
}

/** What the judges said about one system's examples. */
export interface ExampleRecord {
  /** Folder of the examples. @example "azure-capz" */
  readonly name: string;
  readonly files: number;
  readonly counts: readonly JudgeCount[];
}

/** What the last run has stored. */
export function readExampleResults(): ExampleResults {
  // One annotation: the file is ours.
  return JSON.parse(readFileSync(path, "utf8")) as ExampleResults;
}

/** The results of a run, for the sets that hold upstream's examples. */
export function exampleResults(results: readonly SetResult[], upstream: string): ExampleResults {
  return {
    systems: exampleRecords(results),
    linted: lintExamples(exampleManifests(upstream), storedDefinitions(upstream)),
  };
}

function exampleRecords(results: readonly SetResult[]): readonly ExampleRecord[] {
  return results
    .filter(({ name }) => name.startsWith(officialPrefix))
    .map(({ name, artifacts, counts }) => ({
      name: name.slice(officialPrefix.length),
      files: artifacts.length,
      counts,
    }));
}

export function writeExampleResults(results: ExampleResults): void {
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
}
