import { join, resolve } from "node:path";

import { expect, test } from "vitest";

import { exampleModule } from "./doc-example-module.ts";
import { compileProject, documentedFunctions, runExamples, writeExamples } from "./doc-examples.ts";
import { type EntryPoint, publicEntryPoints } from "./public-functions.ts";

const workspace = resolve(import.meta.dirname, "..");
const folder = join(workspace, ".cache/doc-examples");
const functions = documentedFunctions();

test.for(publicEntryPoints(join(workspace, "packages")))(
  "every function of $path is found in its source",
  async ({ path, names }) => {
    const exports: object = await import(path);
    const callable = Object.entries(exports)
      .filter(([, value]) => typeof value === "function" && !/^class\b/u.test(String(value)))
      .map(([name]) => name);
    const found = names.filter(({ kind }) => kind === "function").map(({ name }) => name);
    expect(found.toSorted()).toEqual(callable.toSorted());
  },
);

test("every public function has an example that calls it", () => {
  const without = functions
    .filter(({ name, examples }) => !examples.some((code) => code.includes(`${name}(`)))
    .map(({ file, name }) => `${file}: ${name}`);
  expect(without).toEqual([]);
});

test("every example compiles, and gives what its comments say", async () => {
  const modules = writeExamples(functions, folder);
  expect(await compileProject(folder)).toEqual([]);
  expect(await runExamples(modules)).toEqual({});
});

test("an example that says what is not so is found", async () => {
  const entry: EntryPoint = {
    path: "@imagewright/core",
    names: [{ name: "minorPath", kind: "function", file: "", comment: "" }],
  };
  const examples = [
    'minorPath("1.33", "1.34"); // => ["1.34"]',
    'minorPath("1.33", "1.34"); // => ["1.33"]',
    'minorPath("1.33", "1.34"); // throws SKEW_VIOLATION',
    'minorPath("1.34", "1.33"); // throws VERSION_INVALID',
    'for (const minor of minorPath("1.33", "1.34")) {\n  minor; // => "1.3"\n}',
    'const path = minorPath("1.33", "1.34");\n// => [\n//      "1.35",\n//    ]',
    'minorPath(133, "1.34"); // throws VERSION_INVALID',
  ];
  const wrong = join(workspace, ".cache/doc-examples-wrong");
  const modules = writeExamples([{ entry, name: "minorPath", file: "", examples }], wrong);
  const failed = Object.keys(await runExamples(modules)).map((path) => modules.indexOf(path));
  expect(failed).toEqual([1, 2, 3, 4, 5]);
  const compiled = await compileProject(wrong);
  expect(compiled.map((line) => line.slice(0, line.indexOf("(")))).toEqual([
    "imagewright-core.minorPath.6.ts",
  ]);
});

test("an example that says no value is refused", () => {
  const entry = { path: "@imagewright/core", names: [] };
  expect(() => exampleModule('minorPath("1.33", "1.34");', entry, "./checks.ts")).toThrow(
    "says no value",
  );
});
