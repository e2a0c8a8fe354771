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

import { expectedRefusals, staleRefusals } from "./conformance/expected-refusals.ts";
import { conformanceTable } from "./conformance/report.ts";
import { conformanceSets, judgeSet, type SetResult } from "./conformance/run-conformance.ts";

const upstream = upstreamFolder();
const expected = expectedRefusals();
const results: SetResult[] = [];
for (const set of conformanceSets(upstream)) {
  results.push(await judgeSet(set, expected));
}
const met = results.flatMap((result) => result.expected);
const stale = upstream === undefined ? [] : staleRefusals(expected, met);
const isRefused = results.some(({ refused }) => refused.length > 0);
const isSkipped = results.some(({ skipped }) => skipped.length > 0);
const isStrict = upstream !== undefined || process.env["CI"] === "true";
const ok = !isRefused && stale.length === 0 && !(isStrict && (isSkipped || upstream === undefined));

if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ formatVersion: 1, ok, sets: results, stale }, undefined, 2));
} else {
  console.log(conformanceTable(results, stale));
  if (upstream === undefined) {
    console.log(
      "\nUpstream's data are absent, so its examples and schemas are not judged: npm run upstream:fetch",
    );
  }
  console.log(ok ? "\nEverything conforms." : "\nNot everything conforms.");
}
process.exitCode = ok ? 0 : 1;
