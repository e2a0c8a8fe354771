import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The manifests of a team, each written in another way; one file has the line ends of Windows. */
export function readTree(name: "karpenter" | "tree"): ReadonlyMap<string, string> {
  const root = join(import.meta.dirname, "__fixtures__", name);
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(
    files.map((file) => {
      const text = readFileSync(file, "utf8");
      const isOfWindows = file.endsWith("orders/workers.yaml");
      return [file.slice(root.length + 1), isOfWindows ? text.replaceAll("\n", "\r\n") : text];
    }),
  );
}
