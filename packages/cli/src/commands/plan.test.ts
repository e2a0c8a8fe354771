import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { clusterNamed, images, intent, orders } from "../__fixtures__/clusters/orders.ts";
import {
  type CliResult,
  runCli,
  snapshotFolder,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";
import type { PlanReport } from "../index.ts";

const files = { "m/orders.yaml": orders, "catalog.yaml": images, "intent.yaml": intent };
const to133 = ["m", "--catalog", "catalog.yaml", "--to", "1.33"];

function arrange(more: Readonly<Record<string, string>> = {}): string {
  const cwd = temporaryFolder();
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

async function plan(argv: readonly string[], cwd = arrange()): Promise<CliResult> {
  return await runCli(["plan", ...argv], { cwd });
}

interface ShownStep {
  readonly id: string;
  readonly action: string;
  readonly title: string;
}

interface ShownCluster {
  readonly cluster: { readonly name: string };
  readonly to?: string;
  readonly steps: readonly ShownStep[];
}

async function report(
  argv: readonly string[],
  cwd?: string,
): Promise<PlanReport & { readonly plan: { readonly clusters: readonly ShownCluster[] } }> {
  const { stdout, stderr } = await plan([...argv, "--format", "json"], cwd);
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("a cluster is shown with its hops, their images, its steps and what they wait for", async () => {
  const { exitCode, stdout } = await plan(to133);
  const ids = [...stdout.matchAll(/^ {4}\d +(?<id>\w+)/gmu)].map(
    ({ groups }) => groups?.["id"] ?? "",
  );
  const numbered = ids.reduce(
    (shown, id, index) => shown.replaceAll(id, `step-${index + 1}`.padEnd(10)),
    stdout,
  );
  expect(exitCode).toBe(0);
  expect(numbered.replaceAll(/-[b-z2-9]{10}(?= )/gu, "-DIGEST".padEnd(11)).replaceAll(/ +$/gmu, ""))
    .toBe(`\
shop/orders: 1.32.9 → 1.33.5
    STAGE  STEP        WHAT                                                        WAITS FOR
    1      step-1      See that KubeadmControlPlane shop/orders is well at 1.32.9
  to 1.33.5 with ubuntu-1.33
    1      step-2      Create AWSMachineTemplate shop/orders-DIGEST                step-1
    1      step-3      Upgrade KubeadmControlPlane shop/orders to v1.33.5          step-2
    2      step-4      Create AWSMachineTemplate shop/orders-workers-DIGEST        step-1
    2      step-5      Upgrade MachineDeployment shop/orders-workers to v1.33.5    step-3     step-4

1 cluster, 5 steps
`);
});

test.for([
  { name: "a version of two numbers", argv: ["--to", "1.33"], to: "1.33.5" },
  { name: "a version with v", argv: ["--to", "v1.33.5"], to: "1.33.5" },
  { name: "an image", argv: ["--image", "ubuntu-1.33"], to: "1.33.5" },
  { name: "a file", argv: ["--intent", "intent.yaml"], to: "1.33.5" },
])("the goal is $name", async ({ argv, to }) => {
  const { plan: made, exitCode } = await report(["m", "-c", "catalog.yaml", ...argv]);
  expect({ exitCode, to: made.clusters[0]?.to }).toEqual({ exitCode: 0, to });
});

test("options say every part of the intent, and a file what they do not", async () => {
  const text =
    "--cluster shop/*,other --pace fewer --through 1.32.9 --pin ubuntu-1.33 --concurrency 2 " +
    "--control-plane-version 1.32 --approve --build-missing --clean-up";
  const argv = text.split(" ");
  const wanted = {
    clusters: ["shop/*", "other"],
    pace: "fewer",
    through: ["1.32.9"],
    images: ["ubuntu-1.33"],
    controlPlaneVersion: "1.32",
    concurrency: 2,
    approve: "controlPlane",
    buildMissing: true,
    cleanUp: true,
  };
  const byOptions = await report([...to133, ...argv]);
  expect(byOptions.plan).toMatchObject({
    intent: { ...wanted, goal: { kubernetesVersion: "1.33" } },
  });
  const byBoth = await report(["m", "-c", "catalog.yaml", "--intent", "intent.yaml", ...argv]);
  expect(byBoth.plan["intent"]).toEqual(byOptions.plan["intent"]);
});

test("findings stand in the text of the manifests", async () => {
  const { stderr } = await plan(["m", "--to", "1.33"]);
  expect(stderr).toContain("m/orders.yaml:21:1: error PLAN_IMAGE_MISSING");
  expect(stderr).toContain("  21 | apiVersion: controlplane.cluster.x-k8s.io/v1beta2\n     | ^\n");
  expect(stderr).toContain("No catalog was given: name one with `--catalog FILE`.");
});

test("a cluster that cannot be planned keeps everything from being written", async () => {
  const cwd = arrange({ "m/stock.yaml": clusterNamed("stock").replaceAll("v1.32.9", "v1.29.1") });
  const before = snapshotFolder(cwd);
  for (const output of [["--out", "plan"], ["--write"], ["--diff"]]) {
    const { exitCode, stdout, stderr } = await plan([...to133, ...output], cwd);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(output.includes("--diff") ? "" : "shop/stock: blocked by");
    expect(stderr).toContain("; nothing was written\n");
  }
  expect(snapshotFolder(cwd)).toEqual(before);
});

test("manifests hold the next stage after each --write, until nothing is to be done", async () => {
  const cwd = arrange();
  const read = (): string => readFileSync(join(cwd, "m/orders.yaml"), "utf8");
  const first = await plan([...to133, "--write"], cwd);
  expect(first.stdout).toContain("m/orders.yaml  changed\n1 file changed\n");
  expect(read()).toContain('version: "v1.33.5" # as on the image');
  expect(read()).toContain("version: v1.32.9\n");
  const second = await report([...to133, "--write"], cwd);
  expect(second.written).toEqual(["m/orders.yaml"]);
  expect(read()).not.toContain("version: v1.32.9\n");
  const third = await plan([...to133, "--write"], cwd);
  expect(third).toMatchObject({ exitCode: 0 });
  expect(third.stdout).toContain("shop/orders: nothing to do");
});

test("templates that are out of use are deleted once everything is there, where that is asked for", async () => {
  const cwd = arrange();
  const read = (): string => readFileSync(join(cwd, "m/orders.yaml"), "utf8");
  const templates = (): number => read().split("kind: AWSMachineTemplate\nmetadata").length - 1;
  const before = templates();
  expect(before).toBeGreaterThan(0);
  await plan([...to133, "--write"], cwd);
  await plan([...to133, "--write"], cwd);
  expect(templates()).toBe(before * 2);
  const cleaned = await report([...to133, "--whole", "--clean-up", "--write"], cwd);
  expect(cleaned.written).toEqual(["m/orders.yaml"]);
  expect(templates()).toBe(before);
  const again = await plan([...to133, "--whole", "--clean-up", "--write"], cwd);
  expect(again.stdout).toContain("shop/orders: nothing to do");
});

test("a diff makes the same change as --write, through git", async () => {
  const [byDiff, byWrite] = [arrange(), arrange()];
  const { stdout } = await plan([...to133, "--diff"], byDiff);
  execFileSync("git", ["apply", "-"], { cwd: byDiff, input: stdout });
  await plan([...to133, "--write"], byWrite);
  expect(snapshotFolder(byDiff)).toEqual(snapshotFolder(byWrite));
  expect((await report([...to133, "--diff"])).diff).toBe(stdout);
});

test("a dry run says the same and writes nothing", async () => {
  const cwd = arrange();
  const before = snapshotFolder(cwd);
  const { stdout } = await plan([...to133, "--write", "--out", "plan", "--dry-run"], cwd);
  expect(stdout).toContain("m/orders.yaml  changed\n1 file changed (dry run: nothing was written)");
  expect(stdout).toMatch(/\d+ files: \d+ created \(dry run: nothing was written\)/u);
  expect(snapshotFolder(cwd)).toEqual(before);
});

test("clusters are chosen by their names", async () => {
  const cwd = arrange({ "m/stock.yaml": clusterNamed("stock") });
  const named = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await report([...to133, "--cluster", ...names], cwd)).plan.clusters.map(
      ({ cluster }) => cluster.name,
    );
  expect(await named("stock")).toEqual(["stock"]);
  expect(await named("shop/s*")).toEqual(["stock"]);
  expect(await named("*")).toEqual(["orders", "stock"]);
});

test("variables get their values, and the files keep them", async () => {
  const text = orders.replace("replicas: 2", "replicas: ${WORKERS}");
  const cwd = arrange({ "m/orders.yaml": text, "values.yaml": "WORKERS: 2\n" });
  const { exitCode } = await plan([...to133, "--variables", "values.yaml", "--write"], cwd);
  const written = readFileSync(join(cwd, "m/orders.yaml"), "utf8");
  expect(exitCode).toBe(0);
  expect(written).toContain("replicas: ${WORKERS}");
  expect(written).toContain('version: "v1.33.5"');
});

test("a plan is written as everything it can be, or as what is asked for", async () => {
  const cwd = arrange();
  const { artifacts, exitCode } = await report([...to133, "--out", "plan"], cwd);
  expect(exitCode).toBe(0);
  const paths = artifacts.map(({ path }) => path.replaceAll(/-[b-z2-9]{10}(?=\.)/gu, "-DIGEST"));
  expect(paths.toSorted()).toEqual([
    "plan.json",
    "plan.mmd",
    "plan.svg",
    "runbook.md",
    "shop/orders/stage-1/aws-machine-template-orders-DIGEST.yaml",
    "shop/orders/stage-1/kubeadm-control-plane-orders.yaml",
    "shop/orders/stage-2/aws-machine-template-orders-workers-DIGEST.yaml",
    "shop/orders/stage-2/machine-deployment-orders-workers.yaml",
    "shop/orders/upgrade.sh",
    "upgrade.sh",
  ]);
  const some = await report([...to133, "--out", "some", "--output-kind", "json,svg,json"], cwd);
  expect(some.artifacts.map(({ path }) => path)).toEqual(["plan.json", "plan.svg"]);
  const saved: unknown = JSON.parse(readFileSync(join(cwd, "some/plan.json"), "utf8"));
  expect(saved).toEqual(some.plan);
});

test("a fleet has a runbook for each cluster, beside the overview", async () => {
  const names = Array.from({ length: 21 }, (_, index) => `c${index}`);
  const cwd = arrange(
    Object.fromEntries(names.map((name) => [`m/${name}.yaml`, clusterNamed(name)])),
  );
  const { artifacts } = await report([...to133, "--out", "p", "--output-kind", "runbook"], cwd);
  const paths = artifacts.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(["runbook.md", "shop/c20/runbook.md"]));
  expect(artifacts).toHaveLength(23);
});

test("one's own templates take the place of the built-in ones, if they are sound", async () => {
  const cwd = arrange();
  await runCli(["templates", "runbook", "--out", "templates"], { cwd });
  const file = join(cwd, "templates/runbook.markdown.hbs");
  writeFileSync(file, `<!-- ours -->\n${readFileSync(file, "utf8")}`);
  const argv = [...to133, "--out", "plan", "--output-kind", "runbook", "--templates", "templates"];
  await plan(argv, cwd);
  expect(readFileSync(join(cwd, "plan/runbook.md"), "utf8")).toMatch(/^<!-- ours -->\n# /u);
  writeFileSync(file, "{{gaol}}\n");
  const { exitCode, stderr } = await plan(argv, cwd);
  expect(exitCode).toBe(1);
  expect(stderr).toContain("templates/runbook.markdown.hbs:1:3: error TEMPLATE_PATH_UNKNOWN");
});

function withoutWave(cluster: object): object {
  return Object.fromEntries(Object.entries(cluster).filter(([field]) => field !== "wave"));
}

test("a fleet is planned in lines, each as soon as it is known", async () => {
  const cwd = arrange({ "m/stock.yaml": clusterNamed("stock").replaceAll("v1.32.9", "v1.29.1") });
  const { exitCode, stdout, stderr } = await plan([...to133, "--lines"], cwd);
  const [header, ...clusters] = stdout
    .trimEnd()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line));
  expect(header).toMatchObject({ formatVersion: 1, waves: [{ name: "all" }], diagnostics: [] });
  expect(clusters.map(({ applyable }) => applyable)).toEqual([true, false]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: "" });
  const whole = await report(to133, cwd);
  expect(clusters).toEqual(whole.plan.clusters.map((one) => withoutWave(one)));
});
