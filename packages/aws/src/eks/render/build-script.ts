import { emitMakeLine, type NodeImage, shellWords } from "@imagewright/core";

import type { Era } from "../era.ts";
import type { EksVariable } from "./eks-variables.ts";
import type { SplitVariables } from "./split-variables.ts";

/** Lies beside the script. */
export const variableFileName = "variables.json";

/** What the script is made from. */
export interface EksBuildScriptInput extends SplitVariables {
  readonly image: NodeImage;
  readonly era: Era;
  /** Every variable that the Makefile also takes from the environment. */
  readonly known: readonly string[];
}

/**
 * A POSIX shell script that runs one build in a checkout of amazon-eks-ami: it makes sure that the
 * checkout is of the right era, and that nothing in the environment changes the build.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a value no make line can carry
 */
export function eksBuildScriptText(input: EksBuildScriptInput): string {
  const { image, era, line, file, known } = input;
  return [
    ...head(image, era),
    ...checkout(era),
    ...environment(era, known),
    ...(file.length === 0 ? ["unset PACKER_VARIABLE_FILE"] : ["", ...variableFile()]),
    "",
    'cd -- "$EKS_AMI_DIR"',
    'plain_path "$(pwd -P)"',
    `exec ${makeLine(image, era, line)}`,
  ].join("\n");
}

/**
 * The make line of a build, e.g. `make k8s kubernetes_version=… kubernetes_build_date=… arch=…`.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a value no make line can carry
 */
function makeLine(image: NodeImage, era: Era, line: readonly EksVariable[]): string {
  const [major = "", minor = ""] = image.kubernetes.version.split(".");
  const variables = line.map(({ name, value }): [string, string] => [name, value]);
  return emitMakeLine({
    goals: ["k8s"],
    variables: {
      ...(era.namesDistribution && {
        os_distro: image.os.release === "2" ? "al2" : "al2023",
        k8s: `${major}.${minor}`,
      }),
      ...Object.fromEntries(variables),
    },
  });
}

function head({ name, kubernetes, os }: NodeImage, { id }: Era): readonly string[] {
  return [
    "#!/bin/sh",
    `# Makes image ${name}, Amazon Linux ${os.release} with Kubernetes ${kubernetes.version}, with amazon-eks-ami.`,
    "#",
    "# Usage: build.sh [EKS_AMI_DIR]",
    "#",
    `# EKS_AMI_DIR is a checkout of awslabs/amazon-eks-ami of era ${id};`,
    "# the environment variable of that name stands in for the argument.",
    "set -eu",
    "",
    "fail() {",
    `  printf 'build.sh: %s\\n' "$1" >&2`,
    "  exit 2",
    "}",
    "",
    "# The Makefile pastes paths into shell commands.",
    "plain_path() {",
    "  case $1 in",
    "  *[!A-Za-z0-9_./@:+,-]*)",
    '    fail "$1 is a path with characters other than letters, digits and _./@:+,-"',
    "    ;;",
    "  esac",
    "}",
    "",
  ];
}

function checkout({ id, layout }: Era): readonly string[] {
  const tests = [
    ...layout.has.map((path) => `[ ! -e "$EKS_AMI_DIR/${path}" ]`),
    ...layout.lacks.map((path) => `[ -e "$EKS_AMI_DIR/${path}" ]`),
  ];
  return [
    "EKS_AMI_DIR=${1:-${EKS_AMI_DIR:-}}",
    'if [ -z "$EKS_AMI_DIR" ]; then',
    '  fail "set EKS_AMI_DIR to a checkout of amazon-eks-ami"',
    "fi",
    `if ${tests.join(" || ")}; then`,
    `  fail "$EKS_AMI_DIR is no checkout of amazon-eks-ami of era ${id}"`,
    "fi",
    "",
  ];
}

function environment({ namesDistribution }: Era, known: readonly string[]): readonly string[] {
  return [
    "# The Makefile takes variables of these names from the environment too.",
    ...unsetLines(known),
    ...(namesDistribution
      ? []
      : [
          "# It would also put the build and the bucket of the binaries into this region.",
          "unset AWS_DEFAULT_REGION",
        ]),
  ];
}

/** A few names a line. */
function unsetLines(names: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < names.length; at += 4) {
    lines.push(`unset ${shellWords(names.slice(at, at + 4))}`);
  }
  return lines;
}

function variableFile(): readonly string[] {
  return [
    `here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)`,
    'plain_path "$here"',
    `PACKER_VARIABLE_FILE=$here/${variableFileName}`,
    'if [ ! -f "$PACKER_VARIABLE_FILE" ]; then',
    '  fail "$PACKER_VARIABLE_FILE is missing"',
    "fi",
    "export PACKER_VARIABLE_FILE",
  ];
}
