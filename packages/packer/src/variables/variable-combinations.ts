import { type Diagnostic, formatPointer, type NodeImage, showValue } from "@imagewright/core";

import type { VariableGroup } from "../image-builder-system.ts";
import { packerDiagnostics } from "../packer-diagnostics.ts";
import type { PackerVariables } from "./var-file.ts";

/** One variable whose value does not go with those of others. */
interface Misfit {
  readonly name: string;
  readonly message: string;
  readonly hint?: string;
}

/** What combinations depend on of the image that is built. */
export type BuiltImage = Pick<NodeImage, "os" | "preloadedImages" | "repositories">;

/**
 * Variables that contradict each other, as far as the user's own show it: what they leave out has
 * image-builder's default.
 */
export function combinationFindings(
  group: VariableGroup,
  variables: PackerVariables,
  pointer: string,
  image: BuiltImage | undefined,
): readonly Diagnostic[] {
  const misfits =
    group === "ami"
      ? amiMisfits(variables, image?.os.distribution === "flatcar")
      : group === "azure"
        ? azureMisfits(variables)
        : qemuMisfits(variables);
  return [...commonMisfits(variables, image), ...misfits].map(({ name, message, hint }) =>
    packerDiagnostics.report("PACKER_VARIABLE_COMBINATION", {
      message,
      pointer: `${pointer}${formatPointer([name])}`,
      found: showValue(variables[name] ?? ""),
      hint,
    }),
  );
}

function isSet(variables: PackerVariables, name: string): boolean {
  return (variables[name] ?? "") !== "";
}

function isTrue(variables: PackerVariables, name: string): boolean {
  return /^(?:1|t|T|TRUE|true|True)$/u.test(variables[name] ?? "");
}

/** Names that are set to nothing. */
function isCleared(variables: PackerVariables, name: string): boolean {
  return variables[name] === "";
}

/** Variables that are read only where another one is true. */
const switches = [
  ["additional_executables", "load_additional_components"],
  ["additional_s3", "load_additional_components"],
  ["additional_url_images", "load_additional_components"],
] as const;
const lists = [
  ["additional_executables_list", "additional_executables"],
  ["additional_url_images_list", "additional_url_images"],
] as const;

function* commonMisfits(
  variables: PackerVariables,
  image: BuiltImage | undefined,
): Generator<Misfit> {
  const isLoading = image?.preloadedImages !== undefined;
  const loading = "load_additional_components";
  if (isLoading && variables[loading] !== undefined && !isTrue(variables, loading)) {
    const message = "the image's preloadedImages are loaded only if this is true";
    const hint = "Leave it out: it follows from preloadedImages.";
    yield { name: loading, message, hint };
  }
  const idle = [
    ...(isLoading ? [] : switches.filter(([name]) => isTrue(variables, name))),
    ...lists.filter(([name]) => isSet(variables, name)),
  ].filter(([, needed]) => !isTrue(variables, needed));
  for (const [name, needed] of idle) {
    const message = `${name} has no effect unless ${needed} is true`;
    yield { name, message, hint: `Set ${needed} to true.` };
  }
  if (isTrue(variables, "disable_public_repos") && image && image.repositories === undefined) {
    const message = "without repositories of its own the build can install nothing";
    const hint = "Give the image `repositories`, or leave disable_public_repos out.";
    yield { name: "disable_public_repos", message, hint };
  }
}

function* amiMisfits(variables: PackerVariables, hasNoUserData: boolean): Generator<Misfit> {
  yield* encryptionMisfits(variables);
  yield* volumeMisfits(variables);
  const hint = "Give the credential through the environment instead.";
  if (isSet(variables, "aws_access_key") !== isSet(variables, "aws_secret_key")) {
    const name = isSet(variables, "aws_access_key") ? "aws_access_key" : "aws_secret_key";
    yield { name, message: "aws_access_key and aws_secret_key go together", hint };
  }
  const hasUserData = !hasNoUserData && !isCleared(variables, "user_data");
  if (isSet(variables, "user_data_file") && hasUserData) {
    const message = "image-builder sets user_data, which excludes user_data_file";
    yield { name: "user_data_file", message, hint: "Set user_data to the empty text as well." };
  }
  if (isCleared(variables, "ami_filter_owners") && !isSet(variables, "source_ami")) {
    const message = "a search without owners finds anybody's images";
    yield { name: "ami_filter_owners", message, hint: "Name the owners, or set source_ami." };
  }
  const name = variables["image_name"];
  if (name !== undefined && (name.length < 3 || name.length > 128)) {
    yield { name: "image_name", message: "the name of an AMI has 3 to 128 characters" };
  }
}

