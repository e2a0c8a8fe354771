import {
  emitMakeLine,
  type NodeImage,
  renderTemplate,
  type ShellText,
  type TemplateOverrides,
} from "@imagewright/core";

import type { Era } from "../era.ts";
import type { EksVariableNames } from "./build-script-model.ts";
import type { EksVariable } from "./eks-variables.ts";
import type { SplitVariables } from "./split-variables.ts";
import { eksBuildScriptTemplate } from "./templates/compiled.ts";

/** Lies beside the script. */
export const variableFileName = "variables.json";

/** What the script is made from. */
export interface EksBuildScriptInput extends SplitVariables {
  readonly image: NodeImage;
  readonly era: Era;
  /** Every variable that the Makefile also takes from the environment. */
  readonly known: readonly string[];
  /** A template of the name `eks-build-script` in it is used instead of the built-in one. */
  readonly overrides?: TemplateOverrides;
}

/**
 * A POSIX shell script that runs one build in a checkout of amazon-eks-ami: it makes sure that the
 * checkout is of the right era, and that nothing in the environment changes the build.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a value no make line can carry
 */
export function eksBuildScriptText(input: EksBuildScriptInput): string {
  const { image, era, line, file, known, overrides } = input;
  const model = {
    image: image.name,
    release: image.os.release,
    kubernetesVersion: image.kubernetes.version,
    era: era.id,
    present: era.layout.has,
    absent: era.layout.lacks,
    makeVariables: fewEach(known),
    namesDistribution: era.namesDistribution,
    ...(file.length > 0 && { variableFile: variableFileName }),
    makeLine: makeLine(image, era, line),
  };
  return renderTemplate(eksBuildScriptTemplate, model, { overrides });
}

/**
 * The make line of a build, e.g. `make k8s kubernetes_version=… kubernetes_build_date=… arch=…`.
 *
 * @throws {ImagewrightError} `VALUE_REFUSED` for a value no make line can carry
 */
function makeLine(image: NodeImage, era: Era, line: readonly EksVariable[]): ShellText {
  const [major = "", minor = ""] = image.kubernetes.version.split(".");
  const variables = line.map(({ name, value }): [string, string] => [name, value]);
  const text = emitMakeLine({
    goals: ["k8s"],
    variables: {
      ...(era.namesDistribution && {
        os_distro: image.os.release === "2" ? "al2" : "al2023",
        k8s: `${major}.${minor}`,
      }),
      ...Object.fromEntries(variables),
    },
  });
  return { dialect: "shell", text: text.trimEnd() };
}

/** A few names a line. */
function fewEach(names: readonly string[]): readonly EksVariableNames[] {
  const lines: EksVariableNames[] = [];
  for (let at = 0; at < names.length; at += 4) {
    lines.push({ names: names.slice(at, at + 4) });
  }
  return lines;
}
