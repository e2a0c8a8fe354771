import { type Diagnostic, formatPointer, showValue } from "@imagewright/core";

import { packerDiagnostics } from "../packer-diagnostics.ts";
import { carriageFault, type VariableForm } from "./carried-text.ts";

type Path = readonly (string | number)[];

/** A field that image-builder has no variable for. */
export function unsupported(path: Path, message: string, hint?: string): Diagnostic {
  const pointer = formatPointer(["image", ...path]);
  return packerDiagnostics.report("PACKER_IMAGE_UNSUPPORTED", { message, pointer, hint });
}

/** A value that would not arrive as it is written. */
export function valueFinding(form: VariableForm, value: string, path: Path): readonly Diagnostic[] {
  const fault = carriageFault(form, value) ?? (value === "" ? "is empty" : undefined);
  const pointer = formatPointer(["image", ...path]);
  const found = showValue(value);
  return fault === undefined
    ? []
    : [
        packerDiagnostics.report("PACKER_IMAGE_VALUE", {
          message: `the value ${fault}`,
          pointer,
          found,
        }),
      ];
}
