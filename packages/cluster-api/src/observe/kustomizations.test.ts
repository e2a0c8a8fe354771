import type { JsonObject, JsonValue } from "@imagewright/core";
import { describe, expect, test } from "vitest";

import { observe, plainCluster } from "../__fixtures__/observed-clusters.ts";
import type { Observation, ObservedDocument } from "./observation.ts";
import { observeClusters } from "./observe-clusters.ts";

const plain = plainCluster("v1beta2");
const [, , controlPlane = {}] = plain;
const base = plain.map((value) => ({ value, file: "shop/base/all.yaml" }));
const header = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" };

function overlay(value: JsonObject, file = "shop/overlay/kustomization.yaml"): ObservedDocument {
  return { value, file, locate: () => ({ file, line: 3, column: 1 }) };
}

function read(documents: readonly ObservedDocument[]): Observation {
  return observeClusters([...base, ...documents], observe.options);
}

/** Every finding, of clusters and of none. */
function findings({ diagnostics, clusters }: Observation): readonly string[] {
  return [...diagnostics, ...clusters.flatMap((cluster) => cluster.diagnostics)].map(
    ({ code, message, pointer }) => `${code} ${message} at ${pointer || "/"}`,
  );
}

test("files that a kustomization patches with are no objects", () => {
  const patch = { ...controlPlane, spec: { replicas: 5 } };
  const observation = read([
    overlay({
      ...header,
      resources: ["../base"],
      patches: [{ path: "./../overlay/replicas.yaml" }],
    }),
    { value: patch, file: "shop/overlay/replicas.yaml" },
  ]);
  expect(observation.clusters[0]?.controlPlane?.replicas.count).toBe(3);
  expect(observation.others.map(({ kind }) => kind)).toEqual(["KubeadmControlPlane"]);
  expect(findings(observation)).toEqual([
    "CLUSTER_KUSTOMIZE_PATCH KubeadmControlPlane shop/prod: a kustomization patches another object with this document at /",
  ]);
});

test("the file of a kustomization may leave version and kind out", () => {
  const patch = { ...controlPlane, spec: { replicas: 5 } };
  const observation = read([
    overlay({ resources: ["../base/"], patchesStrategicMerge: ["replicas.yaml"] }),
    { value: patch, file: "shop/overlay/replicas.yaml" },
  ]);
  expect(observation.clusters[0]?.controlPlane?.replicas.count).toBe(3);
  expect(findings(observation).map((text) => text.split(" ")[0])).toEqual([
    "CLUSTER_KUSTOMIZE_PATCH",
  ]);
});

const change = "shop/overlay/kustomization.yaml: the kustomization changes or makes objects by";
const takesIn = "shop/overlay/kustomization.yaml: the kustomization takes in";

const cases: readonly {
  readonly what: string;
  readonly value: JsonObject;
  readonly found: readonly string[];
}[] = [
  {
    what: "a patch of operations",
    value: {
      patches: [{ path: "operations.yaml", target: { kind: "KubeadmControlPlane" } }],
    },
    found: [
      "CLUSTER_KUSTOMIZE_PATCH shop/overlay/operations.yaml: a kustomization patches objects with this document at /",
    ],
  },
  {
    what: "patches in the kustomization itself",
    value: {
      patches: [{ patch: "- op: replace", target: { kind: "Cluster" } }],
      patchesStrategicMerge: ["kind: Cluster\nspec: {}"],
    },
    found: [
      "CLUSTER_KUSTOMIZE_PATCH shop/overlay/kustomization.yaml: the kustomization holds a patch of objects at /patches/0/patch",
      "CLUSTER_KUSTOMIZE_PATCH shop/overlay/kustomization.yaml: the kustomization holds a patch of objects at /patchesStrategicMerge/0",
    ],
  },
  {
    what: "other names, namespaces and numbers",
    value: {
      namespace: "shop",
      namePrefix: "",
      nameSuffix: "-eu",
      replicas: [{ name: "prod", count: 5 }],
      transformers: [],
    },
    found: ["namespace", "nameSuffix", "replicas"].map(
      (field) => `CLUSTER_KUSTOMIZE_CHANGE ${change} ${field} at /${field}`,
    ),
  },
  {
    what: "what was not read",
    value: {
      resources: ["../base/all.yaml", "missing.yaml", "https://example.com/base?ref=v1"],
      components: ["../component"],
    },
    found: [
      `CLUSTER_KUSTOMIZE_OUTSIDE ${takesIn} missing.yaml, of which nothing was read at /resources/1`,
      `CLUSTER_KUSTOMIZE_OUTSIDE ${takesIn} https://example.com/base?ref=v1, of which nothing was read at /resources/2`,
      `CLUSTER_KUSTOMIZE_OUTSIDE ${takesIn} ../component, of which nothing was read at /components/0`,
    ],
  },
];

describe("of a kustomization is told", () => {
  test.for(cases)("$what", ({ value, found }) => {
    const operations: JsonValue = [{ op: "replace", path: "/spec/replicas", value: 5 }];
    const isPatched = JSON.stringify(value).includes("operations.yaml");
    const observation = read([
      overlay({ ...header, ...value }),
      ...(isPatched ? [{ value: operations, file: "shop/overlay/operations.yaml" }] : []),
    ]);
    expect(findings(observation).toSorted()).toEqual(found.toSorted());
  });
});

test("what is told of a kustomization knows file and line", () => {
  const { diagnostics } = read([overlay({ ...header, namePrefix: "eu-" })]);
  expect(diagnostics.map(({ source }) => source)).toEqual([
    { file: "shop/overlay/kustomization.yaml", line: 3, column: 1 },
  ]);
});
