import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { images, orders } from "../__fixtures__/clusters/orders.ts";
import { runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import type { ExplainReport } from "../index.ts";

const inputs = ["m", "--catalog", "catalog.yaml", "--to", "1.33"];

function arrange(): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "m"));
  writeFileSync(join(cwd, "m/orders.yaml"), orders);
  writeFileSync(join(cwd, "catalog.yaml"), images);
  return cwd;
}

/** Ids of the steps by their titles. */
async function stepsOf(cwd: string): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await runCli(["plan", ...inputs], { cwd });
  const rows = stdout.matchAll(/^ {4}\d +(?<id>\w+) +(?<title>\S.*?\S)(?: {2,}|$)/gmu);
  return new Map([...rows].map(({ groups }) => [groups?.["title"] ?? "", groups?.["id"] ?? ""]));
}

const upgrade = "Upgrade KubeadmControlPlane shop/orders to v1.33.5";

async function explain(cwd: string, argv: readonly string[]): Promise<ExplainReport> {
  const { stdout, stderr } = await runCli(["explain", ...argv, "-f", "json"], { cwd });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test("a step is explained whole, by its id or the beginning of it", async () => {
  const cwd = arrange();
  const id = (await stepsOf(cwd)).get(upgrade) ?? "";
  const { step, exitCode } = await explain(cwd, [id, ...inputs]);
  expect(exitCode).toBe(0);
  expect(step).toMatchObject({
    id,
    cluster: "shop/orders",
    number: 3,
    of: 5,
    stage: 1,
    title: upgrade,
    changes: [
      expect.stringContaining('/spec/version becomes "v1.33.5" ("v1.32.9" before)'),
      expect.stringContaining("/spec/machineTemplate/spec/infrastructureRef/name becomes"),
    ],
    commands: [{ words: expect.arrayContaining(["kubectl", "patch", "--namespace=shop"]) }],
    finished: expect.stringContaining("runs Kubernetes 1.33.5 of the image ubuntu-1.33"),
    undoing: expect.stringContaining("cannot be undone"),
    undoCommands: [],
    before: [{ title: expect.stringMatching(/^Create AWSMachineTemplate/u) }],
    next: [{ title: "Upgrade MachineDeployment shop/orders-workers to v1.33.5" }],
  });
  expect((await explain(cwd, [id.slice(0, 6), ...inputs])).step).toEqual(step);
});

test("a plan that was written explains its steps as far as it knows the objects", async () => {
  const cwd = arrange();
  await runCli(["plan", ...inputs, "--out", "plan"], { cwd });
  const steps = await stepsOf(cwd);
  const made = await explain(cwd, [steps.get(upgrade) ?? "", ...inputs]);
  const saved = await explain(cwd, [steps.get(upgrade) ?? "", "--plan", "plan/plan.json"]);
  const { commands: _commands, ...rest } = made.step ?? {};
  expect(saved.step).toMatchObject(rest);
  expect(saved.step?.commands).toHaveLength(1);
});

test("what is shown to people can be pasted into a shell", async () => {
  const cwd = arrange();
  for (const [title, id] of await stepsOf(cwd)) {
    const { stdout, exitCode } = await runCli(["explain", id, ...inputs], { cwd });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(title);
    const [, commands = ""] = /^By hand\n([^]*?)(?:^Back by hand$|$(?![^]))/mu.exec(stdout) ?? [];
    const script = `kubectl() { printf '%s\\n' "$@"; case " $* " in *--filename=-*) cat ;; esac; }\n`;
    const output = execFileSync("sh", ["-eu", "-c", script + commands], { encoding: "utf8" });
    if (title.startsWith("Create")) {
      expect(output).toMatch(/^create\n--filename=-\napiVersion: infrastructure/u);
    }
  }
});
