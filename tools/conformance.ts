/**
 * Judges everything we render by programs and schemas we did not write, and everything upstream
 * publishes by our readers.
 *
 *     npm run conformance [-- --json]
 *
 * Verdicts are counted: an artifact has as many as there are judges of its kind. `expected` are
 * refusals that `conformance-exceptions.json` explains. Exit code 1 if anything else is refused, if
 * nobody judges an artifact, or if a judge is missing although upstream's data are there or CI=true.
 *
 * A run that conforms writes the counts of upstream's examples and `docs/conformance.md`; with
 * CI=true they have to be as they are stored.
 */
import { isDeepStrictEqual } from "node:util";

import { upstreamFolder } from "@imagewright/testkit";

import { writeConformancePage } from "./conformance-page.ts";
import { conclude } from "./conformance/conclude.ts";
import {
  exampleResults,
  readExampleResults,
  writeExampleResults,
} from "./conformance/example-record.ts";
import { expectedRefusals } from "./conformance/expected-refusals.ts";
import { conformanceTable } from "./conformance/report.ts";
import { conformanceSets, judgeSet, type SetResult } from "./conformance/run-conformance.ts";

const upstream = upstreamFolder();
const expected = expectedRefusals();
const sets: SetResult[] = [];
for (const set of conformanceSets(upstream)) {
  sets.push(await judgeSet(set, expected));
}
const isStrict = process.env["CI"] === "true";
const conclusion = conclude(sets, expected, { hasUpstream: upstream !== undefined, isStrict });
const { stale } = conclusion;
const isRecorded = record(conclusion.ok);
const ok = conclusion.ok && isRecorded;
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ formatVersion: 1, ok, sets, stale }, undefined, 2));
} else {
  console.log(conformanceTable(sets, stale));
  if (upstream === undefined) {
    console.log("\nUpstream's data are absent: its schemas and examples were not used.");
    console.log("Fetch them with `npm run upstream:fetch`.");
  }
  console.log(ok ? "\nEverything conforms." : "\nNot everything conforms.");
}
process.exitCode = ok ? 0 : 1;

/** Stores what was found in upstream's examples, or on CI says whether it is as it is stored. */
function record(isWhole: boolean): boolean {
  if (!isWhole || upstream === undefined) {
    return true;
  }
  const results = exampleResults(sets, upstream);
  if (isDeepStrictEqual(results, readExampleResults())) {
    return true;
  }
  if (isStrict) {
    console.error("tools/conformance-examples.json is stale: run `npm run conformance`");
    return false;
  }
  writeExampleResults(results);
  writeConformancePage();
  return true;
}
