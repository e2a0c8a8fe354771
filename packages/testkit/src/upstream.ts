import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

import type { SkippableContext } from "./tool.ts";

const workspace = resolve(import.meta.dirname, "../../..");

/**
 * The folder with upstream's CRDs, examples and tables, or undefined where there is none.
 *
 * Looked for in `IMAGEWRIGHT_UPSTREAM`, then beside the checkout, then in `.upstream/`.
 */
export function upstreamFolder(): string | undefined {
  const candidates = [
    process.env["IMAGEWRIGHT_UPSTREAM"],
    join(workspace, "../shared/upstream"),
    join(workspace, ".upstream"),
  ];
  return candidates.find((folder) => folder !== undefined && existsSync(join(folder, "crds")));
}

/**
 * The path of an upstream file; where it is absent the test is skipped, on CI it fails.
 *
 * Files that upstream does not publish as they are cannot be fetched, so a folder may hold a part.
 */
export function requireUpstream(context: SkippableContext, path = "."): string {
  const folder = upstreamFolder();
  const file = folder === undefined ? undefined : join(folder, path);
  if (file !== undefined && existsSync(file)) {
    return file;
  }
  const reason = `upstream data is absent (${path}): run \`npm run upstream:fetch\``;
  if (process.env["CI"] === "true") {
    throw new Error(reason);
  }
  return context.skip(reason);
}
