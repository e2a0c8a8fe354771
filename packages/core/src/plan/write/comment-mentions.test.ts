import { expect, test } from "vitest";

import { createImageCatalog, type ImageCatalog } from "../../image/image-catalog.ts";
import type { ImageRecord } from "../../image/image-record.ts";
import { exampleImage } from "../../testing/example-image.ts";
import type { ClusterPlan, RequiredImage } from "../upgrade-plan.ts";
import { copy, patch, placeIn, planOf, stepOf } from "./__fixtures__/plans.ts";
import { planFileEdits } from "./plan-file-edits.ts";
import { writePlanToFiles } from "./write-plan-to-files.ts";

function record(name: string, kubernetesVersion: string, ...ids: readonly string[]): ImageRecord {
  return {
    name,
    kubernetesVersion,
    os: exampleImage.os,
    architecture: "amd64",
    references: ids.map((id) => ({ kind: "ami", id })),
    components: {},
    created: "2026-11-01T00:00:00Z",
    lifecycle: { state: "supported" },
    parents: [],
  };
}

const [old, now] = ["ami-0aaaaaaaaaaaaaaaa", "ami-0bbbbbbbbbbbbbbbb"];
const catalog = createImageCatalog([
  record("ubuntu-1.33.4-1", "1.33.4", old),
  record("ubuntu-1.34.1-1", "1.34.1", now),
  record("flatcar-1.33.4", "1.33.4", "ami-0ccccccccccccccccc"),
]);

const file = "orders.yaml";
const template = `\
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata:
  name: workers # workers, ubuntu-1.33.4-1
  namespace: orders
spec:
  template:
    spec:
      # ubuntu-1.33.4-1
      ami:
        id: ${old} # AMI
      instanceType: m6i.large # ubuntu-1.33.4-1
`;
const deployment = `\
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: { name: workers, namespace: orders }
spec:
  version: v1.33.4 # 1.33.4: v1.33.4, not v1.33.40
`;

const needed: RequiredImage = {
  hop: 1,
  groups: ["workers"],
  kubernetesVersion: "1.34.1",
  kinds: ["ami"],
  record: "ubuntu-1.34.1-1",
  reference: { kind: "ami", id: now },
};

const plan: ClusterPlan = {
  ...planOf(
    "orders/orders",
    stepOf(
      1,
      copy("AWSMachineTemplate orders/workers", "workers-b2", placeIn(file, 0), {
        "/spec/template/spec/ami/id": [old, now],
      }),
    ),
    stepOf(
      1,
      patch("MachineDeployment orders/workers", placeIn(file, 1), {
        "/spec/version": ["v1.33.4", "v1.34.1"],
      }),
    ),
  ),
  images: [needed],
};

/** What is written, which writing it again does not change. */
function written(comment: string, records?: ImageCatalog): string {
  const text = `${template.replace("AMI", comment)}---\n${deployment}`;
  const options = records === undefined ? {} : { catalog: records };
  const once = writePlanToFiles([plan], new Map([[file, text]]), options);
  expect(once.diagnostics).toEqual([]);
  const after = once.ok ? (once.value[0]?.after ?? "") : "";
  const again = writePlanToFiles([plan], new Map([[file, after]]), options);
  expect(again).toEqual({ ok: true, value: [], diagnostics: [] });
  expect(after.startsWith(template.replace("AMI", comment))).toBe(true);
  return after;
}

test("the comment beside a changed image names the new record, in the copy alone", () => {
  expect(written("ubuntu-1.33.4-1", catalog)).toContain(`\
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata:
  name: workers-b2 # workers-b2, ubuntu-1.33.4-1
  namespace: orders
spec:
  template:
    spec:
      # ubuntu-1.33.4-1
      ami:
        id: ${now} # ubuntu-1.34.1-1
      instanceType: m6i.large # ubuntu-1.33.4-1
`);
});

test("the comment beside a changed version names the new one, with a v or without", () => {
  expect(written("")).toContain("\n  version: v1.34.1 # 1.34.1: v1.34.1, not v1.33.40\n");
});

test.for([
  ["for v1.33.4 (ubuntu-1.33.4-1, eu)", "for v1.34.1 (ubuntu-1.34.1-1, eu)"],
  [`${old}!`, `${now}!`],
  ["flatcar-1.33.4 some day", "flatcar-1.33.4 some day"],
  ["ubuntu-1.33.4-10", "ubuntu-1.33.4-10"],
] as const)("a comment with %s", ([before, after]) => {
  expect(written(before, catalog)).toContain(`id: ${now} # ${after}\n`);
});

test("without a catalog nobody knows what the old record is called", () => {
  expect(written(`ubuntu-1.33.4-1: ${old}`)).toContain(`id: ${now} # ubuntu-1.33.4-1: ${now}\n`);
});

test("edits speak of comments only where there are any to change", () => {
  const text = `${template}---\n${deployment}`.replaceAll(/ +#.*/gu, "");
  const edits = planFileEdits([plan], new Map([[file, text]]), { catalog });
  expect(JSON.stringify(edits.ok && [...edits.value])).not.toContain("mentions");
});
