import type { Diagnostic } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import { readArtifactText } from "./artifact-text.ts";
import { builderTypeOf, splitBuilderName } from "./builder-name.ts";
import type { BuildFailure, BuildReading, PackerArtifact, ReadBuild } from "./packer-build.ts";

/** One line that Packer wrote with `-machine-readable`. */
interface MachineLine {
  readonly target: string;
  readonly type: string;
  readonly data: readonly string[];
}

/** What the lines of one artifact say. */
interface ArtifactLines {
  builderId?: string;
  text?: string;
  id?: string;
  files: string[];
  fileCount?: number;
  ended: boolean;
}

/**
 * What `packer -machine-readable` says of a run.
 *
 * @see https://developer.hashicorp.com/packer/docs/commands#machine-readable-output
 */
export function readMachineReadable(text: string): BuildReading {
  const lines = machineLines(text);
  const counts = new Map<string, number>();
  const artifacts = new Map<string, Map<string, ArtifactLines>>();
  const failures: BuildFailure[] = [];
  for (const { target, type, data } of lines) {
    if (type === "artifact-count") {
      counts.set(target, Number(data[0]));
    } else if (type === "artifact") {
      addArtifactLine(entryOf(artifacts, target), data);
    } else if (type === "error" && target !== "") {
      failures.push({ name: splitBuilderName(target).name, text: data.join(",") });
    }
  }
  const readings = [...artifacts].map(([target, parts]) =>
    readTarget(target, [...parts.values()], counts.get(target)),
  );
  const missing = [...counts].filter(([target, count]) => count > 0 && !artifacts.has(target));
  const ended = counts.size > 0 || lines.some(({ type }) => type === "error-count");
  return {
    builds: readings.flatMap(({ builds }) => builds),
    failures,
    diagnostics: [
      ...(ended ? [] : [cut("the output ends before Packer says what it made")]),
      ...missing.map(([target]) => cut(`the output ends before the artifacts of ${target}`)),
      ...readings.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** The lines that are whole and of Packer's form; logs may stand between them. */
function machineLines(text: string): readonly MachineLine[] {
  return text
    .split("\n")
    .slice(0, -1)
    .filter((line) => /^\d+,[^,]*,[^,]+/u.test(line))
    .map((line) => {
      const [, target = "", type = "", ...data] = line.replace(/\r$/u, "").split(",");
      return { target, type, data: data.map(decodeField) };
    });
}

/** A literal backslash before an n cannot be told from a line break; Packer writes them alike. */
function decodeField(field: string): string {
  return field
    .replaceAll("%!(PACKER_COMMA)", ",")
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\r`, "\r");
}

function entryOf<Value>(map: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const entry = map.get(key) ?? new Map<string, Value>();
  map.set(key, entry);
  return entry;
}

function addArtifactLine(parts: Map<string, ArtifactLines>, data: readonly string[]): void {
  const [index = "", key, ...values] = data;
  const part = parts.get(index) ?? { files: [], ended: false };
  parts.set(index, part);
  const value = values[0] ?? "";
  if (key === "builder-id") {
    part.builderId = value;
  } else if (key === "id") {
    part.id = value;
  } else if (key === "string") {
    part.text = value;
  } else if (key === "files-count") {
    part.fileCount = Number(value);
  } else if (key === "file") {
    part.files.push(values[1] ?? "");
  } else if (key === "end" || key === "nil") {
    part.ended = true;
  }
}

function readTarget(
  target: string,
  parts: readonly ArtifactLines[],
  count: number | undefined,
): Pick<BuildReading, "builds" | "diagnostics"> {
  const { name, type } = splitBuilderName(target);
  const builds: ReadBuild[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const part of parts) {
    if (!part.ended || part.files.length !== (part.fileCount ?? part.files.length)) {
      continue;
    }
    const reading = readPart(part);
    if (reading === undefined) {
      const message = `an artifact of ${name} is not of the form its builder writes`;
      diagnostics.push(report("PACKER_OUTPUT_MALFORMED", message));
    } else {
      const builderType = builderTypeOf(part.builderId ?? "") ?? reading.builderType ?? type;
      const { artifacts, masked } = reading;
      builds.push({ name, artifacts, masked, ...(builderType !== undefined && { builderType }) });
    }
  }
  const isWhole = parts.length === (count ?? parts.length) && parts.every(({ ended }) => ended);
  if (!isWhole && builds.length === 0 && diagnostics.length === 0) {
    diagnostics.push(cut(`the output ends inside the artifacts of ${name}`));
  }
  return { builds, diagnostics };
}

/** Both what the artifact is called and what it says; where they differ, it is no artifact. */
function readPart({
  text = "",
  id = "",
  files,
  builderId,
}: ArtifactLines): Omit<ReadBuild, "name"> | undefined {
  const reading = readArtifactText(text.split("\n"));
  if (reading.fault !== undefined) {
    return undefined;
  }
  const named = builderId === "mitchellh.amazonebs" ? amisOf(id) : [];
  if (named === undefined) {
    return undefined;
  }
  return {
    ...reading,
    artifacts: [...reading.artifacts.map((artifact) => withFiles(artifact, files)), ...named],
  };
}

function withFiles(artifact: PackerArtifact, files: readonly string[]): PackerArtifact {
  return artifact.kind === "disk" ? { ...artifact, files } : artifact;
}

/** `region:ami,region:ami`, or undefined if it is anything else. */
export function amisOf(id: string): readonly PackerArtifact[] | undefined {
  const lines = id.split(",").map((pair) => pair.replace(":", ": "));
  const reading = readArtifactText(["AMIs were created:", ...lines]);
  return reading.fault === undefined && reading.artifacts.length === lines.length
    ? reading.artifacts
    : undefined;
}

function cut(message: string): Diagnostic {
  return report("PACKER_OUTPUT_CUT", message);
}

function report(
  code: "PACKER_OUTPUT_CUT" | "PACKER_OUTPUT_MALFORMED",
  message: string,
): Diagnostic {
  return packerDiagnostics.report(code, { message, pointer: "/machineReadable" });
}
