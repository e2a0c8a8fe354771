import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs an action with a folder of its own, which is gone afterwards. */
export function withFolder<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-"));
  try {
    return action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs a script for real with a recorder in place of `/etc/eks/bootstrap.sh`.
 *
 * @returns the arguments of every call
 */
export function recordCalls(shell: string, script: string): readonly (readonly string[])[] {
  return withFolder((folder) => {
    const recorder = join(folder, "bootstrap.sh");
    const record = join(folder, "record");
    writeFileSync(
      recorder,
      `#!/bin/sh\nfor word; do printf '%s\\0' "$word"; done >> ${record}\nprintf '\\1' >> ${record}\n`,
    );
    chmodSync(recorder, 0o755);
    const file = join(folder, "user-data");
    writeFileSync(file, script.replaceAll("/etc/eks/bootstrap.sh", recorder));
    execFileSync(shell, [file], { stdio: "pipe" });
    return readFileSync(record, "utf8")
      .split("\u0001")
      .slice(0, -1)
      .map((call) => call.split("\0").slice(0, -1));
  });
}
