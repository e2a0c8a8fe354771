import fc from "fast-check";
import { expect, test } from "vitest";

import { written } from "./__fixtures__/odd-documents.ts";
import type { Layout, LayoutEntry, LayoutNode } from "./layout.ts";
import { layOutQuickly } from "./quick-layout.ts";
import { layOutYaml } from "./yaml-layout.ts";

test("both layouts of a document say the same", { timeout: 300_000 }, () => {
  let known = 0;
  fc.assert(
    fc.property(written, ({ text }) => {
      const unified = text.replaceAll("\r\n", "\n");
      const quick = layOutQuickly(unified);
      if (quick !== undefined) {
        known += 1;
        expect(plainLayout(quick)).toEqual(plainLayout(layOutYaml(unified)));
      }
    }),
    { numRuns: 10_000 },
  );
  expect(known).toBeGreaterThan(2000);
});

function plainLayout(layout: Layout | undefined): unknown {
  return layout && { ...layout, root: plainNode(layout.root) };
}

function plainNode(node: LayoutNode): unknown {
  return node.kind === "block" || node.kind === "flow"
    ? { ...node, entries: node.entries.map(plainEntry) }
    : { ...node };
}

function plainEntry(entry: LayoutEntry): unknown {
  return { ...entry, value: plainNode(entry.value) };
}
