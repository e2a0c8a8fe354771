import { createRequire } from "node:module";

/** The version of this package, wherever this module was bundled to. */
export function programVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)("@imagewright/cli/package.json");
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    return String(manifest.version);
  }
  throw new Error("the package has no version");
}
