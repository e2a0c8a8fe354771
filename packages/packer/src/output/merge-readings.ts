import { type Diagnostic, hasErrors, type Parsed } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import type {
  BuildFailure,
  BuildReading,
  PackerArtifact,
  PackerBuild,
  ReadBuild,
} from "./packer-build.ts";

/**
 * What all sources of one run say together. Packer repeats an artifact for every post-processor
 * that keeps it; repetitions are dropped, contradictions refuse the run.
 */
export function mergeReadings(readings: readonly BuildReading[]): Parsed<readonly PackerBuild[]> {
  const read = readings.flatMap(({ builds }) => builds);
  const names = [...new Set(read.map(({ name }) => name))].toSorted();
  const merged = names.map((name) => mergeBuild(read.filter((build) => build.name === name)));
  const builds = merged.map(({ build }) => build).filter(({ artifacts }) => artifacts.length > 0);
  const failures = readings.flatMap((reading) => reading.failures);
  const diagnostics = [
    ...readings.flatMap((reading) => reading.diagnostics),
    ...merged.flatMap((entry) => entry.diagnostics),
    ...failureFindings(failures, builds),
  ];
  if (builds.length === 0 && !hasErrors(diagnostics)) {
    const message = "the output names no artifact";
    diagnostics.push(packerDiagnostics.report("PACKER_OUTPUT_EMPTY", { message }));
  }
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : { ok: true, value: builds, diagnostics };
}

interface Merged {
  readonly build: PackerBuild;
  readonly diagnostics: readonly Diagnostic[];
}

function mergeBuild(parts: readonly ReadBuild[]): Merged {
  const name = parts[0]?.name ?? "";
  const builderType = parts.find((part) => part.builderType !== undefined)?.builderType;
  const customData = parts.find((part) => part.customData !== undefined)?.customData;
  const artifacts = new Map<string, PackerArtifact>();
  const diagnostics: Diagnostic[] = [];
  for (const artifact of parts.flatMap((part) => part.artifacts)) {
    const place = placeOf(artifact);
    const known = artifacts.get(place);
    const both = known === undefined ? artifact : unite(known, artifact);
    if (known !== undefined && both === undefined) {
      diagnostics.push(contradiction(name, known, artifact));
    }
    artifacts.set(place, both ?? artifact);
  }
  if (parts.some(({ masked }) => masked) && !parts.some(isClear)) {
    const message = `an artifact of ${name} is blotted out`;
    diagnostics.push(packerDiagnostics.report("PACKER_OUTPUT_MASKED", { message }));
  }
  return {
    build: {
      name,
      ...(builderType !== undefined && { builderType }),
      artifacts: [...artifacts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
      ...(customData !== undefined && { customData }),
    },
    diagnostics,
  };
}

function isClear({ masked, artifacts }: ReadBuild): boolean {
  return !masked && artifacts.length > 0;
}

/** Where a build can have only one artifact. */
function placeOf(artifact: PackerArtifact): string {
  switch (artifact.kind) {
    case "ami":
      return `ami ${artifact.region}`;
    case "other":
      return `other ${artifact.id}`;
    case "azure-gallery-version":
    case "azure-managed-image":
    case "azure-vhd":
    case "disk":
    default:
      return artifact.kind;
  }
}

/** Two reports of the same artifact as one, or undefined if they are of different ones. */
function unite(a: PackerArtifact, b: PackerArtifact): PackerArtifact | undefined {
  if (a.kind === "disk" || b.kind === "disk") {
    return a.kind === "disk" && b.kind === "disk" && plain(a.directory) === plain(b.directory)
      ? { ...a, files: [...new Set([...a.files, ...b.files])].toSorted() }
      : undefined;
  }
  if (a.id.toLowerCase() !== b.id.toLowerCase()) {
    return undefined;
  }
  return "regions" in a ? a : b;
}

function plain(directory: string): string {
  return directory.replace(/^(?:\.\/)+/u, "").replace(/\/+$/u, "");
}

function contradiction(name: string, a: PackerArtifact, b: PackerArtifact): Diagnostic {
  const [first, second] = [a, b].map((artifact) =>
    artifact.kind === "disk" ? artifact.directory : artifact.id,
  );
  return packerDiagnostics.report("PACKER_OUTPUT_CONTRADICTION", {
    message: `${name} has two artifacts in one place (${placeOf(a)})`,
    found: `${first} and ${second}`,
  });
}

/** A failure refuses the run if nothing was made, or if something was made by the failed build. */
function failureFindings(
  failures: readonly BuildFailure[],
  builds: readonly PackerBuild[],
): readonly Diagnostic[] {
  const texts = new Map(failures.map(({ name, text }) => [name, text]));
  return [...texts].map(([name, text]) => {
    const isPartial = builds.length > 0 && builds.every((build) => build.name !== name);
    const code = isPartial ? "PACKER_BUILD_PARTLY_FAILED" : "PACKER_BUILD_FAILED";
    return packerDiagnostics.report(code, { message: `the build ${name} failed: ${text}` });
  });
}
