import { hasErrors, ImagewrightError } from "@imagewright/core";

import { checkNodeBootstrap } from "./check-node-bootstrap.ts";
import type { EksUserDataFormat, NodeBootstrap } from "./node-bootstrap.ts";

/** Refuses a bootstrap that the format cannot carry exactly. */
export function assertBootstrap(bootstrap: NodeBootstrap, format: EksUserDataFormat): void {
  const diagnostics = checkNodeBootstrap(bootstrap, format);
  if (hasErrors(diagnostics)) {
    throw new ImagewrightError("INPUT_INVALID", `the bootstrap cannot be written for ${format}`, {
      details: { diagnostics },
      hint: "Correct what the diagnostics name.",
    });
  }
}
