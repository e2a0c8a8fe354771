import { expectGolden } from "@imagewright/testkit";
import { expect, test } from "vitest";
import { parse } from "yaml";

import { artifactPathFault } from "../../artifact.ts";
import { machineTemplate, objectsFrom } from "./__fixtures__/example-objects.ts";
import {
  examplePlan,
  kubeadmExample,
  objectsOfExample,
  topologyExample,
} from "./__fixtures__/example-plan.ts";
import { renderClusterManifests, renderPlanManifests } from "./plan-manifests.ts";
import { clusterFolder } from "./plan-paths.ts";

test("golden files: what every stage adds and changes, whole", async () => {
  const files = renderPlanManifests(examplePlan(), objectsOfExample);
  await expectGolden(new URL("__golden__/manifests/", import.meta.url), files);
});

test("an object holds what the stages before left in it", () => {
  const { plan, objects } = topologyExample();
  const [, , third, fourth] = renderClusterManifests(plan, objects);
  const paused = { "cluster.x-k8s.io/paused": "true" };
  expect(parse(third?.text ?? "")).toMatchObject({ metadata: { annotations: paused } });
  expect(parse(fourth?.text ?? "")).not.toMatchObject({ metadata: { annotations: paused } });
  expect(parse(fourth?.text ?? "")).toMatchObject({
    spec: { template: { spec: { version: "v1.32.13" } } },
  });
});

test("what a server added is left out", () => {
  const { plan } = kubeadmExample();
  const of = machineTemplate("orders-control-plane", "shop", "ami-1");
  const live = {
    ...of,
    metadata: { name: "orders-control-plane", namespace: "shop", uid: "1" },
    status: {},
  };
  const steps = plan.steps.slice(1, 2);
  const [file] = renderClusterManifests({ ...plan, steps }, objectsFrom([live]));
  expect(file?.path).toBe("shop/orders/stage-1/aws-machine-template-orders-control-plane-new.yaml");
  expect(parse(file?.text ?? "")).toEqual({
    ...of,
    metadata: { name: "orders-control-plane-new", namespace: "shop" },
    spec: { template: { spec: { ami: { id: "ami-2" }, instanceType: "m5.large" } } },
  });
});

test("two kinds of one name have two files", () => {
  const { plan } = kubeadmExample();
  const [first] = plan.steps;
  const effects = ["a.example", "b.example"].map((group) => ({
    change: "create" as const,
    object: { group, version: "v1", kind: "Widget", name: "w" },
    manifest: { apiVersion: `${group}/v1`, kind: "Widget", metadata: { name: "w" } },
  }));
  const steps = first === undefined ? [] : [{ ...first, effects }];
  const files = renderClusterManifests({ ...plan, steps }, objectsFrom([]));
  expect(files.map(({ path }) => path)).toEqual([
    "shop/orders/stage-1/widget-w.yaml",
    "shop/orders/stage-1/widget-w.b.example.yaml",
  ]);
});

test.for(["../orders", "", "a/b", ".hidden", "ä".repeat(200), "a b"])(
  "the cluster %s has a folder that it can have",
  (name) => {
    const folder = clusterFolder({ name, namespace: name });
    expect(artifactPathFault(folder)).toBeUndefined();
    expect(folder).not.toBe(clusterFolder({ name: `${name} `, namespace: name }));
  },
);
