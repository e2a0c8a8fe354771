import { expect, test } from "vitest";

import { cronNeverFires, isCronSchedule } from "./cron-schedule.ts";

test.for([
  "* * * * *",
  "0 9 * * mon-fri",
  "*/15 0-6,22,23 1 JAN,jul ?",
  "5/10 0 * * 0",
  "0 0 29 2 *",
  "  0  9 * * 1 ",
  "@daily",
])("%s is read", (schedule) => {
  expect(isCronSchedule(schedule)).toBe(true);
});

test.for([
  "",
  "* * * *",
  "* * * * * *",
  "60 * * * *",
  "* 24 * * *",
  "* * 0 * *",
  "* * * 13 *",
  "* * * * 7",
  "* * * * sat-sun",
  "* 22-2 * * *",
  "*/0 * * * *",
  "1-2-3 * * * *",
  "* * L * *",
  "* * * * 1#2",
  "1, * * * *",
  "@Daily",
  "@every 1h",
  "@dailyx",
  "CRON_TZ=UTC 0 0 * * *",
])("%s is refused", (schedule) => {
  expect(isCronSchedule(schedule)).toBe(false);
});

test.for<readonly [string, boolean]>([
  ["0 0 30 2 *", true],
  ["0 0 31 2,4,jun *", true],
  ["0 0 30-31 feb ?", true],
  ["0 0 31 */2 *", false],
  ["0 0 31 4-6 *", false],
  ["0 0 29 2 *", false],
  ["0 0 30 2 mon", false],
  ["0 0 * 2 *", false],
  ["0 0 28-31 2 *", false],
  ["@daily", false],
])("whether %s never fires: %s", ([schedule, never]) => {
  expect(isCronSchedule(schedule)).toBe(true);
  expect(cronNeverFires(schedule)).toBe(never);
});
