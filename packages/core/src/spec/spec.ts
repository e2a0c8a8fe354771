import { type Diagnostic, hasErrors, type Parsed, toParsed } from "../diagnostic.ts";
import type { NodeImage } from "../image/node-image.ts";
import { formatPointer, parsePointer } from "../json-pointer.ts";
import { isJsonObject, type JsonValue, ownValue } from "../json-value.ts";
import type { LoadedPlugin } from "../plugin/load-plugin.ts";
import { imageSpecSchema } from "../schemas/image-spec.ts";
import { showValue } from "../show-value.ts";
import { locateDiagnostics, type SourceDocument } from "../source.ts";
import { nearestName } from "../text/nearest.ts";
import { specDiagnostics } from "./spec-diagnostics.ts";
import type { BoundTarget } from "./target.ts";

/** A spec that has been checked whole: its images, and its targets read by their providers. */
export interface Spec {
  readonly images: readonly NodeImage[];
  readonly targets: readonly BoundTarget[];
}

/**
 * Checks a spec document and lets the providers read their targets.
 *
 * @param plugins - every provider the spec may name
 * @returns every problem of the whole document at once, located in its source
 * @example
 * ```ts
 * import { readSingle } from "@imagewright/core/read";
 * import { memoryPlugin } from "@imagewright/core/testing";
 *
 * const read = readSingle('{ "apiVersion": "imagewright/v1alpha1", "kind": "ImageSpec" }', {
 *   file: "imagewright.json",
 * });
 * const bound = read.ok ? bindSpec(read.value, [loadPlugin(memoryPlugin)]) : read;
 * bound.diagnostics.map(({ code, message }) => `${code}: ${message}`);
 * // => ["SCHEMA_MISSING_KEY: the map lacks the key `images`"]
 * ```
 */
export function bindSpec(document: SourceDocument, plugins: readonly LoadedPlugin[]): Parsed<Spec> {
  const envelope = imageSpecSchema.validate(document.value);
  const images = imagesOf(document.value);
  const targets = listOf(document.value, "targets").map((target, index) =>
    readTarget(target, index, images, plugins),
  );
  const diagnostics = locateDiagnostics(document, [
    ...envelope.diagnostics,
    ...namesTwice(document.value, "images"),
    ...namesTwice(document.value, "targets"),
    ...withoutKnown(
      targets.flatMap((target) => target.diagnostics),
      envelope.diagnostics,
    ),
    ...(envelope.ok ? unusedImages(document.value, images) : []),
  ]);
  if (!envelope.ok || hasErrors(diagnostics)) {
    return { ok: false, diagnostics };
  }
  const bound = targets.flatMap((target) => (target.ok ? [target.value] : []));
  return toParsed({ images: envelope.value.images, targets: bound }, diagnostics);
}

/** Images that are well-formed enough for targets to be judged; broken ones are reported already. */
function imagesOf(value: JsonValue): ReadonlyMap<string, NodeImage | undefined> {
  const images = new Map<string, NodeImage | undefined>();
  for (const item of listOf(value, "images")) {
    const name = isJsonObject(item) ? ownValue(item, "name") : undefined;
    if (typeof name === "string") {
      const alone = imageSpecSchema.validate({
        apiVersion: "imagewright/v1alpha1",
        kind: "ImageSpec",
        images: [item],
      });
      images.set(name, alone.ok ? alone.value.images[0] : undefined);
    }
  }
  return images;
}

