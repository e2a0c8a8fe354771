import { execFileSync } from "node:child_process";

import { findTool, type SkippableContext } from "./tool.ts";

/**
 * The path of a Python 3 that can import all of the modules: the system's own, which has the
 * distribution's modules, before any other on the path.
 */
export function findPython(...modules: readonly string[]): string | undefined {
  const candidates = ["/usr/bin/python3", findTool("python3")];
  return candidates.find((path) => path !== undefined && canImport(path, modules));
}

/** The path of a Python 3 with the modules; without it the test is skipped, on CI it fails. */
export function requirePython(context: SkippableContext, ...modules: readonly string[]): string {
  const path = findPython(...modules);
  if (path !== undefined) {
    return path;
  }
  const reason = `python3 with ${modules.join(", ") || "no module"} is not installed`;
  if (process.env["CI"] === "true") {
    throw new Error(reason);
  }
  return context.skip(reason);
}

function canImport(path: string, modules: readonly string[]): boolean {
  try {
    const script = modules.map((name) => `import ${name}`).join("\n");
    execFileSync(path, ["-c", script], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
