import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { onTestFinished } from "vitest";

/** A new folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "imagewright-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything below a folder: the text of files, `null` for folders, `→` before links. */
export function snapshotFolder(folder: string): Readonly<Record<string, string | null>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const lines = entries.map((entry): [string, string | null] => {
    const path = join(entry.parentPath, entry.name);
    const text = entry.isFile() ? readFileSync(path, "utf8") : entry.isDirectory() ? null : "→";
    return [relative(folder, path), text];
  });
  return Object.fromEntries(lines.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
