import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";

import type { Artifact } from "@imagewright/core";
import { findTool } from "@imagewright/testkit";

import eras from "../../packages/aws/src/eks/data/eras.json" with { type: "json" };
import { eksMakeLine, wordsOf } from "./eks-make-line.ts";
import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { goalOf } from "./packer.ts";
import { firstLines, inParallel, runProgram, withFolder } from "./run-program.ts";

const name = "GNU make";

/** A Makefile that says what it was called with, and makes nothing. */
function recorder(goals: readonly string[]): string {
  return `.PHONY: ${goals.join(" ")}
${goals.join(" ")}:
$(foreach name,$(.VARIABLES),$(if $(filter command%,$(origin $(name))),$(info $(name)=$($(name)))))
$(info PACKER_VAR_FILES=$(PACKER_VAR_FILES))
$(info PACKER_VARIABLE_FILE=$(PACKER_VARIABLE_FILE))
`;
}

/**
 * Does a build script, run in a checkout that only records, call make with a goal upstream has, and
 * does make understand every variable as it was written?
 */
export function makeJudge(upstream: string | undefined): Judge {
  const list = `${upstream ?? ""}/examples/image-builder/make-targets.json`;
  return {
    name,
    meaning: "the script runs, and make gets upstream's goal and every variable",
    remedy: "install make, and npm run upstream:fetch",
    available: () => {
      if (!existsSync(list)) {
        return "image-builder's goals are absent";
      }
      return findTool("make") !== undefined || "make is not installed";
    },
    concerns: ({ text, mediaType }) =>
      mediaType === "text/x-shellscript" && (goalOf(text) ?? eksMakeLine(text)) !== undefined,
    judge: (artifacts, all) => {
      const goals = Object.keys(JSON.parse(readFileSync(list, "utf8")) as object);
      return inParallel(artifacts, (artifact) =>
        goalOf(artifact.text) === undefined
          ? judgeEks(artifact, all)
          : judgeImageBuilder(artifact, all, goals),
      );
    },
  };
}

/** The files beside a script, in a folder of the script. */
function besides(artifact: Artifact, all: readonly Artifact[]): Record<string, string> {
  const folder = posix.dirname(artifact.path);
  const files = all.filter(({ path }) => posix.dirname(path) === folder);
  return Object.fromEntries(
    files.map(({ path, text }) => [`script/${posix.basename(path)}`, text]),
  );
}

async function judgeImageBuilder(
  artifact: Artifact,
  all: readonly Artifact[],
  goals: readonly string[],
): Promise<Verdict> {
  const files = {
    ...besides(artifact, all),
    "checkout/images/capi/Makefile": recorder(goals),
  };
  return await withFolder(files, async (folder) => {
    const verdict = await run(artifact, folder, ["validate", "checkout"]);
    const wanted = `PACKER_VAR_FILES=${folder}/script/packer-vars.json`;
    return typeof verdict === "string" && !verdict.split("\n").includes(wanted)
      ? refuse(name, artifact.path, [`make does not see ${wanted}`])
      : asVerdict(artifact, verdict);
  });
}

async function judgeEks(artifact: Artifact, all: readonly Artifact[]): Promise<Verdict> {
  const id = /\bera (?<id>[a-z0-9-]*[a-z0-9])/u.exec(artifact.text)?.groups?.["id"];
  const layout = eras.eras.find((era) => era.id === id)?.layout;
  const files = {
    ...besides(artifact, all),
    "checkout/Makefile": recorder(["k8s"]),
    ...Object.fromEntries((layout?.has ?? []).map((path) => [`checkout/${path}`, ""])),
  };
  return await withFolder(files, async (folder) => {
    const verdict = await run(artifact, folder, ["checkout"]);
    if (typeof verdict !== "string") {
      return verdict;
    }
    const seen = verdict.split("\n");
    const lost = (await wordsOf(eksMakeLine(artifact.text) ?? "")).filter(
      (word) => word.includes("=") && !seen.includes(word),
    );
    return lost.length === 0
      ? accept(name, artifact.path)
      : refuse(
          name,
          artifact.path,
          lost.map((word) => `make does not see ${word}`),
        );
  });
}

/** What make printed, or why the script failed. */
async function run(
  artifact: Artifact,
  folder: string,
  parameters: readonly string[],
): Promise<Verdict | string> {
  const script = `script/${posix.basename(artifact.path)}`;
  const { status, stdout, stderr } = await runProgram("dash", [script, ...parameters], {
    folder,
    environment: credentials,
  });
  return status === 0
    ? stdout
    : refuse(name, artifact.path, firstLines(`status ${status}: ${stderr}`));
}

/** What the scripts demand of their caller; nothing reads it. */
const credentials = {
  AZURE_SUBSCRIPTION_ID: "01234567-89ab-cdef-0123-4567890abcde",
  AZURE_CLIENT_ID: "01234567-89ab-cdef-0123-4567890abcde",
  AZURE_TENANT_ID: "01234567-89ab-cdef-0123-4567890abcde",
  AZURE_CLIENT_SECRET: "not-a-secret",
  MAKEFLAGS: "",
};

function asVerdict(artifact: Artifact, outcome: Verdict | string): Verdict {
  return typeof outcome === "string" ? accept(name, artifact.path) : outcome;
}
