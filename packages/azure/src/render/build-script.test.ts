import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { bindTarget, renderTarget } from "@imagewright/core";
import { requireTool } from "@imagewright/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";

import { build, ubuntu } from "../__fixtures__/targets.ts";
import type { AzureBuild } from "../options.ts";
import { azure } from "../plugin.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "azure-build-"));
  mkdirSync(join(folder, "ib/images/capi"), { recursive: true });
  writeFileSync(join(folder, "ib/images/capi/Makefile"), "all:\n");
  mkdirSync(join(folder, "bin"));
  writeFileSync(
    join(folder, "bin/make"),
    `#!/bin/sh\nenv > ${folder}/env\necho "$@" > ${folder}/make\n`,
  );
  chmodSync(join(folder, "bin/make"), 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function renderInto(change: Partial<AzureBuild>): string {
  const target = {
    name: "capz",
    provider: "azure" as const,
    image: ubuntu.name,
    build: { ...build, ...change },
  };
  const bound = bindTarget(azure, ubuntu, target);
  const rendered = bound.ok ? renderTarget(bound.value) : bound;
  for (const { path, text } of rendered.ok ? rendered.value : []) {
    writeFileSync(join(folder, path.replace("capz/", "")), text);
  }
  return join(folder, "build.sh");
}

const credentials = { AZURE_CLIENT_ID: "id", AZURE_TENANT_ID: "tenant", AZURE_CLIENT_SECRET: "s" };

/** The environment make was called with. */
function run(shell: string, script: string, env: object): ReadonlyMap<string, string> {
  execFileSync(shell, [script, join(folder, "ib")], {
    env: { PATH: `${folder}/bin:/usr/bin:/bin`, ...env },
  });
  const lines = readFileSync(join(folder, "env"), "utf8").split("\n");
  return new Map(
    lines.map((line) => [line.split("=")[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );
}

test.for(["dash", "bash"])("what init-sig.sh reads is fixed, under %s", (shell, context) => {
  const script = renderInto({ definition: { sku: "node" } });
  const stray = {
    SIG_PUBLISHER: "stray",
    BUILD_RESOURCE_GROUP_NAME: "stray",
    GALLERY_NAME: "stray",
  };
  const env = run(requireTool(context, shell), script, { ...credentials, ...stray });
  expect(
    Object.fromEntries([...env].filter(([name]) => /AZURE|SIG|GROUP|GALLERY/u.test(name))),
  ).toEqual({
    ...credentials,
    AZURE_LOCATION: "westeurope",
    AZURE_SUBSCRIPTION_ID: build.subscriptionId,
    BUILD_RESOURCE_GROUP_NAME: "",
    GALLERY_NAME: "ClusterAPI",
    RESOURCE_GROUP_NAME: "cluster-api-images",
    SIG_IMAGE_DEFINITION: "capi-ubuntu-2404-gen2",
    SIG_OFFER: "",
    SIG_PUBLISHER: "",
    SIG_SKU: "node",
    USE_AZURE_CLI_AUTH: "False",
  });
  expect(readFileSync(join(folder, "make"), "utf8")).toContain("build-azure-sig-ubuntu-2404-gen2");
});

test("a definition's name reaches the preparation and Packer alike", (context) => {
  const name = "node-ubuntu-2404";
  const script = renderInto({ definition: { name }, authentication: "azure-cli" });
  const env = run(requireTool(context, "dash"), script, {});
  const variables: unknown = JSON.parse(readFileSync(join(folder, "packer-vars.json"), "utf8"));
  expect(env.get("SIG_IMAGE_DEFINITION")).toBe(name);
  expect(env.get("USE_AZURE_CLI_AUTH")).toBe("True");
  expect(variables).toMatchObject({ image_name: name });
});

test("a service principal without its secret is asked for", (context) => {
  const script = renderInto({});
  const { AZURE_CLIENT_SECRET: _, ...env } = credentials;
  const { status, stderr } = spawnSync(requireTool(context, "dash"), [script, join(folder, "ib")], {
    env: { PATH: `${folder}/bin:/usr/bin:/bin`, ...env },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "build.sh: set AZURE_CLIENT_SECRET\n",
  });
});

test.for<Partial<AzureBuild>>([
  {},
  { authentication: "azure-cli", buildResourceGroup: "builders(1)" },
  { definition: { name: "a", publisher: "b", offer: "c", sku: "d" } },
])("shellcheck has nothing to say about %j", (change, context) => {
  const script = renderInto(change);
  const { stdout } = spawnSync(requireTool(context, "shellcheck"), ["-S", "style", script], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});
