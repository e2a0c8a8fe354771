/**
 * Judges everything we render by programs and schemas we did not write, and everything upstream
 * publishes by our readers.
 *
 *     npm run conformance [-- --json]
 *
 * Verdicts are counted: an artifact has as many as there are judges of its kind. `expected` are
 * refusals that `conformance-exceptions.json` explains. Exit code 1 if anything else is refused, if
 * nobody judges an artifact, or if a judge is missing although upstream's data are there or CI=true.
 */
import { upstreamFolder } from "@imagewright/testkit";

import { conclude } from "./conformance/conclude.ts";
import { expectedRefusals } from "./conformance/expected-refusals.ts";
import { conformanceTable } from "./conformance/report.ts";
import { conformanceSets, judgeSet, type SetResult } from "./conformance/run-conformance.ts";

const upstream = upstreamFolder();
const expected = expectedRefusals();
const sets: SetResult[] = [];
for (const set of conformanceSets(upstream)) {
  sets.push(await judgeSet(set, expected));
}
const { ok, stale } = conclude(sets, expected, {
  hasUpstream: upstream !== undefined,
  isStrict: process.env["CI"] === "true",
});
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
