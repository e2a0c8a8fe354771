import { shellWord } from "@imagewright/core";

import type { ImageBuilderGoal } from "../goal/image-builder-goal.ts";

/** What a build script is made from. */
export interface BuildScriptOptions {
  readonly goal: ImageBuilderGoal;
  /** Name of the variable file; it lies beside the script. @example "packer-vars.json" */
  readonly varFile: string;
  /** Environment variables that image-builder's Makefile and scripts read, beside the goal's. */
  readonly environment?: { readonly [name: string]: string };
}

/**
 * A POSIX shell script that builds, or with `validate` only checks, one goal of an image-builder
 * checkout.
 *
 * The checkout is `IMAGE_BUILDER_DIR` or the first argument that is no action. The variable file is
 * handed over by its absolute path, because image-builder changes its folder before it reads it.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a value no shell word can carry
 */
export function buildScript({ goal, varFile, environment = {} }: BuildScriptOptions): string {
  const exports = Object.entries({ ...goal.environment, ...environment }).map(
    ([name, value]) => `export ${name}=${shellWord(value)}`,
  );
  return `${[...head(goal), ...body(varFile), ...exports, ...run(goal)].join("\n")}\n`;
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

function run(goal: ImageBuilderGoal): string[] {
  return ['export PACKER_VAR_FILES="$vars"', `exec make -C "$capi" "$action-${goal.name}"`];
}
