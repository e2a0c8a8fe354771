import fc from "fast-check";
import { expect, test } from "vitest";

import { parseCalendarDate, requireCalendarDate } from "./calendar-date.ts";

test("days are counted as the calendar of the platform counts them", () => {
  const date = fc.date({
    min: new Date("0001-01-01"),
    max: new Date("9999-12-31"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(date, (day) => {
      const text = day.toISOString().slice(0, 10);
      expect(parseCalendarDate(text)).toBe(Date.parse(text) / 86_400_000);
    }),
    { numRuns: 10_000 },
  );
});

test.for([
  "2026-02-29",
  "2100-02-29",
  "2026-04-31",
  "2026-13-01",
  "2026-00-10",
  "2026-01-00",
  "2026-1-1",
  "26-01-01",
  "2026-11-21T00:00:00Z",
  " 2026-11-21",
  "",
  "today",
])("%j is no date", (text) => {
  expect(parseCalendarDate(text)).toBeUndefined();
  expect(() => requireCalendarDate(text)).toThrow(
    expect.objectContaining({
      code: "INPUT_INVALID",
      details: {
        diagnostics: [
          expect.objectContaining({ code: "VERSION_DATE_INVALID", found: JSON.stringify(text) }),
        ],
      },
    }),
  );
});

test.for(["2024-02-29", "2000-02-29", "2026-12-31"])("%j is a date", (text) => {
  expect(requireCalendarDate(text)).toBe(Date.parse(text) / 86_400_000);
});
