import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test, vi } from "vitest";

import { clusterNamed, images } from "./__fixtures__/clusters/orders.ts";
import { temporaryFolder } from "./__fixtures__/run-cli.ts";

const bin = join(import.meta.dirname, "bin.ts");
const argv = ["plan", "m", "-c", "catalog.yaml", "--to", "1.33", "--lines", "--each"];
const flags = ["--conditions=@imagewright/source"];

// Each test starts programs, and may share its processor with many others.
vi.setConfig({ testTimeout: 300_000 });

/** A folder of as many clusters, every thousandth of them a file that is cut. */
function fleet(count: number): string {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "m"));
  writeFileSync(join(cwd, "catalog.yaml"), images);
  for (let index = 1; index <= count; index += 1) {
    const name = `cluster-${index.toString().padStart(6, "0")}`;
    const text = clusterNamed(name);
    writeFileSync(join(cwd, `m/${name}.yaml`), index % 1000 === 0 ? text.slice(0, 100) : text);
  }
  return cwd;
}

function lastLine(text: string): unknown {
  return JSON.parse(text.trimEnd().split("\n").at(-1) ?? "");
}

test("thousands of clusters are planned in a heap that would not hold them", () => {
  const cwd = fleet(2000);
  const small = [...flags, "--max-old-space-size=112", bin, ...argv];
  const options = { cwd, encoding: "utf8", maxBuffer: 1 << 30 } as const;
  const each = spawnSync(process.execPath, small, options);
  expect({ status: each.status, signal: each.signal }).toEqual({ status: 1, signal: null });
  expect(each.stderr).toMatch(/\n2 errors\n$/u);
  expect(lastLine(each.stdout)).toMatchObject({
    summary: { clusters: 1998, blocked: 0, errors: 2 },
    applyable: false,
  });
  expect(each.stdout.match(/\n/gu)).toHaveLength(2000);
});

test.for(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle: exit 130, whole lines, and no last one",
  async (signal) => {
    const child = spawn(process.execPath, [...flags, bin, ...argv], { cwd: fleet(999) });
    let [stdout, stderr] = ["", ""];
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (stdout.split("\n").length > 20) {
        child.kill(signal);
      }
    });
    expect(await once(child, "close")).toEqual([130, null]);
    expect(stderr).toContain("error CLI_LINES_CUT: interrupted; lines are missing\n");
    expect(stdout.endsWith("}\n")).toBe(true);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.length).toBeLessThan(1000);
    expect(lines.map((line) => JSON.parse(line) as unknown)).not.toContainEqual(
      expect.objectContaining({ summary: expect.anything() }),
    );
  },
);

test("a reader that goes away ends the work, and is no failure", () => {
  const line = `"$@" | head -2; echo "\${PIPESTATUS[0]}" >&2`;
  const program = [process.execPath, ...flags, bin, ...argv];
  const { stdout, stderr } = spawnSync("bash", ["-c", line, "bash", ...program], {
    cwd: fleet(1001),
    encoding: "utf8",
  });
  expect(stdout.split("\n")).toHaveLength(3);
  // The file that is cut comes last, and is not read any more.
  expect(stderr).toBe("0\n");
});
