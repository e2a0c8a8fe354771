import table from "../data/variables.json" with { type: "json" };
import type { VariableGroup } from "../image-builder-system.ts";
import { type VariableForm, variableForms } from "./carried-text.ts";

/** One of image-builder's variables. */
export interface ImageBuilderVariable {
  readonly name: string;
  /** Where templates, variable files or scripts read it. */
  readonly groups: readonly VariableGroup[];
  /** Where a file sets it and nothing reads it. */
  readonly dead?: readonly VariableGroup[];
  /** What has the effect where nothing reads this one; `ansible_user_vars` where left out. */
  readonly instead?: string;
  /** Only images of this kind of operating system read it. */
  readonly os?: "linux" | "windows";
  /** Where its value comes from when no one sets it. */
  readonly default: "none" | "empty" | "constant" | "computed" | "environment" | "per-os";
  readonly form: VariableForm;
  /** The only values it takes, beside the empty one. */
  readonly values?: readonly string[];
  /** What a value that is not empty looks like. */
  readonly pattern?: string;
  /** Release of image-builder that brought it, where that is known. */
  readonly since?: string;
  /** Release of image-builder that dropped it. */
  readonly removed?: string;
  /** It must not be set to nothing. */
  readonly required?: boolean;
  /** Its value gives access to something. */
  readonly secret?: boolean;
  /** Pointer into the image to the field it follows from. */
  readonly model?: string;
  /** Changing it breaks image-builder's own templates. */
  readonly reserved?: boolean;
}

const rows: readonly object[] = table.variables;

/** Every variable of image-builder that is known, in the order of their names. */
export const imageBuilderVariableCatalogue: readonly ImageBuilderVariable[] =
  rows.filter(isVariable);

const byName = new Map(imageBuilderVariableCatalogue.map((row) => [row.name, row]));

/**
 * One of image-builder's variables by its name; undefined where none is known.
 *
 * @example
 * ```ts
 * imageBuilderVariable("kubernetes_semver")?.model; // => "/kubernetes/version"
 * imageBuilderVariable("kubernetes_version"); // => undefined
 * ```
 */
export function imageBuilderVariable(name: string): ImageBuilderVariable | undefined {
  return byName.get(name);
}

/** The table is ours; its test proves that no row is left out here. */
function isVariable(row: object): row is ImageBuilderVariable {
  return "form" in row && variableForms.some((form) => form === row.form);
}
