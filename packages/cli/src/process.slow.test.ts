import { execFileSync, spawn, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { requireTool } from "@imagewright/testkit";
import { beforeEach, expect, test, vi } from "vitest";

import { images, orders } from "./__fixtures__/clusters/orders.ts";
import { type CliResult, runCli, snapshotFolder, temporaryFolder } from "./__fixtures__/run-cli.ts";

const bin = join(import.meta.dirname, "bin.ts");
const node = [process.execPath, "--conditions=@imagewright/source"] as const;
let cwd = "";

// Each test starts programs, and may share its processor with many others.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(async () => {
  cwd = temporaryFolder();
  await runCli(["init"], { cwd });
  mkdirSync(join(cwd, "m"));
  writeFileSync(join(cwd, "m/orders.yaml"), orders);
  writeFileSync(join(cwd, "images.yaml"), images);
});

/** A module that is loaded before the program, to watch it from inside. */
function preload(script: string): string {
  return `--import=data:text/javascript,${encodeURIComponent(script)}`;
}

function imagewright(
  argv: readonly string[],
  options: readonly string[] = [],
): Omit<CliResult, "exitCode" | "output"> & { readonly exitCode: number | null } {
  const [program, ...flags] = node;
  const result = spawnSync(program, [...flags, ...options, bin, ...argv], {
    cwd,
    encoding: "utf8",
    timeout: 60_000,
    env: { PATH: process.env["PATH"] ?? "" },
  });
  return { exitCode: result.status, stdout: result.stdout, stderr: result.stderr };
}

const render = ["render", "-c", "catalog.yaml", "-o", "out"];
const plan = ["plan", "m", "-c", "images.yaml", "--to", "1.33"];

test("the program does what the function does", async () => {
  const argv = [...render, "--dry-run"];
  const { exitCode, stdout, stderr } = await runCli(argv, { cwd });
  expect(stdout).toContain("12 files: 12 created");
  expect(imagewright(argv)).toEqual({ exitCode, stdout, stderr });
});

const watchModules = preload(`
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) {
    process.stderr.write("loaded " + url + "\\n");
    return next(url, context);
  } });
`);

test.for([
  ["--version"],
  ["--help"],
  ["render", "--help"],
  ["lint", "--help"],
  ["plan", "--help"],
  ["explain", "--help"],
  ["status", "--help"],
  ["images", "--help"],
  ["convert", "--help"],
  ["completion", "bash"],
])("%s loads no provider, no reader and no schema", (argv) => {
  const { stderr, exitCode } = imagewright(argv, [watchModules]);
  expect(exitCode).toBe(0);
  const loaded = stderr.split("\n").filter((line) => line.startsWith("loaded file:"));
  expect(loaded.length).toBeGreaterThan(5);
  expect(
    loaded.filter((line) => !/\/(?:cli\/src\/|cli\/package\.json$|commander\/)/u.test(line)),
  ).toEqual([]);
});

const watchNetwork = preload(`
  import dns from "node:dns";
  import net from "node:net";
  import dgram from "node:dgram";
  const refuse = () => { process.stderr.write("NETWORK"); throw new Error("network"); };
  net.Socket.prototype.connect = net.Server.prototype.listen = refuse;
  dns.lookup = dns.promises.lookup = dgram.createSocket = globalThis.fetch = refuse;
`);

test.for([
  render,
  ["schema", "spec"],
  [...plan, "--write", "--out", "plan"],
  ["images", "check", "m", "-c", "images.yaml"],
  ["convert", "m", "--write"],
])("%s touches no network", (argv) => {
  const { exitCode, stderr } = imagewright(argv, [watchNetwork]);
  expect(exitCode).toBe(0);
  expect(stderr).not.toContain("NETWORK");
});

test("it works where there is no network at all", (context) => {
  const unshare = requireTool(context, "unshare");
  if (spawnSync(unshare, ["-rn", "true"]).status !== 0) {
    context.skip("this system lets nobody make a network namespace");
  }
  const output = execFileSync(unshare, ["-rn", ...node, bin, ...render], { cwd, encoding: "utf8" });
  expect(output).toContain("12 files: 12 created");
});

const sayWhenInterruptible = preload(`
  process.on("newListener", (event) => {
    if (event === "SIGINT") setImmediate(() => process.stderr.write("ready"));
  });
`);

