import { bindTarget, isImagewrightError, renderTarget } from "@imagewright/core";
import { naughtyStrings, refusedStrings } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { production } from "./__fixtures__/eks-cases.ts";
import { eks } from "./plugin.ts";

function rendered(build: object): ReturnType<typeof renderTarget> {
  const target = { ...production.target, build };
  const bound = bindTarget(eks, production.image, target);
  return bound.ok ? renderTarget(bound.value) : bound;
}

function textOf(build: object, path: string): string | undefined {
  const result = rendered(build);
  return result.ok ? result.value.find((artifact) => artifact.path === path)?.text : undefined;
}

test("the variable file carries every naughty string exactly", () => {
  const altered = naughtyStrings.filter((text) => {
    const file = textOf({ variables: { ami_description: text } }, "eks/variables.json") ?? "{}";
    return (JSON.parse(file) as { ami_description?: string }).ami_description !== text;
  });
  expect(altered).toEqual([]);
});

test("on the make line a naughty string is written bare, or refused before anything is rendered", () => {
  const wrong = naughtyStrings.filter((text) => {
    const build = { variables: { source_ami_owners: text } };
    const script = textOf(build, "eks/build.sh");
    const isBare = script?.split(/\s+/u).includes(`source_ami_owners=${text}`) === true;
    const codes = rendered(build).diagnostics.map(({ code }) => code);
    return script === undefined ? !codes.includes("EKS_MAKE_VALUE") : !isBare;
  });
  expect(wrong).toEqual([]);
});

test("what no file may hold is refused", () => {
  for (const text of refusedStrings) {
    const result = rendered({ variables: { ami_description: text } });
    expect(result.ok).toBe(false);
    expect(isImagewrightError(result)).toBe(false);
  }
});
