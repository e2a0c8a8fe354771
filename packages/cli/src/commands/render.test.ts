import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { loadPlugin } from "@imagewright/core";
import { memoryPlugin } from "@imagewright/core/testing";
import { beforeEach, expect, test } from "vitest";

import { goodCatalog, goodSpec, spec } from "../__fixtures__/bad-input/bad-input.ts";
import {
  type CliResult,
  type CliSetting,
  runCli,
  snapshotFolder,
  temporaryFolder,
} from "../__fixtures__/run-cli.ts";
import type { RenderReport } from "../index.ts";

const plugins = [loadPlugin(memoryPlugin)];
const twoTargets = `${goodSpec}  - { name: attic, provider: memory, image: ubuntu, shelf: attic }\n`;
let cwd = "";

beforeEach(() => {
  cwd = temporaryFolder();
  writeFileSync(join(cwd, "imagewright.yaml"), twoTargets);
  writeFileSync(join(cwd, "catalog.yaml"), goodCatalog);
});

async function render(
  argv: readonly string[],
  setting: Partial<CliSetting> = {},
): Promise<CliResult> {
  return await runCli(["render", ...argv], { cwd, plugins, ...setting });
}

test("the tree says what became of each file, and a second run changes nothing", async () => {
  const argv = ["--catalog", "catalog.yaml", "--out", "out/images"];
  expect(await render(argv)).toMatchObject({
    exitCode: 0,
    stderr: "",
    stdout: `\
out/images
├── shelf
│   ├── image.json          created
│   └── machine-first.yaml  created
└── attic
    └── image.json          created

3 files: 3 created
`,
  });
  writeFileSync(join(cwd, "out/images/shelf/machine-first.yaml"), "changed\n");
  const before = statSync(join(cwd, "out/images/shelf/image.json")).ino;
  const again = await render(argv);
  expect(again.stdout).toContain("3 files: 1 changed, 2 unchanged");
  expect(statSync(join(cwd, "out/images/shelf/image.json")).ino).toBe(before);
  expect(readFileSync(join(cwd, "out/images/shelf/machine-first.yaml"), "utf8")).toBe(`\
apiVersion: memory.example/v1
kind: Machine
metadata:
  name: first
spec:
  image: "ami:top/ami-0123456789abcdef0"
`);
});

