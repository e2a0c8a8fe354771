import { customResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { exampleCatalog } from "@imagewright/core/testing";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import { al2, al2023, custom, seed, today, ubuntu } from "../__fixtures__/example-targets.ts";
import { renderObjects } from "../__fixtures__/render.ts";

const catalog = exampleCatalog(
  [{ kind: "ami", region: "eu-west-1", id: "ami-0123456789abcdef0" }],
  al2023,
);

test("an API server would admit every object by the schema of its kind", (context) => {
  const source = folderSource(requireUpstream(context, "crds"));
  const objects = [
    ...renderObjects(al2023, today, "complete", catalog),
    ...renderObjects(ubuntu, custom),
    ...renderObjects(al2, seed).slice(1),
  ];
  expect(objects.map(({ object }) => object["kind"])).toEqual([
    "EC2NodeClass",
    "NodePool",
    "EC2NodeClass",
    "Provisioner",
  ]);
  for (const { object, path } of objects) {
    const { diagnostics } = judgeCreation(object, source);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect({ path, errors }).toEqual({ path, errors: [] });
  }
});

test("without a definition nothing is admitted", () => {
  const [first] = renderObjects(ubuntu, custom);
  expect(judgeCreation(first?.object ?? {}, customResourceSource([])).admitted).toBe(false);
});
