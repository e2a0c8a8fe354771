import { expect, test } from "vitest";

import { exampleImage } from "../testing/example-image.ts";
import { memoryPlugin } from "../testing/memory-plugin.ts";
import { bindTarget } from "./target.ts";

const target = { name: "a", provider: "memory", image: exampleImage.name, shelf: "top" } as const;

test("a target takes its type from the plugin", () => {
  expect(bindTarget(memoryPlugin, exampleImage, target).ok).toBe(true);
  // @ts-expect-error: the plugin has no such option
  expect(bindTarget(memoryPlugin, exampleImage, { ...target, shelve: "top" }).ok).toBe(false);
  // @ts-expect-error: another provider's target
  expect(bindTarget(memoryPlugin, exampleImage, { ...target, provider: "aws" }).ok).toBe(false);
});

test("a target for another image is refused", () => {
  const bound = bindTarget(memoryPlugin, exampleImage, { ...target, image: "windows" });
  expect(bound.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
    ["SPEC_IMAGE_UNKNOWN", "/image"],
  ]);
});

test("what was bound keeps its name, provider and image", () => {
  const bound = bindTarget(memoryPlugin, exampleImage, target);
  expect(bound.ok && [bound.value.name, bound.value.provider, bound.value.image]).toEqual([
    "a",
    "memory",
    exampleImage,
  ]);
});

test("two objects of one name are refused where the second stands", () => {
  const machines = [{ name: "worker" }, { name: "spare" }, { name: "worker" }];
  const bound = bindTarget(memoryPlugin, exampleImage, { ...target, machines });
  expect(bound.ok).toBe(false);
  expect(bound.diagnostics.map(({ code, pointer, message }) => [code, pointer, message])).toEqual([
    [
      "RENDER_PATH_TWICE",
      "/machines/2",
      "machine-worker.yaml is the file of `/machines/0` already",
    ],
  ]);
});
