import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { UpgradePlan } from "@imagewright/core/plan";
import { parsePlanLines } from "@imagewright/core/plan";
import { readJson } from "@imagewright/core/read";
import { expect, test } from "vitest";

import { clusterNamed, images, intent, orders } from "../__fixtures__/clusters/orders.ts";
import { type CliResult, runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";

const wavesIntent = `${intent}waves:
  - { name: canary, clusters: [stock], approve: true }
  - { name: empty, clusters: [nobody] }
`;

function arrange(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  const all = { "catalog.yaml": images, "intent.yaml": wavesIntent, ...files };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

const to133 = ["--to", "1.33"];

async function plan(cwd: string, argv: readonly string[]): Promise<CliResult> {
  return await runCli(["plan", "-c", "catalog.yaml", "--lines", ...argv], { cwd });
}

interface ShownLine {
  readonly cluster?: { readonly name: string };
  readonly wave?: string;
  readonly applyable?: boolean;
  readonly blockers?: readonly { readonly code: string; readonly source?: object }[];
}

function linesOf({ stdout }: CliResult): readonly ShownLine[] {
  expect(stdout.endsWith("\n")).toBe(true);
  return stdout
    .trimEnd()
    .split("\n")
    .map((line): ShownLine => JSON.parse(line));
}

function planOf({ stdout }: CliResult): UpgradePlan {
  const documents = stdout.split("\n").flatMap((line) => {
    const read = line === "" ? undefined : readJson(line, { file: "plan.jsonl" });
    return read?.ok === true ? read.value : [];
  });
  const parsed = parsePlanLines(documents);
  if (!parsed.ok) {
    throw new Error(JSON.stringify(parsed.diagnostics));
  }
  return parsed.value;
}

/** The objects of one cluster, by files. */
const [cluster, infrastructure, controlPlane, template, ...nodes] = orders.split("---\n");
const inPieces = {
  "m/orders/cluster.yaml": [cluster, infrastructure].join("---\n"),
  "m/orders/control-plane/all.yaml": [controlPlane, template].join("---\n"),
  "m/orders/nodes.yaml": nodes.join("---\n"),
};

/** Clusters of one wave come in the order in which they are read. */
function byName(one: UpgradePlan): UpgradePlan {
  return {
    ...one,
    waves: one.waves.map((wave) => ({ ...wave, clusters: wave.clusters.toSorted() })),
    clusters: one.clusters.toSorted((a, b) => (a.cluster.name < b.cluster.name ? -1 : 1)),
  };
}

test("files and subfolders are units, and their plans are those of all of them at once", async () => {
  const cwd = arrange({
    ...inPieces,
    "m/stock.yaml": clusterNamed("stock"),
    "m/z.yaml": `${clusterNamed("a")}---\n${clusterNamed("b")}`,
    "m/notes.md": "Ours.\n",
  });
  const argv = ["m", "--intent", "intent.yaml"];
  const each = await plan(cwd, [...argv, "--each"]);
  const known = await runCli(["plan", "-c", "catalog.yaml", ...argv, "-f", "json"], { cwd });
  expect(
    linesOf(each).flatMap(({ cluster: one, wave }) => (one ? `${one.name} ${wave}` : [])),
  ).toEqual(["orders rest", "stock canary", "a rest", "b rest"]);
  const whole: { readonly plan: UpgradePlan } = JSON.parse(known.stdout);
  const made = planOf(each);
  expect(byName(made)).toEqual(byName(whole.plan));
  expect(each.exitCode).toBe(1);
  expect(each.stderr).toContain("error PLAN_CLUSTER_UNKNOWN: nobody is none of the clusters");
});

test("of three units one is broken and one blocked: the others are planned", async () => {
  const cwd = arrange({
    "m/a.yaml": clusterNamed("a"),
    "m/b.yaml": orders.slice(0, orders.indexOf("name: orders, namespace") + 8),
    "m/c.yaml": clusterNamed("c").replaceAll("v1.32.9", "v1.29.1"),
    "m/d.yaml": clusterNamed("d"),
  });
  const result = await plan(cwd, ["m", ...to133, "--each"]);
  const lines = linesOf(result);
  expect(result.exitCode).toBe(1);
  expect(
    lines.flatMap(({ cluster: one, applyable }) => (one ? [[one.name, applyable]] : [])),
  ).toEqual([
    ["a", true],
    ["c", false],
    ["d", true],
  ]);
  expect(lines[2]?.blockers).toContainEqual(
    expect.objectContaining({ source: expect.objectContaining({ file: "m/c.yaml", line: 21 }) }),
  );
  expect(lines.at(-1)).toEqual({
    formatVersion: 1,
    summary: { clusters: 3, blocked: 1, errors: 1, waves: [{ name: "all", clusters: 3 }] },
    diagnostics: [],
    applyable: false,
  });
  expect(result.stderr).toMatch(/^m\/b\.yaml:4:11: error READ_UNCLOSED: /u);
  expect(result.stderr).toContain("  4 | metadata: {");
  expect(result.stderr).toMatch(/\n1 error\n$/u);
});

test("findings of a unit are shown before its lines, and nothing waits for the end", async () => {
  const cwd = arrange({
    "m/a.yaml": clusterNamed("a"),
    "m/b.yaml": "a: [\n",
    "m/c.yaml": clusterNamed("c"),
  });
  const { output } = await plan(cwd, ["m", ...to133, "--each"]);
  const places = ['"cluster":{"name":"a"', "m/b.yaml:1:4", '"cluster":{"name":"c"', '"summary"'];
  const found = places.map((text) => output.indexOf(text));
  expect(found).not.toContain(-1);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
});

test("a cluster in two units is refused where its second part comes", async () => {
  const cwd = arrange({ "m/1.yaml": orders, "m/2.yaml": orders, "m/3.yaml": clusterNamed("c") });
  const result = await plan(cwd, ["m", ...to133, "--each"]);
  const blockers = linesOf(result).map(({ blockers: found }) => found?.map(({ code }) => code));
  expect(blockers).toEqual([undefined, [], ["PLAN_CLUSTER_TWICE"], [], undefined]);
  expect(result.exitCode).toBe(1);
});

test("every argument is a unit, once, and so is standard input", async () => {
  const cwd = arrange({ "m/a.yaml": clusterNamed("a"), "b.yaml": clusterNamed("b") });
  const argv = [
    "plan",
    "b.yaml",
    "-",
    "m",
    "./b.yaml",
    "none.yaml",
    "-c",
    "catalog.yaml",
    ...to133,
  ];
  const result = await runCli([...argv, "--lines", "--each"], { cwd, stdin: clusterNamed("s") });
  const names = linesOf(result).flatMap(({ cluster: one }) => one?.name ?? []);
  expect(names).toEqual(["b", "s", "a"]);
  expect(result.stderr).toContain("none.yaml:1:1: error FILE_MISSING");
  expect(result.exitCode).toBe(1);
});

test("options mean the same for each unit", async () => {
  const text = clusterNamed("a").replaceAll("v1.32.9", "${VERSION}");
  const cwd = arrange({
    "m/a.yaml": text,
    "m/b.yaml": clusterNamed("b").replace(/---\napiVersion: bootstrap[^]*$/u, ""),
    "m/c.yaml": clusterNamed("c"),
    "values.yaml": "VERSION: v1.32.9\n",
  });
  const argv = ["m", ...to133, "--each", "--cluster", "a,b"];
  const some = await plan(cwd, [...argv, "--variables", "values.yaml"]);
  expect(linesOf(some).flatMap(({ cluster: one }) => one?.name ?? [])).toEqual(["a", "b"]);
  expect(some.exitCode).toBe(0);
  const whole = await plan(cwd, [...argv, "--variables", "values.yaml", "--whole"]);
  expect(whole.exitCode).toBe(1);
});

test.for([
  {
    name: "no clusters",
    files: { "m/x.yaml": "kind: ConfigMap\n" },
    argv: ["m"],
    code: "CLI_CLUSTERS_NONE",
  },
  { name: "no files", files: { "m/x.md": "" }, argv: ["m"], code: "FOLDER_WITHOUT_FILES" },
  { name: "no folder", files: {}, argv: ["m"], code: "FILE_MISSING" },
])("$name: the lines say that nothing is to be applied", async ({ files, argv, code }) => {
  const cwd = arrange(files);
  const result = await plan(cwd, [...argv, ...to133, "--each"]);
  expect(result.stderr).toContain(` ${code}: `);
  expect(result.exitCode).toBe(1);
  expect(linesOf(result).at(-1)).toMatchObject({
    summary: { clusters: 0, errors: 1 },
    applyable: false,
  });
});

test("what is wrong with catalog and intent is told before anything is read, and no line is written", async () => {
  const cwd = arrange({ "m/a.yaml": "a: [\n", "catalog.yaml": "a: 1\n", "intent.yaml": "a: 1\n" });
  const result = await plan(cwd, ["m", "--intent", "intent.yaml", "--each"]);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain("intent.yaml:1:1");
  expect(result.stderr).toContain("catalog.yaml:1:1");
  expect(result.stderr).not.toContain("m/a.yaml");
});

test("--each alone is wrong usage", async () => {
  const cwd = arrange({ "m/a.yaml": clusterNamed("a") });
  const result = await runCli(["plan", "m", "-c", "catalog.yaml", ...to133, "--each"], { cwd });
  expect(result).toMatchObject({ exitCode: 2, stdout: "" });
  expect(result.stderr).toContain("--each is about --lines");
});
