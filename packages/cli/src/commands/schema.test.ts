import { readFileSync } from "node:fs";
import { join } from "node:path";

import { readYaml } from "@imagewright/core/read";
import { Ajv, type ValidateFunction } from "ajv";
import { expect, test } from "vitest";

import { runCli, temporaryFolder } from "../__fixtures__/run-cli.ts";
import { starterFiles } from "../starter/starter-files.ts";

const names = [
  "spec",
  "catalog",
  "node-image",
  "intent",
  "plan",
  "report",
  "aws",
  "eks",
  "azure",
  "cloudstack",
  "karpenter",
];

async function schemaOf(name: string): Promise<object> {
  const { stdout, exitCode } = await runCli(["schema", name], { cwd: "/" });
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as object;
}

function compile(schema: object): ValidateFunction {
  return new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);
}

test("the list names every schema", async () => {
  const { stdout } = await runCli(["schema"], { cwd: "/" });
  expect(stdout.split("\n").map((line) => line.split(" ")[0])).toEqual([...names, ""]);
});

test.for(names)("%s is a JSON Schema that a validator takes", async (name) => {
  expect(() => compile(JSON.parse(JSON.stringify({ type: "object" })) as object)).not.toThrow();
  const schema = await schemaOf(name);
  expect(schema).toHaveProperty("$id");
  expect(() => compile(schema)).not.toThrow();
});

test("the composed schema takes the starter, and refuses what its provider does not know", async () => {
  const validate = compile(await schemaOf("spec"));
  const [file] = starterFiles();
  const read = readYaml(file?.text ?? "", { file: "imagewright.yaml" });
  const [document] = read.ok ? read.value : [];
  const good = JSON.parse(JSON.stringify(document?.value)) as {
    targets: Record<string, unknown>[];
  };
  expect(validate(good)).toBe(true);
  for (const [index, target] of good.targets.entries()) {
    const targets = good.targets.with(index, { ...target, regoin: "eu-west-1" });
    expect(validate({ ...good, targets })).toBe(false);
  }
  expect(validate({ ...good, targets: [{ ...good.targets[0], provider: "openstack" }] })).toBe(
    false,
  );
});

test("schemas are written by name to a folder", async () => {
  const cwd = temporaryFolder();
  const one = await runCli(["schema", "spec", "--out", "."], { cwd });
  expect(one.stdout).toBe(".\n└── spec.schema.json  created\n\n1 file: 1 created\n");
  const text = readFileSync(join(cwd, "spec.schema.json"), "utf8");
  expect(text).toBe((await runCli(["schema", "spec"], { cwd })).stdout);
  const all = await runCli(["schema", "--out", "schemas"], { cwd });
  expect(all.stdout).toContain(`${names.length} files: ${names.length} created`);
});

test("an unknown schema is wrong use, with the nearest name", async () => {
  const result = await runCli(["schema", "catalogue"], { cwd: "/" });
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain("hint: Did you mean `catalog`?");
});
