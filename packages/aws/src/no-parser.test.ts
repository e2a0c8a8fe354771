import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

/** What importing a module loads: itself, and whatever it names outside of its package. */
function loadedBy(url: URL, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(url.href)) {
    return seen;
  }
  seen.add(url.href);
  const statement = /^(?:import|export)(?! type\b)[^;]*?from "(?<name>[^"]+)"/gmu;
  for (const { groups } of readFileSync(url, "utf8").matchAll(statement)) {
    const name = groups?.["name"] ?? "";
    if (name.startsWith(".") && name.endsWith(".ts")) {
      loadedBy(new URL(name, url), seen);
    } else {
      seen.add(name);
    }
  }
  return seen;
}

test.for(["user-data/index.ts", "eks/index.ts"])("%s loads no parser", (path) => {
  expect([...loadedBy(new URL(path, import.meta.url))]).not.toContain("@imagewright/core/read");
});

test.for(["user-data/read/index.ts", "eks/read/index.ts"])("%s does", (path) => {
  expect([...loadedBy(new URL(path, import.meta.url))]).toContain("@imagewright/core/read");
});
