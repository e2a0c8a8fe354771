import type { Parsed } from "../diagnostic.ts";
import { formatImageReference } from "../image/format-image-reference.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { isJsonObject, type JsonObject, type JsonValue, ownValue } from "../json-value.ts";
import type { LoadedPlugin } from "../plugin/load-plugin.ts";
import type { ManifestRequest, RenderMode } from "../plugin/provider-plugin.ts";
import { readYaml } from "../read/index.ts";
import { noOverrides } from "../template/template-overrides.ts";
import type { ConformanceFailure, ConformanceSample } from "./conformance-sample.ts";
import { deepFreeze } from "./plain-data.ts";

/** What a manifest was rendered from is what is read from it, apart from the place it does not say. */
export function checkReadBack(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
  mode: RenderMode,
): readonly ConformanceFailure[] {
  const bound = plugin.bind(sample.image, sample.target);
  const requests = bound.ok ? bound.value.manifests(noOverrides) : [];
  return requests.flatMap((request) => checkRequest(plugin, sample, request, mode));
}

function checkRequest(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
  request: ManifestRequest,
  mode: RenderMode,
): readonly ConformanceFailure[] {
  const reference = referenceOf(request, sample);
  if (reference === undefined) {
    return [];
  }
  const artifact = request.render({ mode, reference });
  const read = readYaml(artifact.text, { file: artifact.path });
  const objects = read.ok ? read.value.map(({ value }) => value).filter(isJsonObject) : [];
  const found = objects.flatMap((object) => {
    const parsed = plugin.readManifest(object);
    return parsed.ok ? parsed.value.map((one) => withoutPlace(one.reference)) : [];
  });
  const law = "what was rendered reads back";
  const detail = `${artifact.path} (${mode}): ${withoutPlace(reference)} is not among ${found.join(", ") || "nothing"}`;
  const carriers = objects.filter((object) => isCarrier(plugin, object));
  return [
    ...objects.flatMap((object) => checkWriting(plugin, sample, object, artifact.path)),
    ...(found.includes(withoutPlace(reference)) ? [] : [{ law, sample: sample.name, detail }]),
    ...(carriers.length > 0
      ? []
      : [{ law: "carriers are declared", sample: sample.name, detail: artifact.path }]),
  ];
}

/** Writing what was read changes nothing: not the object that is given, and not the one that comes. */
function checkWriting(
  plugin: LoadedPlugin,
  sample: ConformanceSample,
  object: JsonObject,
  path: string,
): readonly ConformanceFailure[] {
  const read = plugin.readManifest(object);
  const { writeReference } = plugin;
  if (!read.ok || writeReference === undefined) {
    return [];
  }
  const before = canonical(object);
  return read.value.flatMap((found) => {
    const written = writeReference(deepFreeze(object), found);
    const same = written.ok && canonical(written.value) === before;
    const detail = written.ok ? "it changed" : written.diagnostics.map(({ code }) => code).join();
    const law = "writing what was read changes nothing";
    const renamed = writeReference(deepFreeze({ ...object, metadata: { name: "another" } }), found);
    const at = `${path} at ${found.pointer}`;
    return [
      ...(same ? [] : [{ law, sample: sample.name, detail: `${at}: ${detail}` }]),
      ...(content(renamed) === content(written)
        ? []
        : [{ law: "what is written depends on no metadata", sample: sample.name, detail: at }]),
    ];
  });
}

/** What was written, apart from what the object is called. */
function content(written: Parsed<JsonObject>): string {
  return written.ok ? canonical({ ...written.value, metadata: {} }) : "refused";
}

/** A value as text, whatever the order of its keys. */
function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_, part: JsonValue) =>
    isJsonObject(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function referenceOf(
  request: ManifestRequest,
  { image, catalog }: ConformanceSample,
): ImageReference | undefined {
  if (request.image === undefined || request.image.by === "reference") {
    return request.image?.reference;
  }
  const { kinds, location, query } = request.image;
  const match = catalog.list({
    kubernetesVersion: image.kubernetes.version,
    kinds,
    ...(location !== undefined && { location }),
    ...query,
  })[0];
  return match?.reference;
}

/** Objects do not say in which region or zone they will be used. */
function withoutPlace(reference: ImageReference): string {
  if (reference.kind === "ami") {
    return reference.id;
  }
  if (reference.kind === "cloudstack-template") {
    const { zone: _, ...rest } = reference;
    return formatImageReference(rest);
  }
  return formatImageReference(reference);
}

function isCarrier(plugin: LoadedPlugin, object: JsonObject): boolean {
  const apiVersion = ownValue(object, "apiVersion");
  const [group, version] = typeof apiVersion === "string" ? apiVersion.split("/") : [];
  return plugin.carriers.some(
    (carrier) =>
      carrier.group === group &&
      carrier.kind === ownValue(object, "kind") &&
      version !== undefined &&
      carrier.versions.includes(version),
  );
}
