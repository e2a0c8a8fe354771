import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { bindTarget, renderTarget } from "@imagewright/core";
import { findTool, requireTool, requireUpstream } from "@imagewright/testkit";
import { afterEach, expect, test } from "vitest";

import {
  amazonLinux2,
  documented,
  type EksCase,
  eksCases,
  ownBucket,
  production,
} from "./__fixtures__/eks-cases.ts";
import { eraOf, systemOf } from "./era.ts";
import { eks } from "./plugin.ts";

const fixtures = join(import.meta.dirname, "__fixtures__");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true });
  }
});

test.for(eksCases)("shellcheck and dash accept the script of $name", (one, context) => {
  const folder = written(one);
  const script = join(folder, "build.sh");
  const run = (tool: string, words: readonly string[]): string =>
    execFileSync(requireTool(context, tool), [...words, script], { encoding: "utf8" });
  expect(run("shellcheck", ["--severity=style", "--shell=sh"])).toBe("");
  expect(run("dash", ["-n"])).toBe("");
});

test.for(eksCases)("make hands Packer every value of $name, exactly", (one, context) => {
  const { target, image } = one;
  const era = eraOf(target.build);
  const { variables = [] } = systemOf(era, image.os.release) ?? {};
  const folder = written(one);
  const record = build(folder, checkoutOf(one), context, {
    HANDOVER: era.hasVariableFile ? "template" : "list",
    LISTED: variables.join(" "),
    TEMPLATE_VARIABLES: variables.join(" "),
    // Whatever is set outside must not reach Packer.
    encrypted: "stray",
    ami_users: "999999999999",
    AWS_DEFAULT_REGION: "ap-south-1",
    PACKER_VARIABLE_FILE: "/stray.json",
  });
  expect(received(record)).toEqual({ ...expected(one), template: "template.json" });
});

test.for([documented, ownBucket])(
  "Packer validates upstream's template with the make line of $name",
  (one, context) => {
    const packer = requireTool(context, "packer");
    const template = requireUpstream(context, "examples/eks-ami/seed-eks-worker-al2.json");
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const validate = (settings: object): { status: number | null; text: string } => {
      const words = Object.entries(settings).flatMap(([key, value]) => ["-var", `${key}=${value}`]);
      const run = spawnSync(packer, ["validate", ...words, template], { env, encoding: "utf8" });
      return { status: run.status, text: `${run.stdout}${run.stderr}` };
    };
    const settings: { readonly [name: string]: string } = { ...madeUp(one), ...expected(one) };
    expect(validate(settings).status).toBe(0);
    const { kubernetes_build_date: _, ...incomplete } = settings;
    expect(validate(incomplete)).toEqual({
      status: 1,
      text: expect.stringContaining("required variable not set: kubernetes_build_date") as string,
    });
  },
);

test.for([
  { one: amazonLinux2, template: "al2-template.json", defaults: ["al2-variables-default.json"] },
  {
    one: production,
    template: "al2023-template.json",
    defaults: ["al2023-variables-default.json", "al2023-variables-1.33.json"],
  },
])(
  "Packer reads the variable file of $one.name beside upstream's",
  ({ one, template, defaults }, context) => {
    const packer = requireTool(context, "packer");
    const upstream = requireUpstream(context, "examples/eks-ami");
    const file = join(written(one), "variables.json");
    const files = [...defaults.map((name) => join(upstream, name)), file];
    const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
    const words = files.map((path) => `-var-file=${path}`);
    const path = join(upstream, template);
    const checked = execFileSync(packer, ["validate", "-syntax-only", ...words, path], {
      encoding: "utf8",
      env,
    });
    expect(checked).toMatch(/passed/u);
    const inspected = execFileSync(packer, ["inspect", "-machine-readable", path], {
      encoding: "utf8",
      env,
    });
    // A template may read a variable that only a file brings, and that it does not declare.
    const [first = ""] = files;
    const names = new Set([
      ...Object.keys(JSON.parse(readFileSync(first, "utf8")) as object),
      ...inspected.split("\n").flatMap((line) => {
        const [, , type, name] = line.split(",");
        return type === "template-variable" && name !== undefined ? [name] : [];
      }),
    ]);
    const own = Object.keys(JSON.parse(readFileSync(file, "utf8")) as object);
    const era = eraOf(one.target.build);
    const line = systemOf(era, one.image.os.release)?.variables ?? [];
    expect(names.size).toBeGreaterThan(line.length - 1);
    expect([...own, ...line].filter((name) => !names.has(name))).toEqual([]);
  },
);

