import { existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { fillVariables, templateVariables } from "@imagewright/cluster-api";
import { type Artifact, formatDiagnostic } from "@imagewright/core";

import { admissionJudge } from "../judges/admission.ts";
import { cloudInitJudge } from "../judges/cloud-init.ts";
import { allJudges, judgeAll, type Judge, type Judgement } from "../judges/index.ts";
import { buildOutputJudge, manifestReaderJudge, textReaderJudge } from "../judges/our-readers.ts";
import { printerJudge, referenceWriterJudge } from "../judges/our-writers.ts";
import { userDataParts } from "../judges/user-data.ts";
import { yamlType } from "../judges/yaml-objects.ts";
import { allPlugins, allWebhooks } from "../plugins.ts";
import { type ExpectedRefusal, isExpected } from "./expected-refusals.ts";
import { goldenFolders, readArtifacts } from "./read-artifacts.ts";
import { exampleFolder, readExample, renderExample } from "./render-example.ts";

const workspace = resolve(import.meta.dirname, "../..");

/** Artifacts that are judged together, and reported as one row. */
export interface ArtifactSet {
  readonly name: string;
  readonly artifacts: readonly Artifact[];
  readonly judges: readonly Judge[];
}

/** What became of a set. */
export interface SetResult {
  readonly name: string;
  /** Paths of all artifacts. */
  readonly artifacts: readonly string[];
  /** Artifacts that at least one judge has judged. */
  readonly judged: number;
  /** Artifacts that are no judge's kind: a hole in the suite. */
  readonly unjudged: readonly string[];
  /** Verdicts. */
  readonly accepted: number;
  /** Verdicts that nobody expected. */
  readonly refused: readonly Refusal[];
  /** Verdicts that the table of expected refusals says are right. */
  readonly expected: readonly Refusal[];
  /** Verdicts that leave something open, rules in the Common Expression Language for example. */
  readonly notChecked: number;
  /** The same verdicts, judge by judge. */
  readonly counts: readonly JudgeCount[];
  readonly skipped: readonly Skipped[];
}

/** How many verdicts of each kind one judge has given. */
export interface JudgeCount {
  readonly judge: string;
  readonly accepted: number;
  readonly expected: number;
  readonly notChecked: number;
}

export interface Refusal {
  readonly judge: string;
  readonly path: string;
  readonly reasons: readonly string[];
}

interface Skipped {
  readonly judge: string;
  readonly artifacts: number;
  readonly reason: string;
  readonly remedy: string;
}

/** Everything that is to be judged: the example, the golden files, and what upstream publishes. */
export function conformanceSets(upstream: string | undefined): readonly ArtifactSet[] {
  const judges = allJudges(upstream);
  const readers = manifestReaderJudge(allPlugins);
  const rendered = [...judges, readers];
  return [
    ...[...exampleSets(), ...goldenSets()].map(({ name, artifacts }) => ({
      name,
      artifacts: artifacts.flatMap((artifact) => [artifact, ...userDataParts(artifact)]),
      judges: rendered,
    })),
    ...(upstream === undefined ? [] : officialSets(upstream)),
  ];
}

/** Judges a set, and tells expected refusals from others. */
export async function judgeSet(
  { name, artifacts, judges }: ArtifactSet,
  expected: readonly ExpectedRefusal[],
): Promise<SetResult> {
  const judgements = await judgeAll(judges, artifacts);
  const verdicts = judgements.flatMap((judgement) => judgement.verdicts);
  const refused = verdicts.filter(({ accepted }) => !accepted);
  const isRight = (verdict: Refusal): boolean => expected.some((one) => isExpected(one, verdict));
  return {
    name,
    artifacts: artifacts.map(({ path }) => path),
    judged: new Set(verdicts.map(({ path }) => path)).size,
    unjudged: artifacts
      .map(({ path }) => path)
      .filter((path) => !judgements.some(({ concerned }) => concerned.includes(path))),
    accepted: verdicts.length - refused.length,
    refused: refused.filter((verdict) => !isRight(verdict)).map(asRefusal),
    expected: refused.filter(isRight).map(asRefusal),
    notChecked: verdicts.filter(({ notChecked }) => notChecked.length > 0).length,
    counts: judgements
      .filter(({ verdicts: all }) => all.length > 0)
      .map(({ judge, verdicts: all }) => ({
        judge: judge.name,
        accepted: all.filter(({ accepted }) => accepted).length,
        expected: all.filter((verdict) => !verdict.accepted && isRight(verdict)).length,
        notChecked: all.filter(({ notChecked }) => notChecked.length > 0).length,
      })),
    skipped: judgements.flatMap(skippedOf),
  };
}

function asRefusal({ judge, path, reasons }: Refusal): Refusal {
  return { judge, path, reasons };
}

function skippedOf({ judge, concerned, skipped }: Judgement): readonly Skipped[] {
  return skipped === undefined
    ? []
    : [{ judge: judge.name, artifacts: concerned.length, reason: skipped, remedy: judge.remedy }];
}

type BareSet = Omit<ArtifactSet, "judges">;

/** The example in both modes, a set for each system; its clusters as a set of their own. */
function exampleSets(): readonly BareSet[] {
  const inputs = readExample();
  if (!inputs.ok) {
    throw new Error(inputs.diagnostics.map((one) => formatDiagnostic(one)).join("\n"));
  }
  const rendered = (["complete", "snippet"] as const).map((mode) => {
    const targets = renderExample(inputs.value, mode);
    if (!targets.ok) {
      throw new Error(targets.diagnostics.map((one) => formatDiagnostic(one)).join("\n"));
    }
    return { mode, targets: targets.value };
  });
  const systems = allPlugins.map(({ id, title }) => ({
    name: `example: ${title}`,
    artifacts: withoutRepeats(
      rendered.flatMap(({ mode, targets }) =>
        targets
          .filter(({ provider }) => provider === id)
          .flatMap(({ artifacts }) =>
            artifacts.map((artifact) => ({ ...artifact, path: `${mode}/${artifact.path}` })),
          ),
      ),
    ),
  }));
  const clusters = readArtifacts(join(workspace, exampleFolder, "clusters"), workspace);
  return [...systems, { name: "example: clusters", artifacts: clusters }];
}

/** What is the same in both modes is judged once. */
function withoutRepeats(artifacts: readonly Artifact[]): readonly Artifact[] {
  const complete = new Map(artifacts.map(({ path, text }) => [path, text]));
  return artifacts.filter(
    ({ path, text }) =>
      !path.startsWith("snippet/") ||
      complete.get(path.replace(/^snippet\//u, "complete/")) !== text,
  );
}

/** Packages whose golden files are artifacts; those of the command line are its printed text. */
const rendering = ["aws", "azure", "cloudstack", "karpenter", "packer"];

/** The golden files of every package that renders. */
function goldenSets(): readonly BareSet[] {
  return rendering.map((name) => ({
    name: `golden files: ${name}`,
    artifacts: goldenFolders(join(workspace, "packages", name, "src")).flatMap((folder) =>
      readArtifacts(folder, workspace),
    ),
  }));
}

/** What the names of the sets of upstream's examples begin with. */
export const officialPrefix = "official examples: ";

/** The examples whose documents are manifests, with their variables filled in. */
export function exampleManifests(upstream: string): readonly Artifact[] {
  return readArtifacts(join(upstream, "examples"), upstream)
    .filter(({ path }) => !/^examples\/(?:image-builder|perf-reliability)\//u.test(path))
    .map((artifact) => ({ ...artifact, text: filledText(artifact) }));
}

/** What upstream publishes as examples: read by our readers, and judged by upstream's own CRDs. */
function officialSets(upstream: string): readonly ArtifactSet[] {
  const folder = join(upstream, "examples");
  if (!existsSync(folder)) {
    return [];
  }
  const artifacts = readArtifacts(folder, upstream);
  const names = new Set(artifacts.map(({ path }) => path.split("/")[1] ?? ""));
  const readers = [
    textReaderJudge,
    printerJudge,
    manifestReaderJudge(allPlugins),
    referenceWriterJudge(allPlugins),
    buildOutputJudge(allPlugins),
    admissionJudge(upstream, { unknownKinds: "leave", webhooks: allWebhooks }),
    cloudInitJudge,
  ];
  return [...names].map((name) => ({
    name: `${officialPrefix}${name}`,
    artifacts: artifacts
      .filter(({ path }) => path.split("/")[1] === name)
      .map((artifact) => ({
        ...artifact,
        text: filledText(artifact),
        mediaType: typeOfExample(artifact),
      })),
    judges: readers,
  }));
}

/**
 * A template for clusterctl with its variables filled in: by their defaults, or by values that are
 * no more than names, numbers and a version.
 */
function filledText({ path, mediaType, text }: Artifact): string {
  const variables =
    mediaType === yamlType && /\$\{/u.test(text) ? templateVariables(text) : undefined;
  // What looks like a variable may be a shell's, in user data.
  const isTemplate = clusterctlExamples.some((folder) => path.startsWith(folder));
  if (variables?.ok !== true || !isTemplate) {
    return text;
  }
  const values = variables.value.map(({ name, default: given }): [string, string] => [
    name,
    given ?? placeholder(name),
  ]);
  const filled = fillVariables(text, Object.fromEntries(values));
  return filled.ok ? filled.value : text;
}

const clusterctlExamples = ["azure-capz", "capi-capa", "cloudstack-capc"].map(
  (name) => `examples/${name}/`,
);

function placeholder(name: string): string {
  if (name.endsWith("KUBERNETES_VERSION")) {
    return "v1.31.0";
  }
  if (name.includes("SSH_PUB")) {
    return "c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSUd1bGYyNUJqblRBVWx1RVl2cERvSTgvWW1URmNBWjVFMHdGVlRUTTE5WUcK";
  }
  return /(?:COUNT|PORT)$/u.test(name) ? "1" : "x1";
}

function typeOfExample({ path, mediaType }: Artifact): string {
  return basename(path).endsWith(".userdata.txt") ? "multipart/mixed" : mediaType;
}
