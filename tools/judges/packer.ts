import { existsSync } from "node:fs";
import { posix } from "node:path";

import type { Artifact } from "@imagewright/core";
import { findTool, type ImageBuilderTemplates, imageBuilderTemplates } from "@imagewright/testkit";

import { accept, type Judge, refuse, type Verdict } from "./judge.ts";
import { firstLines, inParallel } from "./run-program.ts";

const name = "Packer";

/** The goal of image-builder that a build script makes. */
export function goalOf(script: string): string | undefined {
  return /^(?:exec )?make -C "\$capi" "\$action-(?<goal>[a-z0-9-]+)"/mu.exec(script)?.groups?.[
    "goal"
  ];
}

/** Does Packer take a variable file for the goal that its build script makes? */
export function packerJudge(upstream: string | undefined): Judge {
  const examples = upstream === undefined ? "" : `${upstream}/examples/image-builder`;
  return {
    name,
    meaning: "packer validate takes the variables with image-builder's own template",
    remedy: "install packer, and npm run upstream:fetch",
    available: () => {
      if (!existsSync(`${examples}/make-targets.json`)) {
        return "image-builder's templates are absent";
      }
      return findTool("packer") !== undefined || "packer is not installed";
    },
    concerns: (artifact, all) => goalBeside(artifact, all) !== undefined,
    judge: async (artifacts, all) => {
      const templates = imageBuilderTemplates(findTool("packer") ?? name, examples);
      try {
        return await inParallel(artifacts, (artifact) => validate(artifact, all, templates));
      } finally {
        templates.close();
      }
    },
  };
}

function goalBeside({ path, mediaType }: Artifact, all: readonly Artifact[]): string | undefined {
  if (mediaType !== "application/json" || posix.basename(path) !== "packer-vars.json") {
    return undefined;
  }
  const script = all.find((other) => other.path === `${posix.dirname(path)}/build.sh`);
  return goalOf(script?.text ?? "");
}

async function validate(
  artifact: Artifact,
  all: readonly Artifact[],
  templates: ImageBuilderTemplates,
): Promise<Verdict> {
  const goal = goalBeside(artifact, all) ?? "";
  const { accepted, output } = await templates.validate(goal, artifact.text);
  const reasons = [
    ...(accepted ? [] : firstLines(`${goal}: ${output}`, 5)),
    ...unknownNames(artifact.text, templates.variables(goal)),
  ];
  return reasons.length === 0 ? accept(name, artifact.path) : refuse(name, artifact.path, reasons);
}

/** Names that no template reads: Packer takes them without a word. */
export function unknownNames(varFile: string, known: ReadonlySet<string>): readonly string[] {
  return Object.keys(JSON.parse(varFile) as object)
    .filter((variable) => !known.has(variable))
    .map((variable) => `the template has no variable ${variable}`);
}
