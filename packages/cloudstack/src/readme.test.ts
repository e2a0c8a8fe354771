import { readFileSync } from "node:fs";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { artifacts } from "../examples/quick-start.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const example = readFileSync(new URL("../examples/quick-start.ts", import.meta.url), "utf8");

test("the README shows the example that is compiled and run", () => {
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\``);
});

test("golden files: the README's example", async () => {
  await expectGolden(new URL("__golden__/quick-start/", import.meta.url), artifacts);
});
