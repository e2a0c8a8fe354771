import type { JsonObject } from "@imagewright/core";
import { expect, test } from "vitest";

import { group, observe, plainCluster } from "../__fixtures__/observed-clusters.ts";
import type { Observation } from "./observation.ts";

/** Objects in a namespace; in none where it is left out. */
function inside(objects: readonly JsonObject[], namespace?: string): readonly JsonObject[] {
  return objects.map((object) => {
    const metadata = object["metadata"];
    const { namespace: _, ...others } =
      typeof metadata === "object" && metadata !== null
        ? Object.fromEntries(Object.entries(metadata))
        : {};
    return { ...object, metadata: { ...others, ...(namespace !== undefined && { namespace }) } };
  });
}

const plain = plainCluster("v1beta2");
const workers = group("MachineDeployment", "extra", "v1.33.4");

function groupsOf({ clusters }: Observation): readonly string[] {
  return clusters.map(
    ({ name, namespace = "-", nodeGroups }) =>
      `${namespace}/${name}: ${nodeGroups.map((one) => one.name).join(", ")}`,
  );
}

function codes({ clusters, diagnostics }: Observation): readonly string[] {
  return [...diagnostics, ...clusters.flatMap((cluster) => cluster.diagnostics)].map(
    ({ code, message }) => `${code} ${message}`,
  );
}

test("an object without namespace belongs to the one cluster of its name", () => {
  const observation = observe([...inside(plain, "shop"), ...inside([workers])]);
  expect(groupsOf(observation)).toHaveLength(1);
  expect(groupsOf(observation)[0]).toContain("extra");
});

test("of clusters of one name in several namespaces none is guessed", () => {
  const observation = observe([
    ...inside(plain, "shop"),
    ...inside(plain, "test"),
    ...inside([workers]),
  ]);
  expect(groupsOf(observation).filter((text) => text.includes("extra"))).toEqual(["-/prod: extra"]);
  expect(codes(observation).filter((text) => text.startsWith("CLUSTER_NAMESPACE"))).toEqual([
    "CLUSTER_NAMESPACE_AMBIGUOUS MachineDeployment extra: it belongs to Cluster prod, which is in several namespaces: shop, test",
  ]);
});

test("of templates of one name in several namespaces none is guessed", () => {
  const templates = plain.filter(({ kind }) => kind === "TestMachineTemplate");
  const { clusters } = observe([
    ...inside(plain.filter((object) => !templates.includes(object))),
    ...inside(templates, "shop"),
    ...inside(templates, "test"),
  ]);
  const cluster = clusters.find(({ name }) => name === "prod");
  expect(cluster?.controlPlane?.infrastructure?.isFound).toBe(false);
  expect(
    cluster?.diagnostics
      .filter(({ code }) => code === "CLUSTER_NAMESPACE_AMBIGUOUS")
      .map(({ message }) => message),
  ).toContain(
    "KubeadmControlPlane prod: it refers to TestMachineTemplate prod-cp, which is in several namespaces: shop, test",
  );
});

test("an object with a namespace is of the cluster there, or of one without", () => {
  const there = observe([
    ...inside(plain, "shop"),
    ...inside(plain, "test"),
    ...inside([workers], "test"),
  ]);
  expect(groupsOf(there).find((text) => text.includes("extra"))).toMatch(/^test\/prod: /u);
  expect(codes(there).filter((text) => text.startsWith("CLUSTER_NAMESPACE"))).toEqual([]);
  const none = observe([...inside(plain), ...inside(plain, "shop"), ...inside([workers], "test")]);
  expect(groupsOf(none).find((text) => text.includes("extra"))).toMatch(/^-\/prod: /u);
});
