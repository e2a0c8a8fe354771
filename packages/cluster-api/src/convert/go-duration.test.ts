import { expect, test } from "vitest";

import { parseGoDuration } from "./go-duration.ts";

test.for([
  ["10m", 600_000_000_000n],
  ["1h30m5s", 5_405_000_000_000n],
  ["1500ms", 1_500_000_000n],
  ["1.5s", 1_500_000_000n],
  [".5s", 500_000_000n],
  ["1.s", 1_000_000_000n],
  ["+5s", 5_000_000_000n],
  ["-5s", -5_000_000_000n],
  ["0", 0n],
  ["0s", 0n],
  ["1us", 1000n],
  ["1\u00B5s", 1000n],
  ["1\u03BCs", 1000n],
  ["0.1ns", 0n],
  ["2540400h", 9_145_440_000_000_000_000n],
] as const)("%s", ([text, nanoseconds]) => {
  expect(parseGoDuration(text)).toBe(nanoseconds);
});

test.for([
  "",
  "5",
  "-",
  "s",
  ".s",
  "1 h",
  "1d",
  "10 m",
  "1h-5m",
  "${A}",
  "2562048h",
  "1".repeat(99),
])("%s is no duration", (text) => {
  expect(parseGoDuration(text)).toBe(undefined);
});
