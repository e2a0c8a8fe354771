import { readFileSync } from "node:fs";

import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { artifacts } from "../examples/quick-start.ts";
import { imageBuilderVariableCatalogue } from "./variables/variable-catalogue.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

test("golden files: the README's example", async () => {
  await expectGolden(new URL("__golden__/quick-start/", import.meta.url), artifacts);
});

test("the README counts the variables", () => {
  expect(readme).toContain(`the ${imageBuilderVariableCatalogue.length} variables`);
});
