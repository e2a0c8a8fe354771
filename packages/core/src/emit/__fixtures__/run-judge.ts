import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a program that judges our output said. */
export interface Verdict {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program once in a fresh folder that holds the files, and removes the folder. */
export function runJudge(
  program: string,
  parameters: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Verdict {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-judge-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
    const { status, stdout, stderr } = spawnSync(program, parameters, {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, CHECKPOINT_DISABLE: "1", HOME: folder, LC_ALL: "C.UTF-8" },
    });
    return { status, stdout, stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
