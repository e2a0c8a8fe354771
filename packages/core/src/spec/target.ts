import type { Artifact } from "../artifact.ts";
import { type Diagnostic, hasErrors, type Parsed, toParsed } from "../diagnostic.ts";
import type { NodeImage } from "../image/node-image.ts";
import type { ManifestRequest, ProviderPlugin } from "../plugin/provider-plugin.ts";
import { noOverrides, type TemplateOverrides } from "../template/template-overrides.ts";
import { specDiagnostics } from "./spec-diagnostics.ts";
import type { TargetHeader } from "./spec-document.ts";

/** A target whose provider has read it: its options are checked, and closed over. */
export interface BoundTarget {
  readonly name: string;
  /** Id of the plugin. */
  readonly provider: string;
  readonly image: NodeImage;
  /** The files the builder reads; paths are relative to the target's folder. */
  builds(overrides: TemplateOverrides): readonly Artifact[];
  /** What points at the image or boots it. */
  manifests(overrides: TemplateOverrides): readonly ManifestRequest[];
}

/**
 * Lets a provider read a target for an image: its schema first, then its rules.
 *
 * @returns pointers of diagnostics are relative to the target; `/image/…` leads into the image
 * @example
 * ```ts
 * import { exampleImage, memoryPlugin } from "@imagewright/core/testing";
 *
 * const bound = bindTarget(memoryPlugin, exampleImage, {
 *   name: "top-shelf",
 *   provider: "memory",
 *   image: exampleImage.name,
 *   shelf: "Top",
 * });
 * bound.diagnostics.map(({ pointer, found }) => `${pointer}: ${found}`); // => ['/shelf: "Top"']
 * ```
 */
export function bindTarget<Target extends TargetHeader, Build extends string>(
  plugin: ProviderPlugin<string, Target, Build>,
  image: NodeImage,
  target: NoInfer<Target>,
): Parsed<BoundTarget> {
  return readTarget(plugin, image, target);
}

/** {@link bindTarget} for a target whose type is not known: what does not fit is refused. */
export function readTarget<Target extends TargetHeader, Build extends string>(
  plugin: ProviderPlugin<string, Target, Build>,
  image: NodeImage,
  target: unknown,
): Parsed<BoundTarget> {
  const parsed = plugin.target.validate(target);
  if (!parsed.ok) {
    return parsed;
  }
  const diagnostics = [
    ...checkHeader(plugin.id, image, parsed.value),
    ...plugin.rules.flatMap((rule) => rule({ image, target: parsed.value })),
  ];
  if (hasErrors(diagnostics)) {
    return { ok: false, diagnostics };
  }
  const bound = bind(plugin, image, parsed.value);
  return toParsed(bound, [...diagnostics, ...filesTwice(bound.manifests(noOverrides))]);
}

/** Files are named after kind and name: two objects of one name need a folder, so a target, each. */
function filesTwice(requests: readonly ManifestRequest[]): readonly Diagnostic[] {
  const first = new Map<string, ManifestRequest>();
  return requests.flatMap((request): readonly Diagnostic[] => {
    const { path, pointer } = request;
    const other = first.get(path.toLowerCase());
    if (other === undefined) {
      first.set(path.toLowerCase(), request);
      return [];
    }
    const message = `${path} is the file of \`${other.pointer}\` already`;
    return [specDiagnostics.report("RENDER_PATH_TWICE", { message, pointer, found: path })];
  });
}

function bind<Target extends TargetHeader, Build extends string>(
  plugin: ProviderPlugin<string, Target, Build>,
  image: NodeImage,
  target: Target,
): BoundTarget {
  const renderers = Object.values<(typeof plugin.builds)[Build]>(plugin.builds);
  return {
    name: target.name,
    provider: plugin.id,
    image,
    builds: (overrides) =>
      renderers
        .map((renderer) => renderer({ image, target, overrides }))
        .filter((artifact) => artifact !== undefined),
    manifests: (overrides) => plugin.manifests({ image, target, overrides }),
  };
}

function checkHeader(id: string, image: NodeImage, target: TargetHeader): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  if (target.provider !== id) {
    const message = `the target is for ${target.provider}, not for ${id}`;
    found.push(specDiagnostics.report("SPEC_PROVIDER_UNKNOWN", { message, pointer: "/provider" }));
  }
  if (target.image !== image.name) {
    const message = `the target asks for image ${target.image}, not for ${image.name}`;
    found.push(specDiagnostics.report("SPEC_IMAGE_UNKNOWN", { message, pointer: "/image" }));
  }
  return found;
}
