import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isJsonObject, type JsonObject, type JsonValue, type NodeImage } from "@imagewright/core";
import { requireTool, requireUpstream } from "@imagewright/testkit";
import { afterAll, expect, test } from "vitest";

import { imageBuilderGoal } from "../goal/image-builder-goal.ts";
import type { ImageBuilderSystem } from "../image-builder-system.ts";
import { fullFields, smallImage } from "./__fixtures__/images.ts";
import { imageBuilderVariables } from "./image-builder-variables.ts";
import { varFile } from "./var-file.ts";

type Context = Parameters<typeof requireUpstream>[0];

const examples = "examples/image-builder";

/** Keys of builders that Packer 1.6.6 does not know yet. */
const newKeys = [
  "skip_create_ami",
  "public_ip_sku",
  "cpu_model",
  "firmware",
  "community_gallery_image_id",
  "direct_shared_gallery_image_id",
];

const environment = {
  AZURE_SUBSCRIPTION_ID: "01234567-89ab-cdef-0123-4567890abcde",
  AZURE_CLIENT_ID: "01234567-89ab-cdef-0123-4567890abcde",
  AZURE_CLIENT_SECRET: "not-a-secret",
  AZURE_LOCATION: "northcentralus",
  RESOURCE_GROUP_NAME: "cluster-api-gallery",
  GALLERY_NAME: "imagewright",
  USE_AZURE_CLI_AUTH: "False",
  IB_VERSION: "v0.1.55",
  FLATCAR_CHANNEL: "stable",
  FLATCAR_VERSION: "4230.2.3",
  CHECKPOINT_DISABLE: "1",
  PATH: process.env["PATH"],
};

const root = mkdtempSync(join(tmpdir(), "imagewright-packer-"));
afterAll(() => {
  rmSync(root, { recursive: true });
});

let prepared = false;

/** A copy of upstream's templates that an old Packer can check without network or plugins. */
function prepare(context: Context): string {
  if (prepared) {
    return root;
  }
  cpSync(requireUpstream(context, `${examples}/packer`), join(root, "packer"), {
    recursive: true,
    mode: 0,
  });
  const empty = [
    "packer/files/flatcar/ignition/bootstrap-cloud.json",
    "packer/qemu/cloud-init/meta-data",
    "packer/ami/scripts/winrm_bootstrap.txt",
  ];
  for (const path of empty) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), path.endsWith(".json") ? "{}" : "");
  }
  prepared = true;
  return root;
}

function readObject(path: string): JsonObject {
  // One annotation: what JSON.parse returns is any, and always JSON.
  const value: JsonValue = JSON.parse(readFileSync(path, "utf8"));
  if (!isJsonObject(value)) {
    throw new Error(`${path} holds no object`);
  }
  return value;
}

/** The template without provisioners and without what Packer 1.6.6 does not know. */
function strip(value: JsonValue, path: readonly string[] = []): JsonValue {
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    return items.map((item) => strip(item, path));
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const isGone = (key: string): boolean =>
    newKeys.includes(key) ||
    (path.length === 0 && key === "provisioners") ||
    (path.at(-1) === "shared_image_gallery_destination" && key === "storage_account_type");
  const isTable = path.at(-1) === "variables";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isTable || !isGone(key))
      .map(([key, item]) => [key, strip(item, [...path, key])]),
  );
}

interface Verdict {
  readonly accepted: boolean;
  readonly output: string;
}

let runs = 0;

