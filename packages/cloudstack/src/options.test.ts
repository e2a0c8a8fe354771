import {
  isJsonObject,
  type JsonValue,
  loadPlugin,
  renderTarget,
  toJsonValue,
} from "@imagewright/core";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { newestRelease } from "./capc-release.ts";
import { cloudstack } from "./plugin.ts";

const plugin = loadPlugin(cloudstack);

test("the release that is written for by default is the newest we know", async () => {
  const { properties } = await plugin.targetSchema();
  expect(properties).toMatchObject({ capcVersion: { default: newestRelease } });
});

/** Every way to leave one field out, with the path of the field. */
function* omissions(value: JsonValue, path = ""): Generator<readonly [string, JsonValue]> {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    for (const [index, item] of items.entries()) {
      for (const [at, changed] of omissions(item, `${path}/${index}`)) {
        yield [at, items.with(index, changed)];
      }
    }
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      const { [key]: _, ...rest } = value;
      yield [`${path}/${key}`, rest];
      for (const [at, changed] of omissions(child, `${path}/${key}`)) {
        yield [at, { ...value, [key]: changed }];
      }
    }
  }
}

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
