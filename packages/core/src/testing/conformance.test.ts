import { expect, test } from "vitest";

import { textAt } from "../json-fields.ts";
import { loadPlugin } from "../plugin/load-plugin.ts";
import { definePlugin } from "../plugin/provider-plugin.ts";
import type { ConformanceSample } from "./conformance-sample.ts";
import { checkConformance } from "./conformance.ts";
import { exampleCatalog, exampleImage } from "./example-image.ts";
import { memoryPlugin } from "./memory-plugin.ts";

const sample: ConformanceSample = {
  name: "one machine",
  image: exampleImage,
  target: {
    name: "shelf",
    provider: "memory",
    image: exampleImage.name,
    shelf: "top",
    machines: [{ name: "first" }, { name: "pinned", reference: "ami:cellar/ami-0000000a" }],
  },
  catalog: exampleCatalog([{ kind: "ami", region: "top", id: "ami-0000000b" }]),
};

test("the reference plugin conforms", () => {
  expect(checkConformance(loadPlugin(memoryPlugin), [sample])).toEqual([]);
});

test("a plugin without samples has shown nothing", () => {
  const laws = checkConformance(loadPlugin(memoryPlugin), []).map(({ law }) => law);
  expect(laws).toEqual(["samples"]);
});

test.for([
  {
    fault: "a field of the image is dropped",
    plugin: definePlugin({
      ...memoryPlugin,
      builds: {
        imageJson: () => ({ path: "image.json", mediaType: "application/json", text: "{}\n" }),
      },
    }),
    law: "nothing the image says is dropped",
  },
  {
    fault: "the order of keys shows",
    plugin: definePlugin({
      ...memoryPlugin,
      builds: {
        imageJson: ({ image, target }) => ({
          path: "image.json",
          mediaType: "application/json",
          text: `${JSON.stringify({ image, target })}\n`,
        }),
      },
    }),
    law: "the order of keys changes nothing",
  },
  {
    fault: "a manifest is not read back",
    plugin: definePlugin({
      ...memoryPlugin,
      readManifest: () => ({ ok: true, value: [], diagnostics: [] }),
    }),
    law: "what was rendered reads back",
  },
  {
    fault: "writing a reference drops the rest of the object",
    plugin: definePlugin({
      ...memoryPlugin,
      writeReference: (object) => ({
        ok: true,
        value: { ...object, metadata: {} },
        diagnostics: [],
      }),
    }),
    law: "writing what was read changes nothing",
  },
  {
    fault: "what is written depends on the name of the object",
    plugin: definePlugin({
      ...memoryPlugin,
      writeReference: (object) => ({
        ok: true,
        value: textAt(object, "/metadata/name") === "another" ? { ...object, spec: {} } : object,
        diagnostics: [],
      }),
    }),
    law: "what is written depends on no metadata",
  },
  {
    fault: "a carrier is not declared",
    plugin: definePlugin({ ...memoryPlugin, carriers: [] }),
    law: "carriers are declared",
  },
  {
    fault: "a path climbs out of its folder",
    plugin: definePlugin({
      ...memoryPlugin,
      builds: {
        imageJson: ({ image }) => ({
          path: "../image.json",
          mediaType: "application/json",
          text: `${JSON.stringify(image)}\n`,
        }),
      },
    }),
    law: "artifacts are portable",
  },
])("the suite notices that $fault", ({ plugin, law }) => {
  const laws = checkConformance(loadPlugin(plugin), [sample]).map((failure) => failure.law);
  expect(laws).toContain(law);
});
