import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

import { type JudgeCount, officialPrefix, type SetResult } from "./run-conformance.ts";

const path = resolve(import.meta.dirname, "../conformance-examples.json");

/** What the judges said about one system's examples, as the page shows it. */
export interface ExampleRecord {
  /** Folder of the examples. @example "azure-capz" */
  readonly name: string;
  readonly files: number;
  readonly counts: readonly JudgeCount[];
}

/** The stored counts; empty before the first run. */
export function readExampleRecords(): readonly ExampleRecord[] {
  // One annotation: the file is ours.
  return JSON.parse(readFileSync(path, "utf8")) as readonly ExampleRecord[];
}

/** The counts of a run, for the sets that hold upstream's examples. */
export function exampleRecords(results: readonly SetResult[]): readonly ExampleRecord[] {
  return results
    .filter(({ name }) => name.startsWith(officialPrefix))
    .map(({ name, artifacts, counts }) => ({
      name: name.slice(officialPrefix.length),
      files: artifacts.length,
      counts,
    }));
}

export function writeExampleRecords(records: readonly ExampleRecord[]): void {
  writeFileSync(path, `${JSON.stringify(records, undefined, 2)}\n`);
}
