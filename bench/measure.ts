/** One thing to be timed, in a process of its own. */
export interface BenchCase {
  /** How many units one run handles. */
  readonly n: number;
  /** Runs once; what it returns goes to `check`. */
  readonly run: () => unknown;
  /** Throws if the last result is wrong; called outside the clock. */
  readonly check: (result: unknown) => void;
  /** Whether one run takes seconds: it is run three times at most, without warm-up. */
  readonly isSlow?: boolean;
  /** What the case is held to, by the names of docs/budgets.md. */
  readonly budgets?: readonly Budget[];
}

/** A number the case has to stay above or below. */
export interface Budget {
  readonly id: string;
  readonly of: "per_s" | "median_ms" | "peak_mb";
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One measured line. */
export interface Measurement {
  readonly name: string;
  readonly n: number;
  readonly median_ms: number;
  readonly per_s: number;
  readonly peak_mb: number;
}

/** Median of the runs after a warm-up, and the peak of the whole process. */
export function measure(name: string, benchCase: BenchCase, wanted: number): Measurement {
  const { n, run, check, isSlow = false } = benchCase;
  const runs = isSlow ? Math.min(wanted, n > 10_000 ? 1 : 3) : wanted;
  if (!isSlow) {
    check(run());
    warmUp(run);
  }
  const times: number[] = [];
  let result: unknown;
  for (let index = 0; index < runs; index += 1) {
    const start = process.hrtime.bigint();
    result = run();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  check(result);
  return line(name, n, median(times), process.resourceUsage().maxRSS / 1024);
}

/** Runs until the compiler has seen enough: half a second. */
function warmUp(run: () => unknown): void {
  const start = process.hrtime.bigint();
  for (let index = 0; index < 1000 && process.hrtime.bigint() - start < 500_000_000n; index += 1) {
    run();
  }
}

/** The measured line of a case, figures rounded. */
export function line(name: string, n: number, medianMs: number, peakMb: number): Measurement {
  return {
    name,
    n,
    median_ms: round(medianMs, 3),
    per_s: Math.round((n * 1000) / medianMs),
    peak_mb: round(peakMb, 1),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
