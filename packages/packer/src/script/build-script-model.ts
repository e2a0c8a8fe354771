import type { ShellText } from "@imagewright/core";

/** What the template `build-script` prints from. */
export interface BuildScriptModel {
  /**
   * Goal of image-builder, without the action.
   *
   * @pattern ^[a-z0-9.-]+$
   * @examples ["ami-ubuntu-2404"]
   */
  readonly goal: string;
  /**
   * The variable file; it lies beside the script.
   *
   * @examples ["packer-vars.json"]
   */
  readonly varFile: string;
  /** What the caller has to set before a build. */
  readonly needs: readonly BuildScriptNeed[];
  /** Environment variables that make is given. */
  readonly environment: readonly BuildScriptVariable[];
  /** Shell code that follows a successful build; empty where nothing does. */
  readonly afterBuild: readonly ShellText[];
}

/** Environment variables of which at least one has to be set. */
interface BuildScriptNeed {
  /**
   * @items.type string
   * @items.pattern ^[A-Za-z_][A-Za-z0-9_]*$
   * @minItems 1
   */
  readonly names: readonly string[];
}

/** An environment variable and its value. */
export interface BuildScriptVariable {
  /** @pattern ^[A-Za-z_][A-Za-z0-9_]*$ */
  readonly name: string;
  readonly value: string;
}
