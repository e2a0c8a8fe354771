import {
  formatPointer,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KubernetesSource,
  type NodeImage,
  nodeImageSchema,
  parsePointer,
} from "@imagewright/core";
import { expect, test } from "vitest";

import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { fullFields, places, smallImage } from "./__fixtures__/images.ts";
import { checkImageBuilderImage } from "./check-image-builder-image.ts";
import { imageBuilderVariables } from "./image-builder-variables.ts";

const sources: readonly KubernetesSource[] = [
  {
    kind: "package",
    repository: "https://mirror.example.org/core:/stable:/v1.35/deb/",
    revision: "2.1",
  },
  { kind: "http", url: "https://dl.example.org/release" },
  { kind: "bucket", bucket: "amazon-eks", region: "us-west-2", buildDate: "2026-07-05" },
];

const fullImages: readonly { readonly system: ImageBuilderSystem; readonly image: NodeImage }[] =
  places.flatMap(({ system, os }) =>
    sources.map((source) => ({
      system,
      image: {
        ...smallImage({ ...os, kernel: "6.12" }),
        ...fullFields,
        kubernetes: { version: "1.35.5", source },
      },
    })),
  );

/** The pointers of all fields that the schema does not require, `*` for the items of a list. */
function optionalFields(root: JsonObject): readonly string[] {
  const found = new Set<string>();
  const visit = (schema: JsonValue | undefined, path: readonly string[]): void => {
    const object = isJsonObject(schema) ? resolved(root, schema) : {};
    const { properties = {}, required = [], items, anyOf } = object;
    for (const branch of listOf(anyOf)) {
      visit(branch, path);
    }
    visitItems(items, path);
    for (const [name, child] of Object.entries(isJsonObject(properties) ? properties : {})) {
      if (!listOf(required).includes(name)) {
        found.add(formatPointer([...path, name]));
      }
      visit(child, [...path, name]);
    }
  };
  const visitItems = (items: JsonValue | undefined, path: readonly string[]): void => {
    if (items !== undefined) {
      visit(items, [...path, "*"]);
    }
  };
  visit(root, []);
  return [...found];
}

function resolved(root: JsonObject, schema: JsonObject): JsonObject {
  const name = typeof schema["$ref"] === "string" ? schema["$ref"].split("/").at(-1) : undefined;
  const definitions = root["definitions"];
  const target = isJsonObject(definitions) && name !== undefined ? definitions[name] : undefined;
  return isJsonObject(target) ? target : schema;
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** A copy of the image without the field; undefined if the image does not have it. */
function without(value: unknown, path: readonly string[]): unknown {
  const [head = "", ...rest] = path;
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.map((item) => without(item, rest));
  }
  if (typeof value !== "object" || value === null || !(head in value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== head)
      : entries.map(([name, item]) => [name, name === head ? without(item, rest) : item]),
  );
}

function imageWithout(image: NodeImage, path: readonly string[]): NodeImage | undefined {
  const candidate: unknown = without(image, path);
  const parsed = nodeImageSchema.validate(candidate);
  return parsed.ok ? parsed.value : undefined;
}

/** Whether a finding is about the field, about what holds it, or about a part of it. */
function isAbout(pointer: string, field: string): boolean {
  const generic = pointer.slice("/image".length).replace(/\/\d+/gu, "/*");
  return generic.startsWith(field) || field.startsWith(generic);
}

const fields = optionalFields(await nodeImageSchema.load());

test("the schema's optional fields are found", () => {
  expect(fields).toContain("/kubernetes/source/revision");
  expect(fields).toContain("/files/*/mode");
  expect(fields.length).toBeGreaterThan(25);
});

test.for(fields)("%s is carried or refused, whatever the system", (field) => {
  let judged = 0;
  for (const { system, image } of fullImages) {
    const path = parsePointer(field);
    const rest = imageWithout(image, path);
    if (rest === undefined) {
      continue;
    }
    judged += 1;
    const isCarried =
      JSON.stringify(imageBuilderVariables(system, rest)) !==
      JSON.stringify(imageBuilderVariables(system, image));
    const findings = checkImageBuilderImage(system, image).filter(
      ({ severity }) => severity === "error",
    );
    const isRefused = findings.some(({ pointer }) => isAbout(pointer, field));
    expect({
      system,
      os: image.os,
      source: image.kubernetes.source?.kind,
      known: isCarried || isRefused,
    }).toEqual({
      system,
      os: image.os,
      source: image.kubernetes.source?.kind,
      known: true,
    });
  }
  expect(judged).toBeGreaterThan(0);
});