function readTarget(
  target: JsonValue,
  index: number,
  images: ReadonlyMap<string, NodeImage | undefined>,
  plugins: readonly LoadedPlugin[],
): Parsed<BoundTarget> {
  const at = formatPointer(["targets", index]);
  if (!isJsonObject(target)) {
    return { ok: false, diagnostics: [] };
  }
  const provider = ownValue(target, "provider");
  const imageName = ownValue(target, "image");
  const plugin = plugins.find(({ id }) => id === provider);
  const diagnostics: Diagnostic[] = [];
  if (typeof provider === "string" && plugin === undefined) {
    diagnostics.push(
      unknownName(
        "SPEC_PROVIDER_UNKNOWN",
        "provider",
        provider,
        plugins.map(({ id }) => id),
        at,
      ),
    );
  }
  if (typeof imageName === "string" && !images.has(imageName)) {
    diagnostics.push(unknownName("SPEC_IMAGE_UNKNOWN", "image", imageName, [...images.keys()], at));
  }
  const wanted = typeof imageName === "string" ? imageName : "";
  const image = images.get(wanted);
  const imageAt = formatPointer(["images", [...images.keys()].indexOf(wanted)]);
  if (plugin === undefined) {
    return { ok: false, diagnostics };
  }
  const located = (one: Diagnostic): Diagnostic => below(one, at, imageAt);
  if (image === undefined) {
    return {
      ok: false,
      diagnostics: [...diagnostics, ...plugin.validate(target).diagnostics.map(located)],
    };
  }
  const read = plugin.bind(image, target);
  const found = [...diagnostics, ...read.diagnostics.map(located)];
  return read.ok ? toParsed(read.value, found) : { ok: false, diagnostics: found };
}

function unknownName(
  code: "SPEC_PROVIDER_UNKNOWN" | "SPEC_IMAGE_UNKNOWN",
  key: string,
  name: string,
  known: readonly string[],
  at: string,
): Diagnostic {
  const nearest = nearestName(name.slice(0, 128), known);
  return specDiagnostics.report(code, {
    message: `there is no ${key} ${showValue(name)}`,
    pointer: `${at}/${key}`,
    found: showValue(name),
    ...(known.length > 0 && { expected: known.join(", ") }),
    ...(nearest !== undefined && { hint: `Did you mean \`${nearest}\`?` }),
  });
}

/**
 * Pointers of rules are relative to the target, or lead into its image by `/image/…`. What a schema
 * calls the map, since it knows no more, is the target.
 */
function below(diagnostic: Diagnostic, at: string, imageAt: string): Diagnostic {
  const { pointer } = diagnostic;
  const message = diagnostic.message.replace(/^the map /u, `\`targets[${parsePointer(at)[1]}]\` `);
  const whole = pointer.startsWith("/image/") ? `${imageAt}${pointer.slice(6)}` : `${at}${pointer}`;
  return { ...diagnostic, message, pointer: whole };
}

/** The header of a target is judged by two schemas; once is enough. */
function withoutKnown(
  diagnostics: readonly Diagnostic[],
  known: readonly Diagnostic[],
): readonly Diagnostic[] {
  const keys = new Set(known.map(({ code, pointer, message }) => `${code} ${pointer} ${message}`));
  return diagnostics.filter(
    ({ code, pointer, message }) => !keys.has(`${code} ${pointer} ${message}`),
  );
}

function namesTwice(value: JsonValue, list: "images" | "targets"): readonly Diagnostic[] {
  const seen = new Map<string, number>();
  return listOf(value, list).flatMap((item, index) => {
    const name = isJsonObject(item) ? ownValue(item, "name") : undefined;
    if (typeof name !== "string") {
      return [];
    }
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, index);
      return [];
    }
    const message = `${showValue(name)} is already the name of \`${list}[${first}]\``;
    const pointer = formatPointer([list, index, "name"]);
    return [
      specDiagnostics.report("SPEC_NAME_TWICE", { message, pointer, found: showValue(name) }),
    ];
  });
}

function unusedImages(
  value: JsonValue,
  images: ReadonlyMap<string, NodeImage | undefined>,
): readonly Diagnostic[] {
  const used = new Set(
    listOf(value, "targets").map((item) =>
      isJsonObject(item) ? ownValue(item, "image") : undefined,
    ),
  );
  return [...images.keys()].flatMap((name, index) =>
    used.has(name)
      ? []
      : [
          specDiagnostics.report("SPEC_IMAGE_UNUSED", {
            message: `no target asks for image ${showValue(name)}`,
            pointer: formatPointer(["images", index]),
          }),
        ],
  );
}

function listOf(value: JsonValue, key: string): readonly JsonValue[] {
  const list = isJsonObject(value) ? ownValue(value, key) : undefined;
  return Array.isArray(list) ? list : [];
}
