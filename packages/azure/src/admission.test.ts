import { judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { loadPlugin, type RenderMode, renderTarget } from "@imagewright/core";
import { readYaml } from "@imagewright/core/read";
import { requireUpstream, type SkippableContext } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { cases } from "./__fixtures__/cases.ts";
import { azure } from "./plugin.ts";
import { azureWebhooks } from "./webhooks/azure-webhooks.ts";

const plugin = loadPlugin(azure);

/** What the stored definition of the kind says to every manifest of a case. */
function verdicts(
  { image, target, catalog }: (typeof cases)[number],
  mode: RenderMode,
  context: SkippableContext,
): readonly (readonly string[])[] {
  const source = folderSource(requireUpstream(context, "crds"));
  const bound = plugin.bind(image, target);
  const rendered = bound.ok ? renderTarget(bound.value, { mode, catalog }) : bound;
  const manifests = (rendered.ok ? rendered.value : []).filter(({ path }) =>
    path.endsWith(".yaml"),
  );
  return manifests.flatMap(({ path, text }) => {
    const read = readYaml(text, { file: path });
    return (read.ok ? read.value : []).map(({ value }) =>
      judgeCreation(value, source, { webhooks: azureWebhooks }).diagnostics.map(
        ({ code, message }) => `${code} ${message}`,
      ),
    );
  });
}

test.for(cases)("complete manifests are admitted: $name", (one, context) => {
  const found = verdicts(one, "complete", context);
  expect(found.length).toBeGreaterThan(0);
  expect(found.flat()).toEqual([]);
});

test("a snippet is a fragment: the API server misses what the documentation leaves out", (context) => {
  const [documented] = cases;
  const found = documented === undefined ? [] : verdicts(documented, "snippet", context);

  expect(found.map((one) => one.length)).toEqual([3, 3, 3, 3, 3]);
  expect(found.flat().join("\n")).toMatch(/osDisk.*\n.*vmSize.*\nADMISSION_NOT_CHECKED/u);
});
