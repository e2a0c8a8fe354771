import type { Artifact } from "@imagewright/core";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { conclude } from "./conformance/conclude.ts";
import type { ExpectedRefusal } from "./conformance/expected-refusals.ts";
import { conformanceTable } from "./conformance/report.ts";
import { conformanceSets, judgeSet, type SetResult } from "./conformance/run-conformance.ts";
import { admissionJudge } from "./judges/admission.ts";
import { accept, type Judge, refuse } from "./judges/judge.ts";

const brokenManifest: Artifact = {
  path: "complete/broken.yaml",
  mediaType: "application/yaml",
  text: `apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AWSMachineTemplate
metadata:
  name: broken
spec:
  template:
    spec:
      instanceType: m5.large
`,
};

const strict = { hasUpstream: true, isStrict: true } as const;

/** A judge that refuses whatever says so. */
const strictJudge: Judge = {
  name: "strict",
  meaning: "the text is good",
  remedy: "nothing to install",
  available: () => true,
  concerns: ({ mediaType }) => mediaType === "text/plain",
  judge: (artifacts) =>
    Promise.resolve(
      artifacts.map(({ path, text }) =>
        text === "good" ? accept("strict", path) : refuse("strict", path, [`it is ${text}`]),
      ),
    ),
};

const absentJudge: Judge = { ...strictJudge, name: "absent", available: () => "it is away" };

const expected: ExpectedRefusal = {
  reason: "upstream wrote it so",
  judge: "strict",
  says: ["it is odd"],
  paths: ["a.txt"],
};

function judge(
  text: string,
  judges: readonly Judge[] = [strictJudge],
  table: readonly ExpectedRefusal[] = [],
): Promise<SetResult> {
  const artifacts = [{ path: "a.txt", mediaType: "text/plain", text }];
  return judgeSet({ name: "set", artifacts, judges }, table);
}

test("a manifest of a version that is not served is refused by its CRD", async (context) => {
  const judges = [admissionJudge(requireUpstream(context))];
  const result = await judgeSet({ name: "set", artifacts: [brokenManifest], judges }, []);
  expect(result.refused).toEqual([
    {
      judge: "admission",
      path: "complete/broken.yaml",
      reasons: [expect.stringContaining("ADMISSION_VERSION_NOT_SERVED") as string],
    },
  ]);
  expect(conclude([result], [], strict).ok).toBe(false);
  expect(conformanceTable([result], [])).toContain("REFUSED by admission: complete/broken.yaml");
});

test("what everybody accepts conforms", async () => {
  const result = await judge("good");
  expect(result).toMatchObject({ judged: 1, accepted: 1, refused: [], skipped: [] });
  expect(conclude([result], [], strict).ok).toBe(true);
});

test("an expected refusal conforms, another reason for it does not", async () => {
  const odd = await judge("odd", [strictJudge], [expected]);
  expect([odd.expected.length, odd.refused.length]).toEqual([1, 0]);
  expect(conclude([odd], [expected], strict)).toEqual({ ok: true, stale: [] });
  const broken = await judge("broken", [strictJudge], [expected]);
  expect([broken.expected.length, broken.refused.length]).toEqual([0, 1]);
  expect(conclude([broken], [expected], strict).ok).toBe(false);
});

test("an expected refusal that does not come is stale", async () => {
  const result = await judge("good", [strictJudge], [expected]);
  const { ok, stale } = conclude([result], [expected], strict);
  expect({ ok, stale }).toEqual({ ok: false, stale: ["strict: a.txt"] });
  expect(conformanceTable([result], stale)).toContain("STALE");
});

test("an artifact that is no judge's kind does not conform", async () => {
  const artifacts = [{ path: "a.bin", mediaType: "application/octet-stream", text: "" }];
  const result = await judgeSet({ name: "set", artifacts, judges: [strictJudge] }, []);
  expect(result.unjudged).toEqual(["a.bin"]);
  expect(conclude([result], [], strict).ok).toBe(false);
});

test.for([
  { hasUpstream: true, isStrict: true, ok: false },
  { hasUpstream: true, isStrict: false, ok: false },
  { hasUpstream: false, isStrict: true, ok: false },
  { hasUpstream: false, isStrict: false, ok: true },
])(
  "a judge that is away: upstream there $hasUpstream, CI $isStrict, conforms $ok",
  async ({ ok, ...where }) => {
    const result = await judge("good", [strictJudge, absentJudge]);
    expect(result.skipped).toEqual([
      { judge: "absent", artifacts: 1, reason: "it is away", remedy: "nothing to install" },
    ]);
    expect(conclude([result], [], where).ok).toBe(ok);
  },
);

test("everything the example renders, and its clusters, is accepted by every judge", async (context) => {
  const upstream = requireUpstream(context);
  const sets = conformanceSets(upstream).filter(({ name }) => name.startsWith("example: "));
  const results = await Promise.all(sets.map((set) => judgeSet(set, [])));
  expect(results.map(({ name, refused, unjudged }) => ({ name, refused, unjudged }))).toEqual(
    sets.map(({ name }) => ({ name, refused: [], unjudged: [] })),
  );
  expect(results.length).toBe(6);
});
