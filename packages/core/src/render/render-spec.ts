import type { Artifact } from "../artifact.ts";
import { type Diagnostic, hasErrors, type Parsed, toParsed } from "../diagnostic.ts";
import { isImagewrightError } from "../error.ts";
import { createImageCatalog, type ImageCatalog, type ImageMatch } from "../image/image-catalog.ts";
import type { ManifestContext, ManifestRequest, RenderMode } from "../plugin/provider-plugin.ts";
import { specDiagnostics } from "../spec/spec-diagnostics.ts";
import type { Spec } from "../spec/spec.ts";
import type { BoundTarget } from "../spec/target.ts";
import { noOverrides, type TemplateOverrides } from "../template/template-overrides.ts";

/** How a spec is rendered. */
export interface RenderOptions {
  /** `complete` where left out. */
  readonly mode?: RenderMode;
  /** Where the images are looked up; an empty one where left out. */
  readonly catalog?: ImageCatalog;
  /** The user's own templates, by the name of the built-in they replace. */
  readonly overrides?: TemplateOverrides;
  /** RFC 3339 moment, in UTC: images that have expired by then are not used. */
  readonly at?: string;
}

/** What became of one target: all its artifacts, or the reasons why there are none. */
export interface TargetRendering {
  readonly target: string;
  readonly artifacts: Parsed<readonly Artifact[]>;
}

/**
 * Renders the targets of a spec one after the other, each when it is asked for, so that a caller
 * that consumes the iterator holds one target at a time.
 *
 * @example
 * ```ts
 * import { parseSpec } from "@imagewright/core/read";
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const text = `
 * apiVersion: imagewright/v1alpha1
 * kind: ImageSpec
 * images:
 *   - name: ubuntu-2404
 *     kubernetes: { version: 1.34.1 }
 *     os: { distribution: ubuntu, release: "24.04" }
 *     architecture: amd64
 * targets:
 *   - { name: top-shelf, provider: memory, image: ubuntu-2404, shelf: top }
 * `;
 * const spec = parseSpec(text, { file: "imagewright.yaml", plugins: [loadPlugin(memoryPlugin)] });
 * for (const { target, artifacts } of spec.ok ? renderSpec(spec.value) : []) {
 *   target; // => "top-shelf"
 *   artifacts.ok && artifacts.value.map(({ path }) => path); // => ["top-shelf/image.json"]
 * }
 * ```
 */
export function* renderSpec(spec: Spec, options: RenderOptions = {}): Generator<TargetRendering> {
  for (const target of spec.targets) {
    yield { target: target.name, artifacts: renderTarget(target, options) };
  }
}

/**
 * Renders every artifact of one target below a folder of its name.
 *
 * @example
 * ```ts
 * import { exampleCatalog, exampleImage, memoryPlugin } from "@imagewright/core/testing";
 *
 * const bound = bindTarget(memoryPlugin, exampleImage, {
 *   name: "top-shelf",
 *   provider: "memory",
 *   image: exampleImage.name,
 *   shelf: "top",
 *   machines: [{ name: "worker" }],
 * });
 * const catalog = exampleCatalog([{ kind: "ami", region: "top", id: "ami-09709369c53539c11" }]);
 * const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
 * rendered.ok && rendered.value.map(({ path }) => path);
 * // => ["top-shelf/image.json", "top-shelf/machine-worker.yaml"]
 * ```
 */
export function renderTarget(
  target: BoundTarget,
  options: RenderOptions = {},
): Parsed<readonly Artifact[]> {
  const diagnostics: Diagnostic[] = [];
  const artifacts: Artifact[] = [];
  const overrides = options.overrides ?? noOverrides;
  attempt("", diagnostics, () => {
    artifacts.push(...target.builds(overrides));
  });
  attempt("", diagnostics, () => {
    for (const request of target.manifests(overrides)) {
      attempt(request.pointer, diagnostics, () => {
        const artifact = renderManifest(target, request, options, diagnostics);
        artifacts.push(...(artifact === undefined ? [] : [artifact]));
      });
    }
  });
  diagnostics.push(...pathsTwice(artifacts));
  return hasErrors(diagnostics)
    ? { ok: false, diagnostics }
    : toParsed(
        artifacts.map((artifact) => ({ ...artifact, path: `${target.name}/${artifact.path}` })),
        diagnostics,
      );
}

const nothing = createImageCatalog([]);

function renderManifest(
  target: BoundTarget,
  request: ManifestRequest,
  options: RenderOptions,
  diagnostics: Diagnostic[],
): Artifact | undefined {
  const mode = options.mode ?? "complete";
  if (request.image === undefined) {
    return request.render({ mode });
  }
  if (request.image.by === "reference") {
    return request.render({ mode, reference: request.image.reference });
  }
  const match = findImage(target, request.image, options);
  diagnostics.push(...match.diagnostics.map((found) => ({ ...found, pointer: request.pointer })));
  if (!match.ok) {
    return undefined;
  }
  const context: ManifestContext = { mode, ...match.value };
  return request.render(context);
}

function findImage(
  { image }: BoundTarget,
  requirement: Extract<ManifestRequest["image"], { by: "catalog" }>,
  { catalog = nothing, at }: RenderOptions,
): Parsed<ImageMatch> {
  const { kinds, location, query } = requirement;
  return catalog.resolve({
    kubernetesVersion: image.kubernetes.version,
    distribution: image.os.distribution,
    osRelease: image.os.release,
    architecture: image.architecture,
    kinds,
    ...(location !== undefined && { location }),
    ...(at !== undefined && { at }),
    ...query,
  });
}

/**
 * Turns the refusal of a sink, or of a text that a template of the user's made, into findings;
 * every other error is a fault of ours and goes on.
 */
function attempt(pointer: string, diagnostics: Diagnostic[], action: () => void): void {
  try {
    action();
  } catch (error) {
    if (isImagewrightError(error, "INPUT_INVALID")) {
      diagnostics.push(...error.details.diagnostics.map((found) => ({ ...found, pointer })));
      return;
    }
    if (!isImagewrightError(error, "VALUE_REFUSED")) {
      throw error;
    }
    diagnostics.push(
      specDiagnostics.report("RENDER_VALUE_REFUSED", {
        message: error.message,
        pointer,
        hint: error.hint,
      }),
    );
  }
}

function pathsTwice(artifacts: readonly Artifact[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return artifacts.flatMap(({ path }) => {
    const key = path.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `two artifacts are named ${path}`;
    return [specDiagnostics.report("RENDER_PATH_TWICE", { message, found: path })];
  });
}
