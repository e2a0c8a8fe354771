import { expect, test } from "vitest";

import { loadDiagnosticSets } from "./diagnostic-sets.ts";

test("every code says its cause and its remedy in whole sentences", async () => {
  const exported = await loadDiagnosticSets();
  const rules = exported.flatMap(({ sets }) =>
    [...sets.values()].flatMap((set) => Object.entries(set.rules)),
  );
  const broken = rules.filter(
    ([, { cause, remedy }]) => !/[.?]$/u.test(cause) || !/[.?`]$/u.test(remedy),
  );
  expect(broken.map(([code]) => code)).toEqual([]);
  expect(rules.length).toBeGreaterThan(200);
});

test("a code stands for one thing, whatever entry point exports it", async () => {
  const meanings = new Map<string, string>();
  const clashes: string[] = [];
  for (const { entry, sets } of await loadDiagnosticSets()) {
    for (const [code, rule] of [...sets.values()].flatMap((set) => Object.entries(set.rules))) {
      const meaning = JSON.stringify(rule);
      if ((meanings.get(code) ?? meaning) !== meaning) {
        clashes.push(`${code} of ${entry}`);
      }
      meanings.set(code, meaning);
    }
  }
  expect(clashes).toEqual([]);
});
