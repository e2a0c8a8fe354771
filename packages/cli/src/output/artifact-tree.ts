import type { WrittenArtifact } from "@imagewright/core/node";

import { displayWidth } from "./display-width.ts";
import { plural } from "./print-diagnostic.ts";
import { safeText } from "./safe-text.ts";

/** A folder with its files, or a file with its status. */
type Branch = Map<string, Branch | WrittenArtifact["status"]>;

interface Row {
  readonly name: string;
  readonly status: string;
}

/** What was written, as a tree with one line a file, and a last line that counts. */
export function artifactTree(
  out: string,
  written: readonly WrittenArtifact[],
  { dryRun }: { readonly dryRun: boolean },
): string {
  const root: Branch = new Map();
  for (const { path, status } of written) {
    plant(root, path.split("/"), status);
  }
  const rows = growRows(root, "");
  const width = Math.max(0, ...rows.map(({ name }) => displayWidth(name)));
  const lines = rows.map(({ name, status }) =>
    status === "" ? name : `${name}${" ".repeat(width - displayWidth(name))}  ${status}`,
  );
  return `${[safeText(out), ...lines, "", count(written, dryRun)].join("\n")}\n`;
}

function plant(branch: Branch, path: readonly string[], status: WrittenArtifact["status"]): void {
  const [name = "", ...rest] = path;
  if (rest.length === 0) {
    branch.set(name, status);
    return;
  }
  const present = branch.get(name);
  const next: Branch = present instanceof Map ? present : new Map();
  branch.set(name, next);
  plant(next, rest, status);
}

function growRows(branch: Branch, indent: string): readonly Row[] {
  const entries = [...branch];
  return entries.flatMap(([name, child], index): readonly Row[] => {
    const isLast = index === entries.length - 1;
    const line = `${indent}${isLast ? "└── " : "├── "}${name}`;
    return child instanceof Map
      ? [{ name: line, status: "" }, ...growRows(child, `${indent}${isLast ? "    " : "│   "}`)]
      : [{ name: line, status: child }];
  });
}

function count(written: readonly WrittenArtifact[], dryRun: boolean): string {
  const statuses: readonly WrittenArtifact["status"][] = ["created", "changed", "unchanged"];
  const parts = statuses
    .map((status) => [written.filter((one) => one.status === status).length, status] as const)
    .filter(([number]) => number > 0)
    .map(([number, status]) => `${number} ${status}`);
  const facts = parts.length === 0 ? "" : `: ${parts.join(", ")}`;
  return `${plural(written.length, "file")}${facts}${dryRun ? " (dry run: nothing was written)" : ""}`;
}