test.for([
  { says: "no checkout", prepare: (): void => undefined, message: "is no checkout" },
  {
    says: "a checkout of another era",
    prepare: (folder: string): void => {
      mkdirSync(join(folder, "templates/al2023"), { recursive: true });
      mkdirSync(join(folder, "templates/al2"));
    },
    message: "is no checkout of amazon-eks-ami of era templates-al2023",
  },
])("the script refuses $says", ({ prepare, message }) => {
  const checkout = temporary();
  prepare(checkout);
  expect(refusal(written(production), checkout)).toContain(message);
});

test("the script refuses to lie where make would expand its path", () => {
  const folder = join(temporary(), "a $(id) b");
  mkdirSync(folder);
  const checkout = checkoutOf(production);
  expect(refusal(written(production, folder), checkout)).toContain("is a path with characters");
});

test("the script misses its variable file", () => {
  const folder = written(production);
  rmSync(join(folder, "variables.json"));
  expect(refusal(folder, checkoutOf(production))).toContain("variables.json is missing");
});

/** A case's artifacts in a folder. */
function written({ image, target }: EksCase, folder = temporary()): string {
  const bound = bindTarget(eks, image, target);
  const result = bound.ok ? renderTarget(bound.value) : bound;
  for (const { path, text } of result.ok ? result.value : []) {
    const file = join(folder, path.replace(`${target.name}/`, ""));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** A folder that looks like a checkout of the case's era, with a Makefile that records. */
function checkoutOf({ target }: EksCase): string {
  const folder = temporary();
  for (const path of eraOf(target.build).layout.has) {
    const whole = join(folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    if (path.endsWith(".json")) {
      writeFileSync(whole, "{}\n");
    } else {
      mkdirSync(whole);
    }
  }
  copyFileSync(join(fixtures, "recorder.mk"), join(folder, "Makefile"));
  copyFileSync(join(fixtures, "packer-stub.sh"), join(folder, "packer"));
  chmodSync(join(folder, "packer"), 0o755);
  return folder;
}

/** The arguments of the recorded `packer build`. */
function build(
  folder: string,
  checkout: string,
  context: Parameters<typeof requireTool>[0],
  env: { readonly [name: string]: string },
): readonly string[] {
  requireTool(context, "make");
  const record = join(checkout, "record");
  execFileSync(requireTool(context, "dash"), [join(folder, "build.sh"), checkout], {
    env: { PATH: process.env["PATH"], PACKER: "./packer", RECORD: record, ...env },
    stdio: "pipe",
  });
  return readFileSync(record, "utf8").split("\0").slice(0, -1);
}

/** What Packer would have taken from those arguments; a later one wins, `-var` over files. */
function received(words: readonly string[]): object {
  const files: Record<string, string> = {};
  const variables: Record<string, string> = {};
  let template = "";
  for (const [index, word] of words.entries()) {
    if (word.startsWith("-var-file=")) {
      Object.assign(files, JSON.parse(readFileSync(word.slice("-var-file=".length), "utf8")));
    } else if (words[index - 1] === "-var") {
      const [, name = "", value = ""] = /^([^=]*)=([^]*)$/u.exec(word) ?? [];
      variables[name] = value;
    } else if (word !== "-var" && word !== "build") {
      template = word;
    }
  }
  const { ami_name, instance_type, ...rest } = { ...files, ...variables };
  return {
    ...rest,
    // Made up by make where the target says nothing, which is not what is judged here.
    ...(ami_name?.startsWith("made-up-by-make") === false && { ami_name }),
    ...(/^m[56]g?\.large$/u.test(instance_type ?? "") ? {} : { instance_type }),
    template,
  };
}

/** What the image and the target say, in upstream's words; written by hand, not by our renderer. */
function expected({ name }: EksCase): { readonly [name: string]: string } {
  return JSON.parse(readFileSync(join(fixtures, "arrives", `${name}.json`), "utf8")) as {
    readonly [name: string]: string;
  };
}

/** What make would add. */
function madeUp({ name }: EksCase): { readonly [name: string]: string } {
  return { ami_name: `made-up-${name}`, instance_type: "m4.large" };
}

function refusal(folder: string, checkout: string): string {
  try {
    execFileSync("/bin/sh", [join(folder, "build.sh"), checkout], { stdio: "pipe" });
  } catch (error) {
    return String((error as { readonly stderr?: unknown }).stderr);
  }
  return existsSync(checkout) && findTool("sh") !== undefined ? "nothing was refused" : "";
}

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-eks-"));
  folders.push(folder);
  return folder;
}
