import { expect, test } from "vitest";

import { valueRefused } from "../error.ts";
import { definePlugin, type ProviderPlugin } from "../plugin/provider-plugin.ts";
import { bindTarget } from "../spec/target.ts";
import { exampleCatalog, exampleImage } from "../testing/example-image.ts";
import { memoryPlugin } from "../testing/memory-plugin.ts";
import type { MemoryTarget } from "../testing/memory-target.ts";
import { renderSpec, renderTarget } from "./render-spec.ts";

const catalog = exampleCatalog([{ kind: "ami", region: "top", id: "ami-0000000a" }]);
const target: MemoryTarget = {
  name: "shelf",
  provider: "memory",
  image: exampleImage.name,
  shelf: "top",
  machines: [{ name: "first" }, { name: "second" }],
};

function render(
  plugin: ProviderPlugin<string, MemoryTarget, string>,
  options: MemoryTarget = target,
): ReturnType<typeof renderTarget> {
  const bound = bindTarget(plugin, exampleImage, options);
  if (!bound.ok) {
    throw new Error("the target does not bind");
  }
  return renderTarget(bound.value, { catalog });
}

test("artifacts stand below a folder of the target's name", () => {
  const rendered = render(memoryPlugin);
  expect(rendered.ok && rendered.value.map(({ path }) => path)).toEqual([
    "shelf/image.json",
    "shelf/machine-first.yaml",
    "shelf/machine-second.yaml",
  ]);
});

test("an image that is not in the catalog is reported for every manifest that asks for it", () => {
  const rendered = render(memoryPlugin, { ...target, shelf: "bottom" });
  expect(rendered.ok).toBe(false);
  expect(rendered.diagnostics.map(({ code, pointer }) => [code, pointer])).toEqual([
    ["IMAGE_NOT_FOUND", "/machines/0"],
    ["IMAGE_NOT_FOUND", "/machines/1"],
  ]);
});

test("a reference that was given is written without asking the catalog", () => {
  const machines = [{ name: "first", reference: "ami:cellar/ami-0000000b" }];
  const rendered = render(memoryPlugin, { ...target, shelf: "bottom", machines });
  expect(rendered.ok && rendered.value[1]?.text).toContain("ami:cellar/ami-0000000b");
});

test("a value a sink refuses is a finding, and nothing is rendered", () => {
  const plugin = definePlugin({
    ...memoryPlugin,
    builds: {
      imageJson: () => {
        throw valueRefused("make", "/shelf", "it holds a blank", "Remove the blank.");
      },
    },
  });
  const rendered = render(plugin);
  expect(rendered.ok).toBe(false);
  expect(rendered.diagnostics.map(({ code, hint }) => [code, hint])).toEqual([
    ["RENDER_VALUE_REFUSED", "Remove the blank."],
  ]);
});

test("an error that is not a refusal is a fault of ours and is not swallowed", () => {
  const plugin = definePlugin({
    ...memoryPlugin,
    builds: {
      imageJson: () => {
        throw new RangeError("a bug");
      },
    },
  });
  expect(() => render(plugin)).toThrow(RangeError);
});

test("two artifacts of one path are refused, whatever the case of their letters", () => {
  const artifact = { mediaType: "text/plain", text: "x\n" };
  const plugin = definePlugin({
    ...memoryPlugin,
    builds: {
      imageJson: () => ({ path: "Image.json", ...artifact }),
      again: () => ({ path: "image.json", ...artifact }),
    },
  });
  expect(render(plugin).diagnostics.map(({ code }) => code)).toEqual(["RENDER_PATH_TWICE"]);
});

test("targets are rendered when they are asked for", () => {
  let rendered = 0;
  const plugin = definePlugin({
    ...memoryPlugin,
    builds: {
      imageJson: () => {
        rendered += 1;
        return undefined;
      },
    },
  });
  const bound = bindTarget(plugin, exampleImage, target);
  const targets = bound.ok ? [bound.value, bound.value, bound.value] : [];
  const renderings = renderSpec({ images: [exampleImage], targets }, { catalog });
  renderings.next();
  expect(rendered).toBe(1);
});
