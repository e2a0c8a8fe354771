import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

/** Modules of Handlebars that a program loads by one import. */
function handlebarsModules(entry: string): readonly string[] {
  const script = `
    import { createRequire } from "node:module";
    await import(${JSON.stringify(entry)});
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(JSON.stringify(loaded.filter((path) => path.includes("handlebars"))));
  `;
  const argv = ["--conditions=@imagewright/source", "--input-type=module", "--eval", script];
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  return JSON.parse(execFileSync(process.execPath, argv, { cwd, encoding: "utf8" })) as string[];
}

test("the root renders templates without loading Handlebars", () => {
  expect(handlebarsModules("@imagewright/core")).toEqual([]);
});

test("the parser of Handlebars comes with the entry point that parses templates", () => {
  expect(handlebarsModules("@imagewright/core/template")).not.toEqual([]);
});
