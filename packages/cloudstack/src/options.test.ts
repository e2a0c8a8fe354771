import { type JsonValue, loadPlugin, renderTarget, toJsonValue } from "@imagewright/core";
import { omissions } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { newestRelease } from "./capc-release.ts";
import { cloudstack } from "./plugin.ts";

const plugin = loadPlugin(cloudstack);

test("the release that is written for by default is the newest we know", async () => {
  const { properties } = await plugin.targetSchema();
  expect(properties).toMatchObject({ capcVersion: { default: newestRelease } });
});

/** What becomes of a target: its files, or what is wrong with it. */
function outcome({ image, catalog }: (typeof cases)[number], target: JsonValue): string {
  const bound = plugin.bind(image, target);
  const rendered = bound.ok ? renderTarget(bound.value, { catalog }) : bound;
  return JSON.stringify(rendered);
}

test.for(cases)("no option is dropped in silence: $name", (one) => {
  const target = toJsonValue(one.target);
  const usual = outcome(one, target);
  const silent = [...omissions(target)].filter(([, changed]) => outcome(one, changed) === usual);
  expect(silent.map(([path]) => path)).toEqual([]);
});
