import type { FileEdit } from "@imagewright/core/plan";

import { plural } from "./print-diagnostic.ts";
import { safeText } from "./safe-text.ts";

/** Which files were changed in place. */
export function describeWritten(edits: readonly FileEdit[], dryRun: boolean): string {
  const names = edits.map(({ file }) => `${safeText(file)}  changed`);
  const counted = `${plural(edits.length, "file")} changed${dryRun ? " (dry run: nothing was written)" : ""}`;
  return `${[...names, counted].join("\n")}\n`;
}
