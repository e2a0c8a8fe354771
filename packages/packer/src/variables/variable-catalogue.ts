import table from "../data/variables.json" with { type: "json" };
import type { VariableGroup } from "../image-builder-system.ts";
import type { VariableForm } from "./carried-text.ts";

/** One of image-builder's variables. */
export interface ImageBuilderVariable {
  readonly name: string;
  /** Where templates, variable files or scripts read it. */
  readonly groups: readonly VariableGroup[];
  /** Where a file sets it and nothing reads it. */
  readonly dead?: readonly VariableGroup[];
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
  readonly secret?: boolean;
  /** Pointer into the image to the field it follows from. */
  readonly model?: string;
  /** Changing it breaks image-builder's own templates. */
  readonly reserved?: boolean;
}

// One cast: the type of an imported JSON file widens every literal to string.
const rows = table.variables as readonly ImageBuilderVariable[];

/** Every variable of image-builder that is known, in the order of their names. */
export const imageBuilderVariableCatalogue: readonly ImageBuilderVariable[] = rows;

const byName = new Map(rows.map((row) => [row.name, row]));

export function imageBuilderVariable(name: string): ImageBuilderVariable | undefined {
  return byName.get(name);
}
