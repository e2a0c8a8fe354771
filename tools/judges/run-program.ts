import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";

/** What a program printed, and how it ended. */
export interface ProgramResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; a status other than 0 is a result, not an error. */
export async function runProgram(
  program: string,
  parameters: readonly string[],
  { input = "", folder, environment = {} }: RunOptions = {},
): Promise<ProgramResult> {
  const child = spawn(program, parameters, {
    ...(folder !== undefined && { cwd: folder }),
    env: { ...process.env, LC_ALL: "C.UTF-8", CHECKPOINT_DISABLE: "1", ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const status = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // A program that ends before it has read everything closes the pipe: its status tells the rest.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    status,
  ]);
  return { status: code, stdout, stderr };
}

/** Runs an action with a folder that holds the files, and removes it afterwards. */
export async function withFolder<T>(
  files: Readonly<Record<string, string>>,
  action: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "imagewright-judge-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The lines of a message that say something, for a reason of a few lines. */
export function firstLines(message: string, count = 3): readonly string[] {
  return message
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, count);
}

/** Runs jobs a few at a time, results in the order of the jobs. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  job: (item: Item) => Promise<Result>,
  width = 2,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const [index, item] = next;
        results[index] = await job(item);
      }
    }),
  );
  return results;
}
