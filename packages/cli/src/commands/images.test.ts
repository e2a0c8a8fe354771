import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { clusterNamed, images, orders } from "../__fixtures__/clusters/orders.ts";
import { type CliResult, runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import type { ImagesReport } from "../index.ts";

const withCatalog = ["m", "--catalog", "catalog.yaml"];

async function check(
  argv: readonly string[],
  files: Readonly<Record<string, string>> = { "m/orders.yaml": orders },
): Promise<CliResult> {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "m"));
  for (const [name, text] of Object.entries({ "catalog.yaml": images, ...files })) {
    writeFileSync(join(cwd, name), text);
  }
  return await runCli(["images", "check", ...argv], { cwd });
}

async function report(...given: Parameters<typeof check>): Promise<ImagesReport> {
  const [argv, files] = given;
  const { stdout, stderr } = await check([...argv, "--format", "json"], files);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("every group of every cluster stands in the table, with its image and what is wrong", async () => {
  const files = { "m/orders.yaml": orders, "m/stock.yaml": clusterNamed("stock") };
  const stock = files["m/stock.yaml"].replaceAll("ami-0a000000000000132", "ami-0f");
  const result = await check(withCatalog, { ...files, "m/stock.yaml": stock });
  expect(result.stdout).toBe(`\
CLUSTER      MACHINES        KUBERNETES  IMAGE        STATE
shop/orders  orders          1.32.9      ubuntu-1.32  deprecated
shop/orders  orders-workers  1.32.9      ubuntu-1.32  deprecated
shop/stock   stock           1.32.9      ami:ami-0f   unknown
shop/stock   stock-workers   1.32.9      ami:ami-0f   unknown

2 clusters, 4 images: 2 deprecated, 2 unknown
`);
  expect(result.stderr).toContain("m/stock.yaml:73:13: error IMAGE_USE_UNKNOWN");
  expect(result.stderr).toContain("  73 |         id: ami-0f\n     |             ^\n");
  expect(result.exitCode).toBe(1);
});

test.for([
  { name: "a deprecated image passes", argv: withCatalog, exitCode: 0, problems: ["deprecated"] },
  {
    name: "a deprecated image fails with --strict",
    argv: [...withCatalog, "--strict"],
    exitCode: 1,
    problems: ["deprecated"],
  },
  {
    name: "an expired image fails at the moment that is asked for",
    argv: [...withCatalog, "--at", "2027-02-01T00:00:00Z"],
    exitCode: 1,
    problems: ["expired", "deprecated"],
  },
  {
    name: "without a catalog every image is unknown",
    argv: ["m"],
    exitCode: 1,
    problems: ["unknown"],
  },
])("$name", async ({ argv, exitCode, problems }) => {
  const found = await report(argv);
  expect(found).toMatchObject({ exitCode, ok: exitCode === 0 });
  expect(found.images.map((image) => image.problems)).toEqual([problems, problems]);
});

test("the moment is now where none is given", async () => {
  expect((await report(withCatalog)).at).toBe("2026-11-21T12:00:00Z");
});

function hintsOf({ diagnostics }: ImagesReport): readonly string[] {
  return diagnostics.map(({ hint }) => hint);
}

test("hints say what to do next", async () => {
  expect(hintsOf(await report(withCatalog))[0]).toContain("`imagewright plan --leave-deprecated`");
  expect(hintsOf(await report(["m"]))[0]).toContain("`--catalog FILE`");
});

test("a report counts, and names what has no record by its reference", async () => {
  const text = orders.replace(
    "{ id: ami-0a000000000000132 }",
    "{ eksLookupType: AmazonLinux2023 }",
  );
  expect(await report(withCatalog, { "m/orders.yaml": text })).toMatchObject({
    command: "images",
    files: ["m/orders.yaml"],
    strict: false,
    summary: { clusters: 1, images: 2, good: 0, problems: { unpinned: 1, deprecated: 1 } },
    images: [
      {
        cluster: "shop/orders",
        group: "orders",
        kubernetesVersion: "1.32.9",
        reference: "ami-lookup:?eksLookupType=AmazonLinux2023",
        problems: ["unpinned"],
      },
      { group: "orders-workers", record: "ubuntu-1.32" },
    ],
  });
});

test("variables get their values", async () => {
  const text = orders.replace("  id: ami-0a000000000000132", "  id: ${AMI}");
  const files = { "m/orders.yaml": text, "values.yaml": "AMI: ami-0a000000000000132\n" };
  const open = await report(withCatalog, files);
  expect(open.images.map(({ record }) => record)).toEqual(["ubuntu-1.32", undefined]);
  const filled = await report([...withCatalog, "--variables", "values.yaml"], files);
  expect(filled.images.map(({ record }) => record)).toEqual(["ubuntu-1.32", "ubuntu-1.32"]);
});
