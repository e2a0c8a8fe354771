/**
 * Measures the speed and memory that the quality sheet sets budgets for, each beside its peer in
 * the same run, one process a case. Prints one JSON line a case; with a budget, whether it holds.
 *
 *     npm run bench [-- --quick] [-- --only TEXT]
 *
 * `--quick` runs each case three times instead of fifteen. Exit code 1 if a budget is missed in a
 * full run; a quick one only shows that every case works.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { caseNames } from "./cases/index.ts";
import { type Budget, line, type Measurement, median } from "./measure.ts";
import { startCases } from "./start-cases.ts";

const quick = process.argv.includes("--quick");
const only = process.argv.at(process.argv.indexOf("--only") + 1) ?? "";
const filter = process.argv.includes("--only") ? only : "";
const missed: string[] = [];

for (const name of (await caseNames()).filter((one) => one.includes(filter))) {
  const child = spawnSync(
    process.execPath,
    [
      "--expose-gc",
      ...limitsOf(name),
      join(import.meta.dirname, "case.ts"),
      name,
      quick ? "3" : "15",
    ],
    { encoding: "utf8", maxBuffer: 1e8 },
  );
  if (child.status !== 0) {
    console.error(child.stderr);
    throw new Error(`${name} failed`);
  }
  const { measurement, budgets } = JSON.parse(child.stdout) as {
    readonly measurement: Measurement;
    readonly budgets?: readonly Budget[];
  };
  print(measurement, budgets);
}

// Starts are judged by what they add to another one, run by run, so that a slow moment hits both.
if ("start".includes(filter) || filter.startsWith("start")) {
  const bare = pairs("", "");
  print(
    line(
      "start: bare node",
      1,
      median(bare.map(({ base }) => base.ms)),
      median(bare.map(({ base }) => base.mb)),
    ),
  );
  for (const { name, code, over, budgets } of startCases) {
    const base = startCases.find((one) => one.name === over)?.code ?? "";
    const runs = pairs(base, code);
    const ms = median(runs.map(({ base: without, whole }) => whole.ms - without.ms));
    const mb = median(runs.map(({ base: without, whole }) => whole.mb - without.mb));
    print(line(`${name}, over ${over ?? "bare node"}`, 1, Math.max(ms, 0.001), mb), budgets);
  }
}

/** Plans of a fleet are made in a heap that could not hold them all. */
function limitsOf(name: string): readonly string[] {
  return name.startsWith("plan:") ? ["--max-old-space-size=256"] : [];
}

if (missed.length > 0) {
  console.error(`missed: ${missed.join("; ")}`);
  process.exitCode = quick ? 0 : 1;
}

/** One process: how long it took from outside, and its peak. */
interface Start {
  readonly ms: number;
  readonly mb: number;
}

/** Two programs in turn, over and over. */
function pairs(
  base: string,
  whole: string,
): readonly { readonly base: Start; readonly whole: Start }[] {
  return Array.from({ length: quick ? 5 : 21 }, () => ({ base: start(base), whole: start(whole) }));
}

function start(code: string): Start {
  const report =
    "process.on('exit', () => process.stdout.write(String(process.resourceUsage().maxRSS)));";
  const begin = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--input-type=module", "-e", `${report}${code}`], {
    encoding: "utf8",
    cwd: import.meta.dirname,
  });
  const ms = Number(process.hrtime.bigint() - begin) / 1e6;
  if (child.status !== 0) {
    throw new Error(`${code}: ${child.stderr}`);
  }
  return { ms, mb: Number(child.stdout.split("\n").at(-1)) / 1024 };
}

function print(measurement: Measurement, budgets: readonly Budget[] = []): void {
  const verdicts = budgets.map((budget) => {
    const value = measurement[budget.of];
    const holds =
      value >= (budget.atLeast ?? Number.NEGATIVE_INFINITY) &&
      value <= (budget.atMost ?? Number.POSITIVE_INFINITY);
    const limit =
      budget.atLeast === undefined ? `<= ${budget.atMost ?? ""}` : `>= ${budget.atLeast}`;
    if (!holds) {
      missed.push(`${budget.id} ${measurement.name}: ${budget.of} ${value}, not ${limit}`);
    }
    return { id: budget.id, limit: `${budget.of} ${limit}`, holds };
  });
  console.log(
    JSON.stringify({ ...measurement, ...(verdicts.length > 0 && { budgets: verdicts }) }),
  );
}
