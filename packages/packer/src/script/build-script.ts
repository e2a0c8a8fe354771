import { artifactSegment, formatPointer, shellWord, valueRefused } from "@imagewright/core";

import type { ImageBuilderGoal } from "../goal/image-builder-goal.ts";

/** What a build script is made from. */
export interface BuildScriptOptions {
  readonly goal: ImageBuilderGoal;
  /** Name of the variable file; it lies beside the script. @example "packer-vars.json" */
  readonly varFile: string;
  /** Environment variables that image-builder's Makefile and scripts read, beside the goal's. */
  readonly environment?: { readonly [name: string]: string };
  /**
   * Environment variables the caller has to set before a build: of each group at least one. For
   * credentials, which have no place in a file.
   */
  readonly needs?: readonly (readonly string[])[];
  /** Shell commands that follow a successful build; the working directory is the caller's. */
  readonly afterBuild?: readonly string[];
}

/**
 * A POSIX shell script that builds, or with `validate` only checks, one goal of an image-builder
 * checkout.
 *
 * The checkout is `IMAGE_BUILDER_DIR` or the first argument that is no action. The variable file is
 * handed over by its absolute path, because image-builder changes its folder before it reads it.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a file name that is none, and for environment
 * variables whose name is none or whose value make or image-builder's own scripts would expand
 * @example
 * ```ts
 * const goal = imageBuilderGoal("ami", {
 *   os: { distribution: "ubuntu", release: "24.04" },
 *   architecture: "amd64",
 * });
 * const script = goal.ok ? buildScript({ goal: goal.value, varFile: "packer-vars.json" }) : "";
 * script.split("\n")[1]; // => "# Makes ami-ubuntu-2404 with image-builder."
 * ```
 */
export function buildScript(options: BuildScriptOptions): string {
  const { goal, varFile, environment = {}, needs = [], afterBuild = [] } = options;
  if (!artifactSegment.test(varFile)) {
    throw valueRefused("shell", "/varFile", "it is no portable file name");
  }
  const exports = Object.entries({ ...goal.environment, ...environment }).map(([name, value]) =>
    exportLine(name, value),
  );
  const lines = [
    ...head(goal),
    ...body(varFile),
    ...needs.flatMap(demand),
    ...exports,
    ...run(goal, afterBuild),
  ];
  return `${lines.join("\n")}\n`;
}

/** Stops a build unless one of the variables is set; checking the variables needs none. */
function demand(names: readonly string[]): string[] {
  const values = names.map((name) => `\${${name}:-}`).join("");
  return [
    `if [ "$action" = build ] && [ -z "${values}" ]; then`,
    `  fail "set ${names.join(" or ")}"`,
    "fi",
    "",
  ];
}

/** What make leaves alone, and what survives the unquoted places of image-builder's scripts. */
const plainValue = /^[A-Za-z0-9_./@:+,= -]*$/u;

/** Set by the script itself. */
const ownNames = new Set(["IMAGE_BUILDER_DIR", "PACKER_VAR_FILES"]);

function exportLine(name: string, value: string): string {
  const pointer = formatPointer(["environment", name]);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name) || ownNames.has(name)) {
    throw valueRefused("shell", pointer, "the name is no variable that a caller may set");
  }
  if (!plainValue.test(value)) {
    const hint = "Use only letters, digits, blanks and `_./@:+,=-` here.";
    throw valueRefused("shell", pointer, "make or image-builder would expand the value", hint);
  }
  return `export ${name}=${shellWord(value)}`;
}

function head(goal: ImageBuilderGoal): string[] {
  return [
    "#!/bin/sh",
    `# Makes ${goal.name} with image-builder.`,
    "#",
    "# Usage: build.sh [build|validate] [IMAGE_BUILDER_DIR]",
    "#",
    "# IMAGE_BUILDER_DIR is a checkout of kubernetes-sigs/image-builder; the environment variable of",
    "# that name stands in for the argument.",
    "set -eu",
    "",
    "fail() {",
    `  printf 'build.sh: %s\\n' "$1" >&2`,
    "  exit 2",
    "}",
    "",
    "# image-builder's Makefile splits paths at blanks and expands what a shell would expand.",
    "plain_path() {",
    "  case $1 in",
    "  *[!A-Za-z0-9_./@:+,-]*)",
    '    fail "$2 is $1: a path with only letters, digits and _./@:+,- is needed"',
    "    ;;",
    "  esac",
    "}",
    "",
  ];
}

function body(varFile: string): string[] {
  return [
    "action=build",
    'for argument in "$@"; do',
    "  case $argument in",
    "  build | validate) action=$argument ;;",
    '  -*) fail "unknown option $argument; usage: build.sh [build|validate] [IMAGE_BUILDER_DIR]" ;;',
    "  *) IMAGE_BUILDER_DIR=$argument ;;",
    "  esac",
    "done",
    "",
    'if [ -z "${IMAGE_BUILDER_DIR:-}" ]; then',
    '  fail "set IMAGE_BUILDER_DIR to a checkout of image-builder"',
    "fi",
    "capi=$IMAGE_BUILDER_DIR/images/capi",
    'if [ ! -f "$capi/Makefile" ]; then',
    '  fail "$IMAGE_BUILDER_DIR is no checkout of image-builder: images/capi/Makefile is missing"',
    "fi",
    "",
    `here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)`,
    `capi=$(CDPATH='' cd -- "$capi" && pwd -P)`,
    `plain_path "$here" "the script's folder"`,
    `plain_path "$capi" "the checkout's folder"`,
    `vars=$here/${shellWord(varFile)}`,
    'if [ ! -f "$vars" ]; then',
    '  fail "$vars is missing"',
    "fi",
    "",
  ];
}

function run(goal: ImageBuilderGoal, afterBuild: readonly string[]): string[] {
  const make = `make -C "$capi" "$action-${goal.name}"`;
  const variables = 'export PACKER_VAR_FILES="$vars"';
  return afterBuild.length === 0
    ? [variables, `exec ${make}`]
    : [variables, make, 'if [ "$action" = validate ]; then', "  exit 0", "fi", "", ...afterBuild];
}
