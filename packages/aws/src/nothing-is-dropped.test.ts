import { loadPlugin, renderTarget } from "@imagewright/core";
import { expect, test } from "vitest";

import { catalog, image, plain, variations } from "./__fixtures__/all-options.ts";
import { changed, optionsOf } from "./__fixtures__/schema-options.ts";
import { aws } from "./plugin.ts";
import schema from "./schemas/aws-target.json" with { type: "json" };

test("the plain target renders everything", () => {
  const result = outcome(plain);
  expect("value" in result && Array.isArray(result.value) && result.value.length).toBe(7);
});

test("the release of CAPA decides which fields there are", () => {
  const old = loadPlugin(aws).bind(image, {
    ...plain,
    capaVersion: "2.6.1",
  });
  expect(old.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(
    expect.arrayContaining([
      "AWS_FIELD_RELEASE /machinePools/0/awsLaunchTemplate/nonRootVolumes",
      "AWS_FIELD_RELEASE /managedMachinePools/0/lifecycleHooks",
    ]),
  );
});

test("there is a variation of every option", () => {
  const options = optionsOf(schema, [
    "build",
    "machineTemplates",
    "machines",
    "machinePools",
    "managedMachinePools",
    "managedControlPlanes",
  ]);
  expect(new Set(options)).toEqual(new Set(Object.keys(variations)));
});

test.for(Object.entries(variations))(
  "%s changes what is rendered, or is reported",
  ([path, to]) => {
    expect(outcome(changed(plain, path, to))).not.toEqual(outcome(plain));
  },
);

function outcome(target: unknown): object {
  const bound = loadPlugin(aws).bind(image, target);
  return bound.ok ? renderTarget(bound.value, { catalog }) : bound;
}
