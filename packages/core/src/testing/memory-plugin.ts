import { defineDiagnostics, type Parsed, toParsed } from "../diagnostic.ts";
import { emitJson } from "../emit/json.ts";
import { emitYaml } from "../emit/yaml.ts";
import { formatImageReference } from "../image/format-image-reference.ts";
import type { ImageReference } from "../image/image-reference.ts";
import { parseImageReference } from "../image/parse-image-reference.ts";
import { valueAt } from "../json-pointer.ts";
import { isJsonObject, type JsonObject, ownValue } from "../json-value.ts";
import { checkImageChoice, imageRequirement } from "../plugin/image-choice.ts";
import {
  definePlugin,
  type FoundReference,
  type ManifestRequest,
} from "../plugin/provider-plugin.ts";
import { memoryTargetSchema } from "../schemas/memory-target.ts";
import { toJsonValue } from "../to-json-value.ts";
import type { MemoryMachine } from "./memory-target.ts";

const memoryDiagnostics = defineDiagnostics({
  MEMORY_ARCHITECTURE: {
    severity: "error",
    cause: "The attic shelf holds images of one architecture only.",
    remedy: "Put images of other architectures on another shelf.",
  },
  MEMORY_CELLAR: {
    severity: "warning",
    cause: "Nobody finds what lies in the cellar.",
    remedy: "Take an image from another shelf.",
  },
  MEMORY_IMAGE_IMMUTABLE: {
    severity: "error",
    cause: "A machine keeps its image for life.",
    remedy: "Make another machine.",
  },
  MEMORY_OUTPUT_UNKNOWN: {
    severity: "error",
    cause: "The output of the build names no image.",
    remedy: "Pass the whole output of the build.",
  },
});

/**
 * The smallest plugin that does everything a plugin does: it keeps its images on shelves in
 * memory. Copy it to start a provider of your own.
 */
export const memoryPlugin = definePlugin({
  id: "memory",
  title: "Shelves in memory",
  target: memoryTargetSchema,
  diagnostics: [memoryDiagnostics],
  rules: [
    ({ image, target }) =>
      target.shelf === "attic" && image.architecture !== "amd64"
        ? [
            memoryDiagnostics.report("MEMORY_ARCHITECTURE", {
              message: `the attic takes no ${image.architecture} image`,
              pointer: "/image/architecture",
            }),
          ]
        : [],
    ({ target }) =>
      (target.machines ?? []).flatMap((machine, index) =>
        checkImageChoice(machine, ["ami"], `/machines/${index}`),
      ),
  ],
  builds: {
    imageJson: ({ image, target }) => ({
      path: "image.json",
      mediaType: "application/json",
      text: emitJson(toJsonValue({ image, shelf: target.shelf })),
    }),
  },
  manifests: ({ target }) =>
    (target.machines ?? []).map((machine, index) => machineRequest(target.shelf, machine, index)),
  carriers: [{ group: "memory.example", versions: ["v1"], kind: "Machine", update: "in-place" }],
  readManifest,
  writeReference,
  webhooks: [
    {
      group: "memory.example",
      kinds: ["Machine"],
      versions: ["v1"],
      validate: ({ object, oldObject }) =>
        oldObject !== undefined && imageOf(object) !== imageOf(oldObject)
          ? [
              memoryDiagnostics.report("MEMORY_IMAGE_IMMUTABLE", {
                message: "spec.image is immutable",
                pointer: imagePointer,
              }),
            ]
          : [],
    },
  ],
  manifestRules: [
    {
      group: "memory.example",
      kinds: ["Machine"],
      check: ({ object }) =>
        imageOf(object)?.startsWith("ami:cellar/") === true
          ? [
              memoryDiagnostics.report("MEMORY_CELLAR", {
                message: "the image lies in the cellar",
                pointer: imagePointer,
              }),
            ]
          : [],
    },
  ],
  parseBuildOutput: ({ log = "" }) => readBuiltImage(log),
});

function machineRequest(shelf: string, machine: MemoryMachine, index: number): ManifestRequest {
  const path = `machine-${machine.name}.yaml`;
  return {
    pointer: `/machines/${index}`,
    kind: "Machine",
    path,
    image: imageRequirement(machine, ["ami"], shelf),
    render: ({ reference, mode }) => ({
      path,
      mediaType: "application/yaml",
      text: emitYaml({
        apiVersion: "memory.example/v1",
        kind: "Machine",
        ...(mode === "complete" && { metadata: { name: machine.name } }),
        spec: { image: reference === undefined ? "" : formatImageReference(reference) },
      }),
    }),
  };
}

const imagePointer = "/spec/image";

function imageOf(object: JsonObject): string | undefined {
  const text = valueAt(object, imagePointer);
  return ownValue(object, "apiVersion") === "memory.example/v1" && typeof text === "string"
    ? text
    : undefined;
}

function readManifest(object: JsonObject): Parsed<readonly FoundReference[]> {
  const text = imageOf(object);
  if (text === undefined) {
    return toParsed([]);
  }
  const parsed = parseImageReference(text);
  return parsed.ok ? toParsed([{ pointer: imagePointer, reference: parsed.value }]) : parsed;
}

function writeReference(object: JsonObject, { reference }: FoundReference): Parsed<JsonObject> {
  const spec = ownValue(object, "spec");
  const image = formatImageReference(reference);
  return toParsed({ ...object, spec: { ...(isJsonObject(spec) ? spec : {}), image } });
}

function readBuiltImage(log: string): Parsed<readonly ImageReference[]> {
  const line = log.split("\n").findLast((text) => text.startsWith("built "));
  const message = "the output names no image";
  return line === undefined
    ? { ok: false, diagnostics: [memoryDiagnostics.report("MEMORY_OUTPUT_UNKNOWN", { message })] }
    : toParsed([{ kind: "ami", region: "top", id: line.slice("built ".length) }]);
}
