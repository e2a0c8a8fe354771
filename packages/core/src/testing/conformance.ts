import { type Artifact, artifactPathFault } from "../artifact.ts";
import type { LoadedPlugin } from "../plugin/load-plugin.ts";
import type { RenderMode } from "../plugin/provider-plugin.ts";
import { renderTarget } from "../render/render-spec.ts";
import { noOverrides } from "../template/template-overrides.ts";
import { checkCodes, checkStrangers } from "./conformance-declaration.ts";
import { checkReadBack } from "./conformance-read-back.ts";
import type { ConformanceFailure, ConformanceSample } from "./conformance-sample.ts";
import { imageVariations } from "./image-variations.ts";
import { deepFreeze, shuffleKeys } from "./plain-data.ts";

const modes: readonly RenderMode[] = ["complete", "snippet"];

/**
 * Holds a plugin against the laws every plugin obeys: what its schema accepts renders, twice to
 * the same bytes, whatever the order of keys; every path is portable; what was rendered reads back
 * as the reference it was rendered from, and writing that reference again changes nothing; nothing
 * an image says is dropped in silence; strange objects are not its business; no code lacks its
 * cause and remedy.
 *
 * @returns what is broken; empty for a plugin that conforms
 * @example
 * ```ts
 * import { loadPlugin } from "@imagewright/core";
 *
 * const image = exampleImage;
 * const target = { name: "a", provider: "memory", image: image.name, shelf: "top" };
 * const catalog = exampleCatalog([{ kind: "ami", region: "top", id: "ami-09709369c53539c11" }]);
 * checkConformance(loadPlugin(memoryPlugin), [{ name: "top shelf", image, target, catalog }]);
 * // => []
 * ```
 */
export function checkConformance(
  plugin: LoadedPlugin,
  samples: readonly ConformanceSample[],
): readonly ConformanceFailure[] {
  return [
    ...checkCodes(plugin),
    ...checkStrangers(plugin),
    ...(samples.length === 0 ? [failure("samples", "", "no sample was given")] : []),
    ...samples.flatMap((sample) => checkSample(plugin, sample)),
  ];
}

function checkSample(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
): readonly ConformanceFailure[] {
  const image = deepFreeze(sample.image);
  const target = deepFreeze(sample.target);
  const bound = plugin.bind(image, target);
  if (!bound.ok) {
    const detail = bound.diagnostics.map(({ code, pointer }) => `${code} at ${pointer || "/"}`);
    return [failure("a sample is accepted", sample.name, detail.join(", "))];
  }
  const stranger = plugin.bind(image, { ...target, "not-an-option": true });
  return [
    ...(stranger.ok ? [failure("an unknown key is refused", sample.name, "it was accepted")] : []),
    ...modes.flatMap((mode) => checkRendering(plugin, sample, mode)),
    ...checkNothingDropped(plugin, sample),
  ];
}

function checkRendering(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
  mode: RenderMode,
): readonly ConformanceFailure[] {
  const first = renderSample(plugin, sample, sample.target, mode);
  const again = renderSample(plugin, sample, shuffleKeys(sample.target), mode);
  if (typeof first === "string") {
    return [failure("what the schema accepts renders", sample.name, `${mode}: ${first}`)];
  }
  const same = JSON.stringify(first) === JSON.stringify(again);
  return [
    ...(same ? [] : [failure("the order of keys changes nothing", sample.name, mode)]),
    ...first.flatMap((artifact) => checkArtifact(sample.name, artifact)),
    ...checkReadBack(plugin, sample, mode),
  ];
}

function renderSample(
  plugin: LoadedPlugin,
  { image, catalog }: ConformanceSample,
  target: object,
  mode: RenderMode,
): readonly Artifact[] | string {
  const bound = plugin.bind(image, target);
  const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
  return rendered.ok
    ? rendered.value
    : rendered.diagnostics.map(({ code, message }) => `${code}: ${message}`).join(", ");
}

function checkArtifact(sample: string, artifact: Artifact): readonly ConformanceFailure[] {
  const { path, text, mediaType } = artifact;
  const faults = [
    artifactPathFault(path),
    text.isWellFormed() && !text.includes("\0") ? undefined : "the text is not well-formed",
    text.endsWith("\n") ? undefined : "the text does not end with a line end",
    text.includes("\r") && mediaType !== "multipart/mixed"
      ? "the text has a carriage return"
      : undefined,
    /^[a-z]+\/[a-z0-9.+-]+$/u.test(mediaType) ? undefined : `${mediaType} is no media type`,
  ].filter((fault) => fault !== undefined);
  return faults.map((fault) => failure("artifacts are portable", sample, `${path}: ${fault}`));
}

/** Every field of the image changes what the builder reads, or is reported. */
function checkNothingDropped(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
): readonly ConformanceFailure[] {
  const plain = plugin.bind(sample.image, sample.target);
  const builds = plain.ok ? plain.value.builds(noOverrides) : [];
  if (builds.length === 0) {
    return [];
  }
  const usual = JSON.stringify(builds);
  return imageVariations.flatMap(({ pointer, apply }) => {
    const varied = plugin.bind(apply(sample.image), sample.target);
    const reported = varied.diagnostics.some((found) => found.pointer.startsWith("/image/"));
    const changed = varied.ok && JSON.stringify(varied.value.builds(noOverrides)) !== usual;
    return reported || changed
      ? []
      : [failure("nothing the image says is dropped", sample.name, pointer)];
  });
}

function failure(law: string, sample: string, detail: string): ConformanceFailure {
  return { law, sample, detail };
}
