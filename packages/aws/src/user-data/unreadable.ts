import type { Parsed } from "@imagewright/core";

import type { EksUserDataFormat } from "./node-bootstrap.ts";
import { userDataDiagnostics } from "./user-data-diagnostics.ts";

/** The refusal of user data that is not of the form we write. */
export function unreadable(format: EksUserDataFormat): Parsed<never> {
  const message = `this is no ${format} user data in the form we write`;
  return {
    ok: false,
    diagnostics: [userDataDiagnostics.report("USERDATA_UNREADABLE", { message })],
  };
}
