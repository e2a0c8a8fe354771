import {
  type Diagnostic,
  isJsonList,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type Parsed,
} from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import { azureArtifact } from "./artifact-text.ts";
import { mergeReadings } from "./merge-readings.ts";
import type { BuildReading, PackerArtifact, PackerBuild, ReadBuild } from "./packer-build.ts";
import { amisOf } from "./read-machine-readable.ts";

/**
 * The builds of the last run in the file of Packer's manifest post-processor. Earlier runs, which
 * the file keeps, are left out.
 *
 * @see https://developer.hashicorp.com/packer/docs/post-processors/manifest
 * @example
 * ```ts
 * const manifest = JSON.stringify({
 *   builds: [
 *     {
 *       name: "ubuntu-24.04",
 *       builder_type: "amazon-ebs",
 *       packer_run_uuid: "5a1d",
 *       artifact_id: "eu-west-1:ami-09709369c53539c11",
 *     },
 *   ],
 *   last_run_uuid: "5a1d",
 * });
 * const parsed = parsePackerManifest(manifest);
 * parsed.ok && parsed.value[0]?.artifacts;
 * // => [{ kind: "ami", region: "eu-west-1", id: "ami-09709369c53539c11" }]
 * ```
 */
export function parsePackerManifest(text: string): Parsed<readonly PackerBuild[]> {
  return mergeReadings([readManifest(text)]);
}

/** What a manifest says of its last run. */
export function readManifest(text: string): BuildReading {
  const root = parseJson(text);
  const builds = isJsonObject(root) ? root["builds"] : undefined;
  const last = isJsonObject(root) ? root["last_run_uuid"] : undefined;
  if (!isJsonList(builds) || typeof last !== "string") {
    const message = "the text is no manifest with builds and last_run_uuid";
    return { builds: [], failures: [], diagnostics: [invalid(message)] };
  }
  const isCurrent = (build: JsonValue): boolean =>
    !isJsonObject(build) || build["packer_run_uuid"] === last;
  const readings = builds
    .map((build, index) => ({ build, index }))
    .filter(({ build }) => isCurrent(build))
    .map(({ build, index }) => readBuild(build, `/manifest/builds/${index}`));
  return {
    builds: readings.flatMap(({ build }) => (build === undefined ? [] : [build])),
    failures: [],
    diagnostics: [
      ...readings.flatMap(({ diagnostics }) => diagnostics),
      ...staleFindings(builds.length - readings.length),
    ],
  };
}

interface Entry {
  readonly build?: ReadBuild;
  readonly diagnostics: readonly Diagnostic[];
}

function readBuild(entry: JsonValue, pointer: string): Entry {
  if (!isJsonObject(entry)) {
    return { diagnostics: [invalid("a build is no object", pointer)] };
  }
  const { name, builder_type: builderType, artifact_id: id, custom_data: custom } = entry;
  const customData = stringsOf(custom ?? null);
  if (typeof name !== "string" || typeof builderType !== "string" || typeof id !== "string") {
    const message = "a build lacks name, builder_type or artifact_id";
    return { diagnostics: [invalid(message, pointer)] };
  }
  const artifacts = artifactsOf(builderType, id, filesOf(entry));
  if (artifacts === undefined || customData === undefined) {
    const message = `the build ${name} is not of the form that ${builderType} writes`;
    return { diagnostics: [invalid(message, pointer)] };
  }
  const data = custom === undefined || custom === null ? {} : { customData };
  return { build: { name, builderType, artifacts, masked: false, ...data }, diagnostics: [] };
}

function artifactsOf(
  builderType: string,
  id: string,
  files: readonly string[],
): readonly PackerArtifact[] | undefined {
  if (builderType.startsWith("amazon-")) {
    return amisOf(id);
  }
  if (builderType.startsWith("azure-")) {
    return azureArtifacts(id);
  }
  const first = files[0];
  if (first === undefined) {
    return builderType === "qemu" ? undefined : [{ kind: "other", id }];
  }
  const directory = first.includes("/") ? first.slice(0, first.lastIndexOf("/")) : ".";
  return [{ kind: "disk", directory, files }];
}

/** A build that keeps only disks in a form we do not know is written without an id. */
function azureArtifacts(id: string): readonly PackerArtifact[] | undefined {
  if (id === "" || id === "UNKNOWN ID") {
    return [];
  }
  if (/^https:\/\/\S+$/u.test(id)) {
    return [{ kind: "azure-vhd", id }];
  }
  const artifact = azureArtifact(id);
  return artifact === undefined ? undefined : [artifact];
}

function filesOf({ files = null }: JsonObject): readonly string[] {
  return isJsonList(files)
    ? files.flatMap((file) =>
        isJsonObject(file) && typeof file["name"] === "string" ? [file["name"]] : [],
      )
    : [];
}

function stringsOf(value: JsonValue): { readonly [name: string]: string } | undefined {
  if (value === null) {
    return {};
  }
  if (!isJsonObject(value)) {
    return undefined;
  }
  const entries = Object.entries(value).flatMap(([name, text]) =>
    typeof text === "string" ? [[name, text] as const] : [],
  );
  return entries.length === Object.keys(value).length ? Object.fromEntries(entries) : undefined;
}

function staleFindings(count: number): readonly Diagnostic[] {
  const message = `${count} of the manifest's builds belong to earlier runs`;
  const facts = { message, pointer: "/manifest/builds" };
  return count === 0 ? [] : [packerDiagnostics.report("PACKER_MANIFEST_STALE", facts)];
}

function parseJson(text: string): JsonValue | undefined {
  try {
    // One annotation: what JSON.parse returns is any, and always JSON.
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function invalid(message: string, pointer = "/manifest"): Diagnostic {
  return packerDiagnostics.report("PACKER_MANIFEST_INVALID", { message, pointer });
}
