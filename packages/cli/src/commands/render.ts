import {
  type Artifact,
  createImageCatalog,
  type Diagnostic,
  hasErrors,
  type ImageCatalog,
  type RenderMode,
  renderTarget,
  type TemplateOverrides,
  type TargetRendering,
} from "@imagewright/core";
import { locateRendering, parseCatalog, type ParsedSpec, parseSpec } from "@imagewright/core/read";

import type { CommandContext } from "../command-context.ts";
import type { CommandResult } from "../command-result.ts";
import { exitCodes } from "../exit-code.ts";
import { artifactStream } from "../output/artifact-stream.ts";
import { artifactTree } from "../output/artifact-tree.ts";
import type { RenderedTarget, RenderReport, ReportedArtifact } from "../output/json-report.ts";
import { readSource, sourceTexts } from "../read-source.ts";
import { noTemplates, readTemplates } from "../read-templates.ts";
import { refuseUnknown } from "../refuse-unknown.ts";
import { pause } from "../until-stopped.ts";
import { writeOut } from "../write-out.ts";

/** What `render` was asked for. */
export interface RenderRequest {
  readonly spec: string;
  readonly catalog?: string;
  /** Folder with the user's own templates. */
  readonly templates?: string;
  /** Folder to write to; without it the artifacts are printed. */
  readonly out?: string;
  readonly mode: RenderMode;
  /** Names of targets; all where left out. */
  readonly targets?: readonly string[];
  /** Paths of artifacts; all where left out. */
  readonly artifacts?: readonly string[];
  readonly dryRun: boolean;
  /** RFC 3339 moment, in UTC, the images are needed at. */
  readonly at: string;
}

interface Inputs {
  readonly spec: ParsedSpec;
  readonly catalog: ImageCatalog;
  readonly overrides: TemplateOverrides;
}

interface Rendering {
  readonly target: RenderedTarget;
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Renders the targets of a spec: all of them, or nothing. */
export async function render(
  { io, loadPlugins }: CommandContext,
  request: RenderRequest,
): Promise<CommandResult> {
  const { inputs, diagnostics, sources } = await readInputs({ io, loadPlugins }, request);
  if (inputs === undefined) {
    return { report: report(request, [], diagnostics), text: "", sources };
  }
  const renderings: Rendering[] = [];
  for (const name of wantedTargets(inputs.spec, request.targets)) {
    renderings.push(renderOne(inputs, name, request));
    await pause(io.signal);
  }
  const found = [...diagnostics, ...renderings.flatMap((rendering) => rendering.diagnostics)];
  if (hasErrors(found)) {
    return {
      report: report(
        request,
        renderings.map(({ target }) => target),
        found,
      ),
      text: "",
      sources,
    };
  }
  const artifacts = wantedArtifacts(renderings, request.artifacts);
  const { out, dryRun } = request;
  const written = out === undefined ? [] : await writeOut(io, out, artifacts, dryRun);
  const targets = renderings.map(({ target }) => ({
    ...target,
    artifacts: artifacts
      .filter(({ path }) => path.startsWith(`${target.name}/`))
      .map((artifact): ReportedArtifact => {
        const status = written.find(({ path }) => path === artifact.path)?.status;
        return {
          ...describeArtifact(artifact),
          ...(status !== undefined && { status }),
          ...(out === undefined && { text: artifact.text }),
        };
      }),
  }));
  const text =
    out === undefined ? artifactStream(artifacts) : artifactTree(out, written, { dryRun });
  return { report: report(request, targets, found), text, sources };
}

async function readInputs(
  { io, loadPlugins }: CommandContext,
  request: RenderRequest,
): Promise<{
  readonly inputs: Inputs | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, string>;
}> {
  const specFile = await readSource(io, request.spec);
  const catalogFile =
    request.catalog === undefined ? undefined : await readSource(io, request.catalog);
  const plugins = await loadPlugins();
  const templates =
    request.templates === undefined
      ? noTemplates
      : await readTemplates(io, request.templates, plugins);
  const spec = specFile.ok
    ? parseSpec(specFile.value.bytes, { file: specFile.value.file, plugins })
    : specFile;
  const catalog = catalogFile?.ok
    ? parseCatalog(catalogFile.value.bytes, { file: catalogFile.value.file })
    : (catalogFile ?? { ok: true, value: createImageCatalog([]), diagnostics: [] });
  return {
    inputs:
      spec.ok && catalog.ok && templates.overrides.ok
        ? { spec: spec.value, catalog: catalog.value, overrides: templates.overrides.value }
        : undefined,
    diagnostics: [...spec.diagnostics, ...catalog.diagnostics, ...templates.overrides.diagnostics],
    sources: new Map([
      ...sourceTexts(catalogFile === undefined ? [specFile] : [specFile, catalogFile]),
      ...templates.sources,
    ]),
  };
}

function renderOne(
  { spec, catalog, overrides }: Inputs,
  name: string,
  request: RenderRequest,
): Rendering {
  const target = spec.targets.find((candidate) => candidate.name === name);
  if (target === undefined) {
    throw new Error("the target was there a moment ago");
  }
  const { mode, at } = request;
  const rendering: TargetRendering = {
    target: name,
    artifacts: renderTarget(target, { catalog, overrides, mode, at }),
  };
  const { artifacts } = rendering;
  const rendered = artifacts.ok ? artifacts.value : [];
  return {
    target: {
      name,
      provider: target.provider,
      image: target.image.name,
      ok: artifacts.ok,
      artifacts: rendered.map(describeArtifact),
    },
    artifacts: rendered,
    diagnostics: locateRendering(spec, rendering).map((found) => withCatalogHint(found, request)),
  };
}

function wantedTargets(spec: ParsedSpec, wanted: readonly string[] | undefined): readonly string[] {
  const known = spec.targets.map(({ name }) => name);
  refuseUnknown("CLI_TARGET_UNKNOWN", "target", wanted ?? [], known);
  return known.filter((name) => wanted === undefined || wanted.includes(name));
}

function wantedArtifacts(
  renderings: readonly Rendering[],
  wanted: readonly string[] | undefined,
): readonly Artifact[] {
  const all = renderings.flatMap(({ artifacts }) => artifacts);
  const known = all.map(({ path }) => path);
  refuseUnknown("CLI_ARTIFACT_UNKNOWN", "artifact", wanted ?? [], known);
  return all.filter(({ path }) => wanted === undefined || wanted.includes(path));
}

/** Without a catalog nothing can be found in it: that is what to say. */
function withCatalogHint(found: Diagnostic, { catalog }: RenderRequest): Diagnostic {
  return found.code === "IMAGE_NOT_FOUND" && catalog === undefined
    ? { ...found, hint: "No catalog was given: name one with `--catalog FILE`." }
    : found;
}

function describeArtifact({ path, mediaType, text }: Artifact): ReportedArtifact {
  return { path, mediaType, bytes: Buffer.byteLength(text) };
}

function report(
  { spec, mode, out, dryRun }: RenderRequest,
  targets: readonly RenderedTarget[],
  diagnostics: readonly Diagnostic[],
): RenderReport {
  const ok = !hasErrors(diagnostics);
  return {
    formatVersion: 1,
    command: "render",
    ok,
    exitCode: ok ? exitCodes.done : exitCodes.findings,
    file: spec === "-" ? "<stdin>" : spec,
    mode,
    ...(out !== undefined && { out }),
    dryRun,
    targets,
    diagnostics,
  };
}
