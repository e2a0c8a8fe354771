import { execFile } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

import { isJsonObject, type JsonObject, type JsonValue } from "@imagewright/core";
import { requireTool, requireUpstream } from "@imagewright/testkit";

type Context = Parameters<typeof requireUpstream>[0];

const examples = "examples/image-builder";

/** Keys of builders that Packer 1.6.6 does not know yet. */
const newKeys = new Set([
  "skip_create_ami",
  "public_ip_sku",
  "cpu_model",
  "firmware",
  "community_gallery_image_id",
  "direct_shared_gallery_image_id",
]);

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

let root: string | undefined;

/** A copy of upstream's templates that an old Packer can check without network or plugins. */
function prepare(context: Context): string {
  if (root !== undefined) {
    return root;
  }
  root = mkdtempSync(join(tmpdir(), "imagewright-packer-"));
  const source = requireUpstream(context, `${examples}/packer`);
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    const path = join(root, "packer", relative(source, entry.parentPath), entry.name);
    if (entry.isFile()) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, readFileSync(join(entry.parentPath, entry.name)));
    }
  }
  const empty = [
    "packer/files/flatcar/ignition/bootstrap-cloud.json",
    "packer/qemu/cloud-init/meta-data",
    "packer/ami/scripts/winrm_bootstrap.txt",
  ];
  for (const path of empty) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path.endsWith(".json") ? "{}" : "");
  }
  return root;
}

/** Removes what {@link validateGoal} left. */
export function removeTemplates(): void {
  if (root !== undefined) {
    rmSync(root, { recursive: true });
  }
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
    newKeys.has(key) ||
    (path.length === 0 && key === "provisioners") ||
    (path.at(-1) === "shared_image_gallery_destination" && key === "storage_account_type");
  const isTable = path.at(-1) === "variables";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isTable || !isGone(key))
      .map(([key, item]) => [key, strip(item, [...path, key])]),
  );
}

/** What Packer says of a variable file. */
export interface Verdict {
  readonly accepted: boolean;
  readonly output: string;
}

let runs = 0;

/** `packer validate` of a goal, with one more variable file at the end. */
export async function validateGoal(
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
  const files = textsOf(target["varFiles"]).map((name) =>
    name === "<user var files>" ? vars : name,
  );
  const only = typeof target["only"] === "string" ? [`-only=${target["only"]}`] : [];
  const args = [
    "validate",
    ...files.map((name) => `-var-file=${name}`),
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

function textsOf(value: JsonValue | undefined): readonly string[] {
  const items: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return items.filter((item) => typeof item === "string");
}

/** Checksums that would be fetched. */
function isoFlags(folder: string, files: readonly string[], text: string): readonly string[] {
  const isFetched = files
    .slice(0, -1)
    .some((name) => readObject(join(folder, name))["iso_checksum_type"] === "file");
  return isFetched && !text.includes("iso_checksum")
    ? ["-var", "iso_checksum_type=sha256", "-var", `iso_checksum=${"0".repeat(64)}`]
    : [];
}

