import { readFileSync } from "node:fs";

import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { parseCalendarDate } from "./calendar-date.ts";
import { compareKubernetesMinors, requireKubernetesMinor } from "./kubernetes-minor.ts";
import { parseKubernetesVersion } from "./kubernetes-version.ts";
import { eksReleaseOf, releaseData, releaseDataAge, releaseOf } from "./release-data.ts";

interface UpstreamRelease {
  readonly releaseCycle: string;
  readonly releaseDate: string;
  readonly eoas?: string | boolean;
  readonly eol: string;
  readonly eoes?: string;
  readonly latest: string;
  readonly latestReleaseDate: string;
}

function readUpstream(path: string): readonly UpstreamRelease[] {
  const document: { readonly releases: readonly UpstreamRelease[] } = parse(
    readFileSync(path, "utf8"),
  );
  return document.releases.toReversed();
}

test("the Kubernetes table says what upstream says", (context) => {
  const upstream = readUpstream(requireUpstream(context, "capi-capa/kubernetes-releases.yaml"));
  expect(releaseData.kubernetes.releases).toEqual(
    upstream.map(({ releaseCycle, releaseDate, eoas, eol, latest, latestReleaseDate }) => ({
      minor: releaseCycle,
      released: releaseDate,
      maintenance: typeof eoas === "string" ? eoas : undefined,
      endOfLife: eol,
      lastPatch: latest,
      lastPatchReleased: latestReleaseDate,
    })),
  );
});

test("the EKS table says what upstream says", (context) => {
  const upstream = readUpstream(requireUpstream(context, "capi-capa/amazon-eks-releases.yaml"));
  expect(releaseData.eks.releases).toEqual(
    upstream.map(({ releaseCycle, releaseDate, eol, eoes }) => ({
      minor: releaseCycle,
      released: releaseDate,
      standardEnd: eol,
      extendedEnd: eoes,
    })),
  );
});

test("the containerd table says what upstream says, in months where no day is decided", (context) => {
  const upstream = readUpstream(requireUpstream(context, "capi-capa/containerd-releases.yaml"));
  const known = releaseData.containerd.releases;
  const newest = upstream.slice(-known.length);
  expect(known).toEqual(
    newest.map(({ releaseCycle, releaseDate, latest }) => ({
      line: releaseCycle,
      released: releaseDate,
      endOfLife: expect.any(String),
      lastPatch: latest,
    })),
  );
  for (const [index, { endOfLife }] of known.entries()) {
    expect(newest[index]?.eol.startsWith(endOfLife)).toBe(true);
  }
});

test("every table is ordered, without gaps, and made of dates and versions", () => {
  const { kubernetes, eks, containerd, containerdByKubernetes, clusterApi } = releaseData;
  for (const minors of [
    kubernetes.releases.map(({ minor }) => minor),
    eks.releases.map(({ minor }) => minor),
    containerdByKubernetes.rows.map((row) => row.kubernetes),
    clusterApi.releases.map(({ minor }) => minor),
  ]) {
    const first = requireKubernetesMinor(minors[0] ?? "");
    expect(minors).toEqual(minors.map((_, index) => `${first.major}.${first.minor + index}`));
  }
  for (const { released, maintenance, endOfLife, lastPatch, minor } of kubernetes.releases) {
    const dates = [released, maintenance ?? released, endOfLife];
    expect(dates.every((date) => parseCalendarDate(date) !== undefined)).toBe(true);
    expect(dates.toSorted()).toEqual(dates);
    expect(lastPatch.startsWith(`${minor}.`)).toBe(true);
  }
  for (const { released, standardEnd, extendedEnd } of eks.releases) {
    const dates = [released, standardEnd, extendedEnd ?? standardEnd];
    expect(dates.every((date) => parseCalendarDate(date) !== undefined)).toBe(true);
    expect(dates.toSorted()).toEqual(dates);
  }
  const versions = [
    ...containerd.releases.map(({ lastPatch }) => lastPatch),
    ...containerdByKubernetes.rows.flatMap((row) => row.containerd),
    ...clusterApi.releases.flatMap(({ since }) => since.map((entry) => entry.clusterApi)),
  ];
  expect(versions.filter((text) => parseKubernetesVersion(text) === undefined)).toEqual([]);
});

test("Cluster API's rows follow its rule: N-3 for management, N-5 for workload clusters", () => {
  for (const { management, workload, since, newest } of releaseData.clusterApi.releases) {
    expect(requireKubernetesMinor(management).minor - requireKubernetesMinor(workload).minor).toBe(
      2,
    );
    for (const { kubernetes } of since) {
      expect(
        compareKubernetesMinors(requireKubernetesMinor(kubernetes), requireKubernetesMinor(newest)),
      ).toBeLessThanOrEqual(0);
    }
  }
});

test("a minor is looked up by its text", () => {
  expect(releaseOf("1.34")).toEqual({
    minor: "1.34",
    released: "2025-08-27",
    maintenance: "2026-08-27",
    endOfLife: "2026-10-27",
    lastPatch: "1.34.11",
    lastPatchReleased: "2026-08-20",
  });
  expect(eksReleaseOf("1.33")).toEqual({
    minor: "1.33",
    released: "2025-05-28",
    standardEnd: "2026-07-29",
    extendedEnd: "2027-07-29",
  });
});

test("a minor above the table is unknown, and a text that is no minor is refused", () => {
  expect(releaseOf("1.99")).toBeUndefined();
  expect(eksReleaseOf("1.99")).toBeUndefined();
  for (const text of ["1.34.1", "v1.34", "constructor"]) {
    expect(() => releaseOf(text)).toThrow(expect.objectContaining({ code: "VERSION_INVALID" }));
    expect(() => eksReleaseOf(text)).toThrow(expect.objectContaining({ code: "VERSION_INVALID" }));
  }
});

test("data of 180 days are good, a day later they are old", () => {
  expect(releaseDataAge("2026-11-21")).toEqual([]);
  expect(releaseDataAge("2027-01-17")).toEqual([]);
  expect(releaseDataAge("2027-01-18")).toEqual([
    {
      code: "VERSION_DATA_STALE",
      severity: "warning",
      message: 'the release data "containerdByKubernetes" are 181 days old',
      pointer: "",
      found: "2026-07-21",
      expected: "at most 180 days before 2027-01-18",
      hint: "Update Imagewright to get newer release data.",
    },
  ]);
  expect(releaseDataAge("2027-02-18")).toHaveLength(2);
  expect(releaseDataAge("2027-02-19")).toHaveLength(5);
  expect(() => releaseDataAge("soon")).toThrow(expect.objectContaining({ code: "INPUT_INVALID" }));
});
