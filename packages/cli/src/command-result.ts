import type { JsonReport } from "./output/json-report.ts";
import type { FindingCounts } from "./output/print-diagnostic.ts";

/** What a command has to say: the report for programs, and the same in words for people. */
export interface CommandResult {
  readonly report: JsonReport;
  /** Standard output for people; empty where there is nothing to say. */
  readonly text: string;
  /** Texts that were read, by file name: findings are shown in their midst. */
  readonly sources: ReadonlyMap<string, string>;
  /** Names of files in the order in which findings are shown; the order of findings else. */
  readonly order?: readonly string[];
  /** How many findings were shown as they came, beside those of the report. */
  readonly shown?: FindingCounts;
}
