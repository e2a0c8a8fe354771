import { spawnSync } from "node:child_process";

import { requireTool } from "@imagewright/testkit";
import { expect, test } from "vitest";

import type { JsonObject, JsonValue } from "../../json-value.ts";
import { printTemplate } from "./__fixtures__/json-path-template.ts";
import data from "./data/rollout-waits.json" with { type: "json" };
import { jsonPath } from "./json-path.ts";
import { printedValue } from "./printed-value.ts";
import { rolloutWait, type RolloutWait } from "./rollout-wait.ts";
import { readableTemplate, waitTemplate } from "./wait-template.ts";

const waits = data.waits.flatMap(({ group, kind, versions }) =>
  versions.map((version) => ({ group, kind, version })),
);

function waitFor(
  { group, kind, version }: (typeof waits)[number],
  intended = "1.34.1",
): RolloutWait {
  const subject = { group, kind, name: "a", namespace: "b" };
  const wait = rolloutWait({ subject, intended: { kubernetesVersion: intended } }, version);
  if (wait === undefined) {
    throw new Error("no wait");
  }
  return wait;
}

/** An object that says something wherever a wait looks. */
const talkative: JsonObject = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: {
    name: "a",
    generation: 3,
    annotations: { "runtime.cluster.x-k8s.io/pending-hooks": "AfterClusterUpgrade,x" },
  },
  spec: { replicas: 3, version: "v1.34.1", topology: { version: "v1.34.1" } },
  status: {
    observedGeneration: 2,
    version: "v1.33.4",
    versions: [
      { version: "v1.33.4", replicas: 1 },
      { version: "v1.34.1", replicas: 2 },
    ],
    replicas: 3,
    phase: "Running",
    nodeRefs: [{ name: "n-0" }, { name: "n-1" }],
    conditions: [
      { type: "RollingOut", status: "True" },
      { type: "Available", status: "False" },
      { type: "EtcdClusterHealthy", status: "True" },
    ],
    v1beta2: { conditions: [{ type: "TopologyReconciled", status: "True" }] },
  },
};
const silent: JsonObject = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };

function printedByKubectl(kubectl: string, object: JsonObject, template: string): string {
  const args = ["annotate", "--local", "--filename=-", `--output=jsonpath=${template}`, "a=b"];
  const run = spawnSync(kubectl, args, { input: JSON.stringify(object), encoding: "utf8" });
  expect(run.stderr).toBe("");
  return run.stdout;
}

const separator = "\n=====\n";

test("kubectl understands what is asked of every kind", (context) => {
  const kubectl = requireTool(context, "kubectl");
  const templates = waits.flatMap((row) => {
    const { lines, reported, nodes } = waitFor(row);
    const names = nodes?.names === undefined ? "" : `{${nodes.names}}`;
    return [waitTemplate(lines), readableTemplate(lines), waitTemplate(reported), names];
  });
  for (const object of [talkative, silent]) {
    const printed = printedByKubectl(kubectl, object, templates.join(separator));
    expect(templates.map((template) => printTemplate(template, object))).toEqual(
      printed.split(separator),
    );
  }
});

test("a range gives a line for each item", () => {
  const [plane] = waits;
  const template = plane === undefined ? "" : waitTemplate(waitFor(plane).lines);
  expect(printTemplate(template, talkative)).toContain(
    "versions same :v1.33.4 :v1.34.1\nversions same :v1.34.1 :v1.34.1\n",
  );
});

test.for<[string, JsonValue]>([
  ["/metadata/annotations/cluster.x-k8s.io~1paused", "true"],
  ["/data/it's", "a"],
  ["/data/a b", "a"],
  ["/data/{$@,[]}", "a"],
  ["/data/tab\there", ""],
  ["/data/ümlaut", { b: 1, a: ["<&>", null, "\u2028"] }],
  ["/data/0", 3],
  ["/spec/list/1/name", false],
  ["/spec/list/0", 1.5],
  ["/spec/list", [1.5, { name: false }]],
])("kubectl finds %s, and prints what is expected", ([pointer, value], context) => {
  const kubectl = requireTool(context, "kubectl");
  const key = pointer.replace(/^\/(?:data|metadata\/annotations)\//u, "").replaceAll("~1", "/");
  const object: JsonObject = {
    ...silent,
    metadata: { name: "a", ...(typeof value === "string" && { annotations: { [key]: value } }) },
    data: { [key]: value },
    spec: { list: [1.5, { name: false }] },
  };
  const path = jsonPath(pointer, object);
  expect(printedByKubectl(kubectl, object, `{${path ?? ""}}`)).toBe(printedValue(value));
});

test.for(["/data/a\\b", "/data/*", "/data//b"])("%s cannot be said", (pointer) => {
  expect(jsonPath(pointer)).toBeUndefined();
});

test("an unknown kind, and a version that is none, have no wait", () => {
  const subject = { group: "example.com", kind: "Widget", name: "a" };
  expect(rolloutWait({ subject, intended: {} })).toBeUndefined();
  const known = { group: "cluster.x-k8s.io", kind: "MachineDeployment", name: "a" };
  const hostile = { kubernetesVersion: '1.34{"\\n"}' };
  expect(rolloutWait({ subject: known, intended: hostile })).toBeUndefined();
  expect(rolloutWait({ subject: known, intended: {} }, "v1beta1")?.lines).toHaveLength(7 - 1);
});

test("a version of two numbers asks for the minor alone", () => {
  const eks = waits.find(({ kind }) => kind === "AWSManagedControlPlane");
  const pool = waits.find(({ kind }) => kind === "MachinePool");
  const line = eks && waitFor(eks, "1.34.1").lines.find(({ name }) => name === "version");
  expect(line).toMatchObject({ how: "minor", wanted: "v1.34" });
  expect(pool && waitFor(pool, "1.34").nodes).toMatchObject({ how: "minor", version: "v1.34" });
});
