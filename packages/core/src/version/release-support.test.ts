import fc from "fast-check";
import { expect, test } from "vitest";

import { releaseData } from "./release-data.ts";
import { checkRelease, supportOn } from "./release-support.ts";

test.for<[minor: string, today: string, kubernetes: string, eks: string]>([
  ["1.34", "2025-08-26", "unreleased", "unreleased"],
  ["1.34", "2025-08-27", "supported", "unreleased"],
  ["1.34", "2026-08-26", "supported", "standard"],
  ["1.34", "2026-08-27", "maintenance", "standard"],
  ["1.34", "2026-10-27", "maintenance", "standard"],
  ["1.34", "2026-10-28", "ended", "standard"],
  ["1.34", "2026-12-02", "ended", "standard"],
  ["1.34", "2026-12-03", "ended", "extended"],
  ["1.34", "2027-12-02", "ended", "extended"],
  ["1.34", "2027-12-03", "ended", "ended"],
  ["1.31", "2026-11-21", "ended", "extended"],
  ["1.18", "2022-08-16", "ended", "ended"],
  ["1.16", "2020-08-04", "supported", "unknown"],
  ["1.15", "2026-11-21", "ended", "unknown"],
  ["1.37", "2026-11-21", "unknown", "unknown"],
  ["2.0", "2026-11-21", "unknown", "unknown"],
  ["0.9", "2026-11-21", "unknown", "unknown"],
])("%s on %s is %s, on EKS %s", ([minor, today, kubernetes, eks]) => {
  expect(supportOn(minor, today)).toEqual({ kubernetes, eks });
});

test("support never comes back once it has ended", () => {
  const order = ["unreleased", "supported", "maintenance", "ended"];
  const eksOrder = ["unreleased", "standard", "extended", "ended"];
  const day = fc
    .date({ min: new Date("2018-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const minor = fc.constantFrom(...releaseData.eks.releases.map((release) => release.minor));
  fc.assert(
    fc.property(minor, day, day, (name, a, b) => {
      const [early, late] = [a, b].toSorted().map((today) => supportOn(name, today));
      expect(order.indexOf(early?.kubernetes ?? "")).toBeLessThanOrEqual(
        order.indexOf(late?.kubernetes ?? ""),
      );
      expect(eksOrder.indexOf(early?.eks ?? "")).toBeLessThanOrEqual(
        eksOrder.indexOf(late?.eks ?? ""),
      );
    }),
    { numRuns: 2000 },
  );
});

test.for<[minor: string, today: string, code: string, severity: string, message: string]>([
  [
    "1.37",
    "2026-11-21",
    "VERSION_RELEASE_UNKNOWN",
    "info",
    "Kubernetes 1.37 is not in the release data of 2026-08-22",
  ],
  [
    "1.34",
    "2025-01-01",
    "VERSION_RELEASE_UNKNOWN",
    "info",
    "Kubernetes 1.34 is released on 2025-08-27",
  ],
  [
    "1.34",
    "2026-09-01",
    "VERSION_RELEASE_MAINTENANCE",
    "info",
    "Kubernetes 1.34 gets critical fixes only, until 2026-10-27",
  ],
  [
    "1.33",
    "2026-11-21",
    "VERSION_RELEASE_ENDED",
    "warning",
    "Kubernetes 1.33 has reached its end of life on 2026-06-28",
  ],
  [
    "1.10",
    "2026-11-21",
    "VERSION_RELEASE_ENDED",
    "warning",
    "Kubernetes 1.10 has reached its end of life",
  ],
])("%s on %s reports %s (%s): %s", ([minor, today, code, severity, message]) => {
  expect(checkRelease(minor, today, { pointer: "/kubernetes" })).toMatchObject([
    { code, severity, message, found: minor, pointer: "/kubernetes" },
  ]);
});

test("a supported minor has no findings", () => {
  expect(checkRelease("1.36", "2026-11-21")).toEqual([]);
});

test("a minor or a day that is none is refused", () => {
  expect(() => supportOn("1.34.1", "2026-11-21")).toThrow(
    expect.objectContaining({ code: "VERSION_INVALID" }),
  );
  expect(() => supportOn("1.34", "2026-11-31")).toThrow(
    expect.objectContaining({ code: "INPUT_INVALID" }),
  );
});
