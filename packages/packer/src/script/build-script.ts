import {
  artifactSegment,
  formatPointer,
  renderTemplate,
  type TemplateOverrides,
  valueRefused,
} from "@imagewright/core";

import type { ImageBuilderGoal } from "../goal/image-builder-goal.ts";
import type { BuildScriptVariable } from "./build-script-model.ts";
import { buildScriptTemplate } from "./templates/compiled.ts";

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
  /** A template of the name `build-script` in it is used instead of the built-in one. */
  readonly overrides?: TemplateOverrides;
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
  const { goal, varFile, environment = {}, needs = [], afterBuild = [], overrides } = options;
  if (!artifactSegment.test(varFile)) {
    throw valueRefused("shell", "/varFile", "it is no portable file name");
  }
  const model = {
    goal: goal.name,
    varFile,
    needs: needs.map((names) => ({ names })),
    environment: Object.entries({ ...goal.environment, ...environment }).map(variable),
    afterBuild: afterBuild.map((text) => ({ dialect: "shell" as const, text })),
  };
  return renderTemplate(buildScriptTemplate, model, { overrides });
}

/** What make leaves alone, and what survives the unquoted places of image-builder's scripts. */
const plainValue = /^[A-Za-z0-9_./@:+,= -]*$/u;

/** Set by the script itself. */
const ownNames = new Set(["IMAGE_BUILDER_DIR", "PACKER_VAR_FILES"]);

function variable([name, value]: readonly [string, string]): BuildScriptVariable {
  const pointer = formatPointer(["environment", name]);
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(name) || ownNames.has(name)) {
    throw valueRefused("shell", pointer, "the name is no variable that a caller may set");
  }
  if (!plainValue.test(value)) {
    const hint = "Use only letters, digits, blanks and `_./@:+,=-` here.";
    throw valueRefused("shell", pointer, "make or image-builder would expand the value", hint);
  }
  return { name, value };
}