test("a dry run says the same and writes nothing", async () => {
  const result = await render(["-c", "catalog.yaml", "-o", "out", "--dry-run"]);
  expect(result.stdout).toMatch(/3 files: 3 created \(dry run: nothing was written\)\n$/u);
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test("one refused target keeps the others from being written", async () => {
  writeFileSync(join(cwd, "imagewright.yaml"), twoTargets.replaceAll("amd64", "arm64"));
  const result = await render(["-c", "catalog.yaml", "-o", "out"]);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toMatch(/1 error; nothing was written\n$/u);
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test("one image that is not found keeps the other targets from being written", async () => {
  const attic = twoTargets.replace("shelf: attic }", "shelf: attic, machines: [{ name: lost }] }");
  writeFileSync(join(cwd, "imagewright.yaml"), attic);
  const argv = ["-c", "catalog.yaml", "-o", "out"];
  const result = await render(argv);
  expect(result).toMatchObject({ exitCode: 1, stdout: "" });
  expect(result.stderr).toContain("imagewright.yaml:18:78: error IMAGE_NOT_FOUND");
  expect(existsSync(join(cwd, "out"))).toBe(false);
  const { targets } = JSON.parse((await render([...argv, "-f", "json"])).stdout) as RenderReport;
  expect(targets.map(({ name, ok }) => [name, ok])).toEqual([
    ["shelf", true],
    ["attic", false],
  ]);
});

test("chosen targets and artifacts only", async () => {
  const one = await render(["-c", "catalog.yaml", "-o", "out", "-t", "attic"]);
  expect(one.stdout).toContain("1 file: 1 created");
  expect(Object.keys(snapshotFolder(join(cwd, "out")))).toEqual(["attic", "attic/image.json"]);
  const both = await render([
    "-c",
    "catalog.yaml",
    "-o",
    "out",
    "-t",
    "attic,shelf",
    "-t",
    "attic",
  ]);
  expect(both.stdout).toContain("3 files");
  const artifact = ["--artifact", "shelf/machine-first.yaml"];
  const file = await render(["-c", "catalog.yaml", "--stdout", ...artifact]);
  expect(file.stdout).toMatch(/^apiVersion: memory.example\/v1\n/u);
});

test.for([
  { argv: ["-t", "shelv"], code: "CLI_TARGET_UNKNOWN", hint: "Did you mean `shelf`?" },
  {
    argv: ["--artifact", "shelf/image.jsn"],
    code: "CLI_ARTIFACT_UNKNOWN",
    hint: "Did you mean `shelf/image.json`?",
  },
])(
  "$code is wrong use, with the nearest name, and nothing is written",
  async ({ argv, code, hint }) => {
    const result = await render(["-c", "catalog.yaml", "-o", "out", ...argv]);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain(code);
    expect(result.stderr).toContain(hint);
    expect(existsSync(join(cwd, "out"))).toBe(false);
  },
);

test("printed: YAML alone is a stream, a mixture is headed file by file", async () => {
  const spare = spec("- name: first", "- name: first\n      - name: second");
  writeFileSync(join(cwd, "imagewright.yaml"), spare);
  const yaml = ["--artifact", "shelf/machine-first.yaml,shelf/machine-second.yaml"];
  const stream = await render(["-c", "catalog.yaml", "--stdout", "--mode", "snippet", ...yaml]);
  const body =
    'apiVersion: memory.example/v1\nkind: Machine\nspec:\n  image: "ami:top/ami-0123456789abcdef0"\n';
  expect(stream.stdout).toBe(
    `---\n# shelf/machine-first.yaml\n${body}---\n# shelf/machine-second.yaml\n${body}`,
  );
  const mixture = await render(["-c", "catalog.yaml", "--stdout"]);
  expect(mixture.stdout.match(/^==> .+ <==$/gmu)).toEqual([
    "==> shelf/image.json <==",
    "==> shelf/machine-first.yaml <==",
    "==> shelf/machine-second.yaml <==",
  ]);
});

test("the report holds the texts only when they are printed", async () => {
  const printed = JSON.parse(
    (await render(["-c", "catalog.yaml", "--stdout", "-f", "json"])).stdout,
  );
  expect(printed.targets[1].artifacts).toEqual([
    {
      path: "attic/image.json",
      mediaType: "application/json",
      bytes: expect.any(Number),
      text: expect.any(String),
    },
  ]);
  const written = JSON.parse(
    (await render(["-c", "catalog.yaml", "-o", "out", "-f", "json"])).stdout,
  );
  expect(written.targets[1].artifacts).toEqual([
    {
      path: "attic/image.json",
      mediaType: "application/json",
      bytes: expect.any(Number),
      status: "created",
    },
  ]);
});

test("an image is judged at the moment it is needed at", async () => {
  const lifecycle = '    lifecycle: { state: supported, expires: "2026-11-20T00:00:00Z" }\n';
  writeFileSync(join(cwd, "catalog.yaml"), `${goodCatalog}${lifecycle}`);
  const argv = ["-c", "catalog.yaml", "--stdout"];
  expect(await render(argv)).toMatchObject({ exitCode: 1 });
  expect(await render(argv, { now: "2026-11-19T23:59:59Z" })).toMatchObject({ exitCode: 0 });
  expect(await render([...argv, "--at", "2026-11-19T00:00:00Z"])).toMatchObject({ exitCode: 0 });
  expect(await render([...argv, "--at", "yesterday"])).toMatchObject({ exitCode: 2 });
});

test("interrupted before writing: nothing is written, and the code says so", async () => {
  const controller = new AbortController();
  controller.abort();
  const argv = ["-c", "catalog.yaml", "-o", "out"];
  const result = await render(argv, { signal: controller.signal });
  expect(result.exitCode).toBe(130);
  expect(result.stderr).toContain("CLI_STOPPED");
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test("interrupted while the plugins load: nothing is written", async () => {
  const controller = new AbortController();
  const slow = {
    ...loadPlugin(memoryPlugin),
    bind: (...args: Parameters<(typeof plugins)[0]["bind"]>) => {
      controller.abort();
      return loadPlugin(memoryPlugin).bind(...args);
    },
  };
  const argv = ["-c", "catalog.yaml", "-o", "out"];
  const result = await render(argv, { signal: controller.signal, plugins: [slow] });
  expect(result.exitCode).toBe(130);
  expect(existsSync(join(cwd, "out"))).toBe(false);
});

test("relative paths start from the folder of the caller", async () => {
  mkdirSync(join(cwd, "elsewhere"));
  const argv = ["../imagewright.yaml", "-c", "../catalog.yaml", "-o", "../out"];
  const result = await render(argv, { cwd: join(cwd, "elsewhere") });
  expect(result.exitCode).toBe(0);
  expect(existsSync(join(cwd, "out/shelf/image.json"))).toBe(true);
});

test("a fault of ours is one line, without what was read; its places only on request", async () => {
  const faulty = {
    ...loadPlugin(memoryPlugin),
    bind: () => {
      throw new TypeError("hunter2 is not a function");
    },
  };
  const argv = ["-c", "catalog.yaml", "-o", "out"];
  const short = await render(argv, { plugins: [faulty] });
  expect(short).toMatchObject({ exitCode: 70, stdout: "" });
  expect(short.stderr).toBe(`\
imagewright: error CLI_INTERNAL: internal error (TypeError) in \`render\`, please report it
  hint: Please report it, with what \`--verbose\` prints.

1 error
`);
  const long = await render([...argv, "--verbose"], { plugins: [faulty] });
  expect(long.stderr).toMatch(/at .*render\.test\.ts/u);
  expect(long.stderr).not.toContain("hunter2");
});

test.for([
  { argv: [], message: "say where the artifacts go, with --out FOLDER or --stdout" },
  { argv: ["--out", "a", "--stdout"], message: "--stdout and --out exclude each other" },
  { argv: ["--stdout", "--dry-run"], message: "--stdout and --dry-run exclude each other" },
  {
    argv: ["--out", "a", "--out", "b"],
    message: "option '-o, --out <folder>' argument 'b' is invalid. It is given twice",
  },
  {
    argv: ["--out", ""],
    message: "option '-o, --out <folder>' argument '' is invalid. It is empty",
  },
  { argv: ["--out"], message: "option '-o, --out <folder>' argument missing" },
  {
    argv: ["--stdout", "--mode", "complet"],
    message:
      "option '--mode <mode>' argument 'complet' is invalid. Allowed choices are complete, snippet",
  },
  { argv: ["--stdot"], message: "unknown option '--stdot'" },
  {
    argv: ["a.yaml", "b.yaml", "--stdout"],
    message: "too many arguments for 'render'. Expected 1 argument but got 2",
  },
])("wrong use: $message", async ({ argv, message }) => {
  const text = await render(argv);
  expect(text).toMatchObject({ exitCode: 2, stdout: "" });
  expect(text.stderr).toContain(`imagewright: error CLI_USAGE: ${message}`);
  expect(text.stderr).toContain("Run `imagewright render --help`.");
  const json = await render([...argv, "--format=json"]);
  expect(json).toMatchObject({ exitCode: 2, stderr: "" });
});

test("a misspelt option and a misspelt command are corrected", async () => {
  expect((await render(["--stdot"])).stderr).toContain("hint: Did you mean --stdout?");
  const command = await runCli(["rendr"], { cwd, plugins });
  expect(command.stderr).toContain("hint: Did you mean render?");
  expect(command.exitCode).toBe(2);
});
