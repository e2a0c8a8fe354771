import { customResourceSource, judgeCreation } from "@imagewright/admission";
import { folderSource } from "@imagewright/admission/node";
import { exampleCatalog } from "@imagewright/core/testing";
import { requireUpstream } from "@imagewright/testkit";
import { expect, test } from "vitest";

import {
  al2,
  al2023,
  alpha,
  beta,
  custom,
  seed,
  today,
  ubuntu,
} from "../__fixtures__/example-targets.ts";
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

test("objects of the older generations are admitted by the definitions of their time", (context) => {
  const old = folderSource(requireUpstream(context, "crds"));
  const middle = folderSource(requireUpstream(context, "karpenter/crds-v1.0.14"));
  const judged = [
    ...renderObjects(alpha.image, alpha.target).map(({ object }) => ({ object, source: old })),
    ...renderObjects(beta.image, beta.target).map(({ object }) => ({ object, source: middle })),
    ...renderObjects(al2023, today, "complete", catalog).map(({ object }) => ({
      object,
      source: middle,
    })),
  ];
  expect(judged.map(({ object }) => [object["apiVersion"], object["kind"]])).toEqual([
    ["karpenter.k8s.aws/v1alpha1", "AWSNodeTemplate"],
    ["karpenter.sh/v1alpha5", "Provisioner"],
    ["karpenter.k8s.aws/v1beta1", "EC2NodeClass"],
    ["karpenter.sh/v1beta1", "NodePool"],
    ["karpenter.k8s.aws/v1", "EC2NodeClass"],
    ["karpenter.sh/v1", "NodePool"],
  ]);
  for (const { object, source } of judged) {
    const errors = judgeCreation(object, source).diagnostics.filter(
      ({ severity }) => severity === "error",
    );
    expect({ object: object["kind"], errors }).toEqual({ object: object["kind"], errors: [] });
  }
});

test("without a definition nothing is admitted", () => {
  const [first] = renderObjects(ubuntu, custom);
  expect(judgeCreation(first?.object ?? {}, customResourceSource([])).admitted).toBe(false);
});
