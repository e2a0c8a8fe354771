import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { isJsonObject, type JsonObject, type JsonValue } from "./json.ts";

/** What Packer says of a variable file. */
export interface PackerVerdict {
  readonly accepted: boolean;
  readonly output: string;
}

/** Upstream's templates of image-builder, ready for `packer validate` without network or plugins. */
export interface ImageBuilderTemplates {
  /** Names of all goals, e.g. `ami-ubuntu-2404`. */
  readonly goals: readonly string[];
  /**
   * Names of the variables of a goal: of its template, and of the variable files it is given. Packer
   * takes other names without a word.
   */
  variables(goal: string): ReadonlySet<string>;
  /** `packer validate` of a goal, with one more variable file at the end. */
  validate(goal: string, varFile: string, flags?: readonly string[]): Promise<PackerVerdict>;
  /** Removes the copies. */
  close(): void;
}

/** Keys of builders that Packer 1.6.6 does not know yet. */
const newKeys = new Set([
  "skip_create_ami",
  "public_ip_sku",
  "cpu_model",
  "firmware",
  "community_gallery_image_id",
  "direct_shared_gallery_image_id",
]);

/** Files that image-builder makes while it builds. */
const madeFiles = {
  "packer/files/flatcar/ignition/bootstrap-cloud.json": "{}",
  "packer/qemu/cloud-init/meta-data": "",
  "packer/ami/scripts/winrm_bootstrap.txt": "",
};

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
};

/**
 * Copies upstream's templates into a folder of their own.
 *
 * @param packer - the program
 * @param examples - the folder with image-builder's files, `examples/image-builder` of upstream's
 */
export function imageBuilderTemplates(packer: string, examples: string): ImageBuilderTemplates {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-packer-"));
  cpSync(join(examples, "packer"), join(folder, "packer"), { recursive: true, mode: 0 });
  for (const [path, text] of Object.entries(madeFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const targets = readObject(join(examples, "make-targets.json"));
  let runs = 0;
  return {
    goals: Object.keys(targets).flatMap((name) => /^validate-(?<goal>.+)/u.exec(name)?.[1] ?? []),
    variables: (goal) => {
      const target = targets[`validate-${goal}`];
      return isJsonObject(target) ? declaredVariables(folder, target) : new Set();
    },
    validate: async (goal, varFile, flags = []) => {
      const target = targets[`validate-${goal}`];
      if (!isJsonObject(target)) {
        return { accepted: false, output: `image-builder has no goal ${goal}` };
      }
      runs += 1;
      const parameters = prepareRun(folder, target, varFile, runs);
      return await validate(
        packer,
        [...parameters.slice(0, -1), ...flags, ...parameters.slice(-1)],
        folder,
      );
    },
    close: () => rmSync(folder, { recursive: true }),
  };
}

function declaredVariables(folder: string, target: JsonObject): ReadonlySet<string> {
  const files = textsOf(target["varFiles"]).filter((name) => name.endsWith(".json"));
  const template = readObject(join(folder, templateOf(target)))["variables"];
  return new Set([
    ...(isJsonObject(template) ? Object.keys(template) : []),
    ...files.flatMap((name) => Object.keys(readObject(join(folder, name)))),
  ]);
}

function templateOf({ template }: JsonObject): string {
  return typeof template === "string" ? template : "";
}

/** Writes the stripped template and the variable file; the parameters end with the template. */
function prepareRun(
  folder: string,
  target: JsonObject,
  varFile: string,
  run: number,
): readonly string[] {
  const [template, vars] = [`stripped-${run}.json`, `vars-${run}.json`];
  const original = readObject(join(folder, templateOf(target)));
  writeFileSync(join(folder, template), JSON.stringify(strip(original)));
  writeFileSync(join(folder, vars), varFile);
  const files = textsOf(target["varFiles"]).map((name) =>
    name === "<user var files>" ? vars : name,
  );
  const only = typeof target["only"] === "string" ? [`-only=${target["only"]}`] : [];
  const varFiles = files.map((name) => `-var-file=${name}`);
  return ["validate", ...varFiles, ...only, ...isoFlags(folder, files, varFile), template];
}

async function validate(
  packer: string,
  parameters: readonly string[],
  folder: string,
): Promise<PackerVerdict> {
  const env = { ...environment, PATH: process.env["PATH"] };
  return await new Promise((resolve) => {
    execFile(packer, parameters, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ accepted: error === null, output: `${stdout}${stderr}` });
    });
  });
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

function readObject(path: string): JsonObject {
  // One annotation: what JSON.parse returns is any, and always JSON.
  const value: JsonValue = JSON.parse(readFileSync(path, "utf8"));
  if (!isJsonObject(value)) {
    throw new Error(`${path} holds no object`);
  }
  return value;
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
