import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { images, orders } from "../__fixtures__/clusters/orders.ts";
import { type CliResult, runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import type { StatusReport } from "../index.ts";

/** A dump of a cluster with everything done, Nodes among it. */
const live = readFileSync(
  new URL("../../../cluster-api/src/rollout/__fixtures__/finished-v1beta2.yaml", import.meta.url),
  "utf8",
);
const documents = live.split(/^---$/mu);
const nodes = documents.filter((text) => /^kind: Node$/mu.test(text)).join("---\n");
const managed = documents.filter((text) => !/^kind: Node$/mu.test(text)).join("---\n");

async function status(
  argv: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<CliResult> {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ "catalog.yaml": images, ...files })) {
    writeFileSync(join(cwd, name), text);
  }
  return await runCli(["status", ...argv], { cwd });
}

async function report(...given: Parameters<typeof status>): Promise<StatusReport> {
  const [argv, files] = given;
  const { stdout, stderr } = await status([...argv, "--format", "json"], files);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

function states({ clusters }: StatusReport): readonly string[] {
  return clusters.flatMap(({ groups }) => groups.map(({ kind, state }) => `${kind} ${state}`));
}

const kinds = [
  "Cluster",
  "KubeadmControlPlane",
  "MachineDeployment",
  "MachinePool",
  "MachineSet",
  "Machine",
];

test("a dump in which everything is finished says done of every group", async () => {
  const { exitCode, stdout, stderr } = await status(["live.yaml"], { "live.yaml": live });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toBe(`\
prod/orders
  done  Cluster              prod/orders          1.34.1
  done  KubeadmControlPlane  prod/orders          1.34.1
  done  MachineDeployment    prod/orders-workers  1.34.1
  done  MachinePool          prod/orders-pool     1.34.1
  done  MachineSet           prod/batch           1.34.1
  done  Machine              prod/lone            1.34.1

1 cluster: 6 done
`);
});

test("what was not seen is unknown, with the command that tells", async () => {
  const { exitCode, stdout } = await status(["live.yaml"], { "live.yaml": managed });
  expect(exitCode).toBe(1);
  expect(stdout).toContain("  unknown  MachinePool          prod/orders-pool");
  expect(stdout).toContain(
    "to know, ask the cluster itself, and add --nodes nodes.json: kubectl get nodes --output=json",
  );
});

test("Nodes of the cluster come from a file of their own", async () => {
  const files = { "live.yaml": managed, "nodes.yaml": nodes };
  const found = await report(["live.yaml", "--nodes", "nodes.yaml"], files);
  expect(states(found)).toEqual(kinds.map((kind) => `${kind} done`));
  expect(found).toMatchObject({ exitCode: 0, summary: { done: 6 }, files: ["live.yaml"] });
});

test("Nodes of two clusters are not told apart, so that they prove nothing", async () => {
  const two = `${live}---\n${managed.replaceAll("orders", "stock")}`;
  const found = await report(["live.yaml"], { "live.yaml": two });
  expect(states(found).filter((state) => state === "MachinePool done")).toEqual([]);
  const one = await report(["live.yaml", "--cluster", "prod/orders"], { "live.yaml": two });
  expect(states(one)).toEqual(kinds.map((kind) => `${kind} done`));
});

test("what runs another version is on its way, and the reasons say where", async () => {
  const late = live.replaceAll("kubeletVersion: v1.34.1", "kubeletVersion: v1.33.4");
  const { clusters, exitCode } = await report(["live.yaml"], { "live.yaml": late });
  const group = clusters[0]?.groups.find(({ kind }) => kind === "KubeadmControlPlane");
  expect(exitCode).toBe(1);
  expect(group).toMatchObject({ state: "running", kubernetesVersion: "1.34.1", evidence: [] });
  expect(group?.reasons).toContainEqual(
    expect.objectContaining({ code: "KUBELET_DIFFERS", found: "v1.33.4" }),
  );
});

test("manifests of Git are no dump, which is said", async () => {
  const argv = ["orders.yaml", "--catalog", "catalog.yaml"];
  const found = await report(argv, { "orders.yaml": orders });
  expect(found.diagnostics.map(({ code }) => code)).toEqual(["CLI_NO_STATUS"]);
  expect(found.clusters[0]?.groups.map(({ record }) => record)).toEqual([
    "ubuntu-1.32",
    "ubuntu-1.32",
  ]);
});

const nodegroup = JSON.stringify({ nodegroup: { status: "ACTIVE" } });

test.for([
  { name: "by its call", argv: ["--cloud", "eks:DescribeNodegroup=a.json"], text: nodegroup },
  {
    name: "in a file that says its call",
    argv: ["--cloud", "a.json"],
    text: `{"call": "eks:DescribeNodegroup", "answer": ${nodegroup}}`,
  },
  {
    name: "in a list",
    argv: ["--cloud", "a.json"],
    text: `[{"call": "eks:DescribeNodegroup", "answer": ${nodegroup}}]`,
  },
])("an answer of a cloud is given $name", async ({ argv, text }) => {
  const found = await report(["live.yaml", ...argv], { "live.yaml": live, "a.json": text });
  expect(found).toMatchObject({ exitCode: 0, diagnostics: [] });
});