/** `packer validate` of a goal, with one more variable file at the end. */
async function validate(
  context: Context,
  goal: string,
  text: string,
  flags: readonly string[] = [],
): Promise<Verdict> {
  const packer = requireTool(context, "packer");
  const folder = prepare(context);
  const targets = readObject(requireUpstream(context, `${examples}/make-targets.json`));
  const target = targets[`validate-${goal}`];
  if (!isJsonObject(target) || typeof target["template"] !== "string") {
    throw new Error(`no target ${goal}`);
  }
  runs += 1;
  const [template, vars] = [`stripped-${runs}.json`, `vars-${runs}.json`];
  const stripped = strip(readObject(join(folder, target["template"])));
  writeFileSync(join(folder, template), JSON.stringify(stripped));
  writeFileSync(join(folder, vars), text);
  const files = listOf(target["varFiles"]).map((name) =>
    name === "<user var files>" ? vars : name,
  );
  const only = typeof target["only"] === "string" ? [`-only=${target["only"]}`] : [];
  const args = [
    "validate",
    ...files.map((name) => `-var-file=${String(name)}`),
    ...only,
    ...isoFlags(folder, files, text),
    ...flags,
    template,
  ];
  return await new Promise((resolve) => {
    execFile(packer, args, { cwd: folder, env: environment }, (error, stdout, stderr) => {
      resolve({ accepted: error === null, output: `${stdout}${stderr}` });
    });
  });
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}

/** Checksums that would be fetched. */
function isoFlags(folder: string, files: readonly JsonValue[], text: string): readonly string[] {
  const isFetched = files
    .slice(0, -1)
    .some((name) => readObject(join(folder, String(name)))["iso_checksum_type"] === "file");
  return isFetched && !text.includes("iso_checksum")
    ? ["-var", "iso_checksum_type=sha256", "-var", `iso_checksum=${"0".repeat(64)}`]
    : [];
}

const { containerRuntime, packages, repositories, preloadedImages, proxy, rootVolume } = fullFields;
const extras = { containerRuntime, packages, repositories, preloadedImages, proxy, rootVolume };
const ubuntu = { distribution: "ubuntu", release: "24.04" } as const;

const rendered: readonly { system: ImageBuilderSystem; image: NodeImage; flags?: string[] }[] = [
  { system: "ami", image: { ...smallImage(ubuntu), ...extras } },
  { system: "ami", image: { ...smallImage(ubuntu), architecture: "arm64" } },
  { system: "ami", image: smallImage({ distribution: "amazon-linux", release: "2023" }) },
  { system: "ami", image: smallImage({ distribution: "flatcar", release: "4230.2.3" }) },
  {
    system: "ami",
    image: { ...smallImage({ distribution: "windows", release: "2019" }), proxy },
    flags: ["-var", "volume_type=gp2", "-var", "throughput="],
  },
  { system: "azure-sig", image: { ...smallImage(ubuntu), ...extras } },
  { system: "azure-sig-gen2", image: smallImage({ distribution: "azure-linux", release: "3" }) },
  { system: "azure-sig-cvm", image: smallImage({ distribution: "ubuntu", release: "22.04" }) },
  { system: "azure-sig", image: smallImage({ distribution: "windows", release: "2025" }) },
  { system: "qemu", image: { ...smallImage(ubuntu), ...extras } },
  { system: "qemu", image: { ...smallImage({ distribution: "rocky", release: "9" }), packages } },
  { system: "qemu", image: smallImage({ distribution: "flatcar", release: "4230.2.3" }) },
];

test.for(rendered)(
  "Packer accepts what is rendered for $system, $image.os.distribution",
  async ({ system, image, flags = [] }, context) => {
    const goal = imageBuilderGoal(system, image);
    const text = varFile(imageBuilderVariables(system, image));
    const name = goal.ok ? goal.value.name : "";
    expect(await validate(context, name, text, flags)).toMatchObject({ accepted: true });
  },
);

test("Packer refuses a rendered file as soon as one value is bad", async (context) => {
  const variables = imageBuilderVariables("ami", { ...smallImage(ubuntu), ...extras });
  const text = varFile({ ...variables, volume_size: "48GB" });
  const verdict = await validate(context, "ami-ubuntu-2404", text);
  expect(verdict.accepted).toBe(false);
  expect(verdict.output).toContain("volume_size");
});
