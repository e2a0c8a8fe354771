import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** What these helpers use of a vitest test context. */
export interface SkippableContext {
  skip(note?: string): never;
}

/** The path of an external program, or undefined where it is not installed. */
export function findTool(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** The path of an external program; without it the test is skipped, on CI it fails. */
export function requireTool(context: SkippableContext, name: string): string {
  const path = findTool(name);
  if (path !== undefined) {
    return path;
  }
  const reason = `${name} is not installed`;
  if (process.env["CI"] === "true") {
    throw new Error(reason);
  }
  return context.skip(reason);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
