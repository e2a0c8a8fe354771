import { expect, test } from "vitest";

import {
  exampleFiles,
  expectedBlocks,
  markedBlocks,
  readmes,
  runExample,
} from "./readme-examples.ts";

test("a block belongs to the marker on the line before it", () => {
  const text =
    "<!-- examples/a.ts -->\n\n```ts\na();\n```\n\n```sh\nls\n```\n\n<!-- output -->\n```text\n1\n```\n";
  expect(markedBlocks(text)).toEqual([
    { marker: "examples/a.ts", text: "a();\n" },
    { marker: "output", text: "1\n" },
  ]);
});

test.for(readmes())("$path shows an example, and no code beside its examples", (readme) => {
  expect(readme.blocks.length).toBeGreaterThan(0);
  const files = readme.blocks.filter(({ marker }) => marker.endsWith(".ts"));
  expect(files.length).toBe(readme.codeBlocks);
});

test.for(readmes())("$path shows examples and outputs as they are", async (readme) => {
  expect(readme.blocks).toEqual(await expectedBlocks(readme));
});

test("every example is shown in the README beside it", () => {
  const shown = new Set(
    readmes().flatMap(({ path, blocks }) =>
      blocks.map(({ marker }) => path.replace("README.md", marker)),
    ),
  );
  expect(exampleFiles().filter((path) => !shown.has(path))).toEqual([]);
});

test.for(exampleFiles())("%s runs", async (path) => {
  const { status, stderr } = await runExample(path);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
