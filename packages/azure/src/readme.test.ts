import { expectGolden } from "@imagewright/testkit";
import { test } from "vitest";

import { artifacts } from "../examples/quick-start.ts";

test("golden files: the README's example", async () => {
  await expectGolden(new URL("__golden__/quick-start/", import.meta.url), artifacts);
});