test.for([
  ["SIGINT", ["render", "-", "-c", "catalog.yaml", "-o", "out"]],
  ["SIGTERM", ["render", "-", "-c", "catalog.yaml", "-o", "out"]],
  ["SIGINT", ["plan", "-", "-c", "images.yaml", "--to", "1.33", "-o", "out"]],
] as const)(
  "%s while the input of %j is read: exit 130, and nothing is written",
  async ([signal, argv]) => {
    const [program, ...flags] = node;
    const before = snapshotFolder(cwd);
    const child = spawn(program, [...flags, sayWhenInterruptible, bin, ...argv], { cwd });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdin.write("apiVersion: imagewright/v1alpha1\n");
    await once(child.stderr, "data");
    child.kill(signal);
    const [code] = (await once(child, "close")) as [number | null];
    expect({ code, stderr }).toMatchObject({
      code: 130,
      stderr: expect.stringContaining("CLI_STOPPED: interrupted; nothing was written"),
    });
    expect(snapshotFolder(cwd)).toEqual(before);
  },
);

test("an interruption ends the wait for a pipe that nobody writes to", async (context) => {
  execFileSync(requireTool(context, "mkfifo"), [join(cwd, "pipe.yaml")]);
  const [program, ...flags] = node;
  const argv = [...flags, sayWhenInterruptible, bin, "lint", "pipe.yaml"];
  const child = spawn(program, argv, { cwd });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(child.stderr, "data");
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([null, "SIGINT"]);
  expect(stderr).toContain("CLI_STOPPED");
});

test.for([
  ["lint", "--format", "json"],
  ["schema", "spec"],
  ["render", "-c", "catalog.yaml", "--stdout"],
  [...plan, "--lines"],
])("%s into a reader that goes away is no failure", (argv) => {
  const line = `"$@" | head -1; echo "\${PIPESTATUS[0]}" >&2`;
  const result = spawnSync("bash", ["-c", line, "bash", ...node, bin, ...argv], {
    cwd,
    timeout: 60_000,
    encoding: "utf8",
  });
  expect(result.stdout.split("\n")).toHaveLength(2);
  expect(result.stderr).toBe("0\n");
});

test("findings into a reader that goes away keep their exit code", () => {
  writeFileSync(join(cwd, "bad.yaml"), "a: no\n".repeat(5000));
  const line = `"$@" 2>&1 >/dev/null | head -1; echo "\${PIPESTATUS[0]}" >&2`;
  const argv = ["-c", line, "bash", ...node, bin, "validate", "bad.yaml"];
  const result = spawnSync("bash", argv, { cwd, encoding: "utf8" });
  expect(result.stderr).toBe("1\n");
});

test("a large report arrives whole through a pipe", () => {
  const { stdout, exitCode } = imagewright(["schema", "spec"]);
  expect(exitCode).toBe(0);
  expect(stdout.length).toBeGreaterThan(65_536);
  expect(() => JSON.parse(stdout) as unknown).not.toThrow();
});

test("standard input arrives through a pipe, and from a closed one", () => {
  const [program, ...flags] = node;
  const run = (input: string): SpawnSyncReturns<string> =>
    spawnSync(program, [...flags, bin, "validate", "-"], { cwd, encoding: "utf8", input });
  expect(run("kind: x\n").status).toBe(1);
  expect(run("").stderr).toContain("<stdin>:1:1: error FILE_EMPTY");
});

test("a folder that cannot be written refuses everything", () => {
  const result = imagewright(["render", "-c", "catalog.yaml", "-o", "/proc/imagewright"]);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain("error WRITE_FAILED");
  expect(result.stdout).toBe("");
});

test("the output folder may be a link; a link inside it is never followed", () => {
  const outside = temporaryFolder();
  symlinkSync(outside, join(cwd, "out"));
  expect(imagewright(render)).toMatchObject({ exitCode: 0 });
  expect(existsSync(join(outside, "capa/build.sh"))).toBe(true);
  const victim = temporaryFolder();
  symlinkSync(victim, join(cwd, "planted"));
  symlinkSync(victim, join(outside, "planted"));
  const inside = temporaryFolder();
  symlinkSync(victim, join(inside, "capa"));
  expect(imagewright(["render", "-c", "catalog.yaml", "-o", inside])).toMatchObject({
    exitCode: 1,
  });
  expect(snapshotFolder(victim)).toEqual({});
  expect(Object.keys(snapshotFolder(inside))).toEqual(["capa"]);
});