function* encryptionMisfits(variables: PackerVariables): Generator<Misfit> {
  const encrypted = isTrue(variables, "encrypted");
  if (isSet(variables, "kms_key_id") && !encrypted) {
    const hint = "Set encrypted to true.";
    yield { name: "kms_key_id", message: "a key is used for encrypted images only", hint };
  }
  if (!encrypted) {
    return;
  }
  for (const name of ["ami_groups", "snapshot_groups"]) {
    if (!isCleared(variables, name)) {
      const message = `an encrypted image cannot be public, and ${name} is all unless it is cleared`;
      yield { name: "encrypted", message, hint: `Set ${name} to the empty text.` };
    }
  }
  for (const name of ["ami_users", "snapshot_users"]) {
    if (isSet(variables, name) && !isSet(variables, "kms_key_id")) {
      const message = "an encrypted image is shared by sharing its key";
      yield { name, message, hint: "Set kms_key_id to a key of your own." };
    }
  }
}

function* volumeMisfits(variables: PackerVariables): Generator<Misfit> {
  const type = variables["volume_type"] ?? "";
  const hasIops = ["gp3", "io1", "io2", ""].includes(type);
  for (const name of ["iops", "throughput"]) {
    const isTaken = name === "iops" ? hasIops : type === "gp3" || type === "";
    if (!isTaken && !isCleared(variables, name)) {
      const message = `a volume of type ${type} takes no ${name}, and image-builder sets it`;
      yield { name: "volume_type", message, hint: `Set ${name} to the empty text.` };
    }
  }
}

const platformImage = ["image_publisher", "image_offer", "image_sku", "image_version"];
const plan = ["plan_image_publisher", "plan_image_offer", "plan_image_sku"];

function* azureMisfits(variables: PackerVariables): Generator<Misfit> {
  yield* sourceMisfits(variables);
  const planned = plan.filter((name) => isSet(variables, name));
  const [first] = planned;
  if (first !== undefined && planned.length < plan.length) {
    yield { name: first, message: `a plan needs all of ${plan.join(", ")}` };
  }
  for (const name of ["virtual_network_subnet_name", "virtual_network_resource_group_name"]) {
    if (isSet(variables, name) && !isSet(variables, "virtual_network_name")) {
      yield { name, message: `${name} needs virtual_network_name` };
    }
  }
  if (isCleared(variables, "client_id") && !isTrue(variables, "use_azure_cli_auth")) {
    const hint = "Set use_azure_cli_auth to True, or leave client_id out.";
    yield { name: "client_id", message: "without a client Packer cannot sign in", hint };
  }
  if (isCleared(variables, "azure_location") && !isSet(variables, "build_resource_group_name")) {
    yield { name: "azure_location", message: "a build without its own group needs a location" };
  }
  // A managed image is named like this too, with a dash and ten digits behind it.
  const name = variables["image_name"];
  if (name !== undefined && !/^[A-Za-z0-9][\w.-]{0,68}$/u.test(name)) {
    const message = "the name has a character that Azure does not take, or more than 69 of them";
    yield { name: "image_name", message };
  }
}

/** A build starts from a platform image, a gallery, a community or a shared image: one of them. */
function* sourceMisfits(variables: PackerVariables): Generator<Misfit> {
  const kinds = ["source_sig_name", "community_gallery_image_id", "direct_shared_gallery_image_id"];
  const given = kinds.filter((name) => isSet(variables, name));
  const cleared = platformImage.filter((name) => isCleared(variables, name));
  const [first, second] = given;
  if (first === undefined) {
    for (const name of cleared) {
      yield { name, message: `without ${name} there is no image to start from` };
    }
    return;
  }
  if (second !== undefined) {
    yield { name: second, message: `${first} is an image to start from already` };
  }
  if (cleared.length < platformImage.length) {
    const missing = platformImage.filter((name) => !isCleared(variables, name)).join(", ");
    const hint = `Set ${missing} to the empty text.`;
    yield {
      name: first,
      message: "image-builder sets a platform image to start from as well",
      hint,
    };
  }
  const parts = ["image_name", "resource_group_name", "subscription_id"];
  const lacking = parts
    .map((part) => `source_sig_${part}`)
    .filter((name) => !isSet(variables, name));
  if (first === "source_sig_name" && lacking.length > 0) {
    yield { name: first, message: `a gallery needs ${lacking.join(", ")} as well` };
  }
}

const digestLengths: { readonly [type: string]: number } = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
};

function* qemuMisfits(variables: PackerVariables): Generator<Misfit> {
  const checksum = variables["iso_checksum"];
  const type = variables["iso_checksum_type"];
  if (checksum === undefined) {
    return;
  }
  const lengths = type === undefined ? Object.values(digestLengths) : [digestLengths[type] ?? 0];
  const isDigest = /^[0-9a-fA-F]+$/u.test(checksum) && lengths.includes(checksum.length);
  const isAddress = /^(?:https?:\/\/|file:|\.{0,2}\/)\S+$/u.test(checksum);
  if (!isDigest && !(isAddress && (type ?? "file") === "file")) {
    const hint = "Give the digest in hexadecimal digits, and iso_checksum_type with it.";
    yield { name: "iso_checksum", message: "it is no checksum of its type", hint };
  }
}
