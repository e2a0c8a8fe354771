import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, expect, test } from "vitest";

import { readExample, renderExample } from "./conformance/render-example.ts";
import { allPlugins } from "./plugins.ts";

const scratch = mkdtempSync(join(tmpdir(), "imagewright-demo-"));
afterAll(() => rmSync(scratch, { recursive: true }));

interface Run {
  readonly status: number;
  readonly lines: readonly string[];
}

/** Runs the demo as npm does, its output no terminal. */
async function runDemo(folder: string, environment: Record<string, string> = {}): Promise<Run> {
  const { FORCE_COLOR: _colour, ...inherited } = process.env;
  const script = join(import.meta.dirname, "demo.ts");
  const parameters = ["--conditions=@imagewright/source", script, join(scratch, folder)];
  return await new Promise((resolve) => {
    execFile(
      process.execPath,
      parameters,
      { env: { ...inherited, ...environment } },
      (error, stdout, stderr) => {
        const lines = `${stdout}${stderr}`.trimEnd().split("\n");
        resolve({ status: error === null ? 0 : Number(error.code), lines });
      },
    );
  });
}

function filesBelow(folder: string): readonly string[] {
  const root = join(scratch, folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

function renderedPaths(): readonly string[] {
  const inputs = readExample();
  const targets = inputs.ok ? renderExample(inputs.value, "complete") : inputs;
  return targets.ok
    ? targets.value.flatMap(({ artifacts }) => artifacts.map(({ path }) => path)).toSorted()
    : [];
}

/** What every plan is written as, beside its manifests. */
const planFiles = [
  "plan/plan.json",
  "plan/plan.mmd",
  "plan/plan.svg",
  "plan/runbook.md",
  "plan/upgrade.sh",
];

test("the demo writes every file, shows each in its tree, and says the same again", async () => {
  const first = await runDemo("out");
  expect(first.status).toBe(0);
  const [ofPlan = [], rendered] = [true, false].map((wanted) =>
    filesBelow("out").filter((path) => path.startsWith("plan/") === wanted),
  );
  expect(rendered).toEqual(renderedPaths());
  expect(ofPlan).toEqual(expect.arrayContaining([...planFiles]));
  for (const path of renderedPaths()) {
    const file = path.slice(path.indexOf("/") + 1);
    const line = first.lines.find((candidate) => candidate.includes(`─ ${file} `));
    expect(line?.trimEnd().length).toBeGreaterThan(file.length + 10);
  }
  expect(first.lines.indexOf("From Kubernetes 1.31 to 1.34")).toBeLessThanOrEqual(60);
  expect(first.lines.length).toBeLessThanOrEqual(300);
  expect(first.lines.filter((line) => line.includes("\u001B"))).toEqual([]);
  expect(first.lines.at(-11)).toBe("Next");
  expect(await runDemo("out")).toEqual(first);
});

test("the demo plans all clusters over every minor version, and shows the first stage", async () => {
  const { lines } = await runDemo("plan", { PATH: scratch });
  for (const cluster of ["billing", "edge", "orders"]) {
    expect(lines).toContain(`${cluster}/${cluster}: 1.31.14 → 1.32.13 → 1.33.13 → 1.34.11`);
  }
  expect(lines.filter((line) => line === "+  version: v1.32.13")).toHaveLength(3);
  expect(lines.filter((line) => /^\+.*1[.-]3[34]/u.test(line))).toEqual([]);
  expect(lines.filter((line) => line.startsWith("error"))).toEqual([]);
  expect(lines.find((line) => line.startsWith("warning"))).toMatch(/^warning {2}[A-Z_]+: \S/u);
});

test("the last of the next steps runs", async () => {
  const { lines } = await runDemo("steps", { PATH: scratch });
  const command = lines.slice(-2).join("\n");
  const output = await new Promise((resolve) => {
    const workspace = join(import.meta.dirname, "..");
    execFile("sh", ["-c", command], { cwd: workspace }, (error, stdout) =>
      resolve([error, stdout]),
    );
  });
  expect(output).toEqual([null, expect.stringContaining("kind: AWSMachineTemplate")]);
});

test("without any tool the demo works, and says what to install", async () => {
  const { status, lines } = await runDemo("bare", { PATH: scratch });
  expect(status).toBe(0);
  const absent = lines.filter((line) => line.startsWith("absent "));
  expect(absent.join("\n")).toMatch(/shellcheck is not installed: install shellcheck/u);
  expect(absent.length).toBeGreaterThanOrEqual(3);
  for (const { title } of allPlugins) {
    const at = lines.indexOf(title);
    expect(at).toBeGreaterThan(0);
    expect(lines[at + 1]).toMatch(/^[a-z-]+\/ {2}[a-z0-9-]+, Kubernetes 1\.34\.\d+$/u);
    expect(lines[at + 2]).toMatch(/^[├└]─ /u);
  }
});

test("what a judge refuses makes the demo fail, reasons and all", async () => {
  const upstream = join(scratch, "upstream");
  mkdirSync(join(upstream, "crds"), { recursive: true });
  const { status, lines } = await runDemo("refused", {
    PATH: scratch,
    IMAGEWRIGHT_UPSTREAM: upstream,
  });
  expect(status).toBe(1);
  expect(lines.find((line) => line.startsWith("REFUSES"))).toContain("admission");
  expect(lines.join("\n")).toContain("ADMISSION_KIND_UNKNOWN");
});
